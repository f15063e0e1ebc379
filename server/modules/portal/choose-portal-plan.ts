import { findOfferedPrice } from '#modules/plans/pricing-queries.ts'
import { changeSubscription } from '#modules/subscriptions/change-subscription.ts'
import type { Change, ChangePreview } from '#modules/subscriptions/change-schemas.ts'
import { previewChange } from '#modules/subscriptions/preview-change.ts'
import type { Subscription } from '#modules/subscriptions/schemas.ts'
import { lockSubscription } from '#modules/subscriptions/lock-subscription.ts'
import { conflict, invalid } from '#platform/errors.ts'
import type { Visit } from './open-portal.ts'
import type { PortalPlanChoice, PortalPlanChosen } from './plan-schemas.ts'
import { isChangeable, isHeldByTerm } from './rules.ts'
import { getOwnSubscription, refuseOthers, subscriptionOf } from './visit-queries.ts'

/** Moves a subscription by its customer's own wish, when and at what cost the seller's billing rules say. */
export async function choosePortalPlan(visit: Visit, id: string, choice: PortalPlanChoice): Promise<PortalPlanChosen> {
  await refuseOthers(visit, 'subscriptions', id)
  // Held before it is looked at: what two choose at once is measured one after the other.
  await lockSubscription(visit.ctx, id)
  const { change } = await allowedChange(visit, id, choice)
  const { subscription, preview, invoice_id } = await changeSubscription(visit.ctx, id, change)
  return { subscription: subscriptionOf(visit, subscription), preview, invoice_id }
}

/** What it would do today; the numbers are those that are then charged. */
export async function previewPortalPlan(visit: Visit, id: string, choice: PortalPlanChoice): Promise<ChangePreview> {
  return (await allowedChange(visit, id, choice)).preview
}

/** What the seller lets customers do: to plans on the price page or in seats, and not out of a minimum term. */
async function allowedChange(
  visit: Visit,
  id: string,
  choice: PortalPlanChoice,
): Promise<{ change: Change; preview: ChangePreview }> {
  const subscription = await getOwnSubscription(visit, id)
  if (!visit.allows_plan_change)
    throw conflict('portal.plan_kept', 'Plans are changed by the seller here. Write to them.')
  if (!isChangeable(subscription))
    throw conflict('portal.plan_kept', 'This subscription is ending or at rest. Write to the seller about it.')
  const change = await changeOf(visit, subscription, choice)
  const preview = await previewChange(visit.ctx, id, change)
  if (isHeldByTerm(subscription, preview, change.quantity ?? subscription.quantity))
    throw conflict(
      'portal.plan_kept',
      `Until ${subscription.minimum_term_end_date} it can only become more. Write to the seller about less.`,
    )
  return { change, preview }
}

async function changeOf({ ctx }: Visit, mine: Subscription, choice: PortalPlanChoice): Promise<Change> {
  const is_same = choice.price_id === mine.price_id
  const offered = is_same
    ? { price_id: mine.price_id, is_flat: mine.price.model === 'flat' }
    : await findOfferedPrice(ctx, choice.price_id)
  if (!offered)
    throw invalid('portal.invalid', 'This plan cannot be chosen.', [
      { pointer: '/price_id', code: 'not_sold', detail: 'Choose one of the plans that are offered today.' },
    ])
  if (offered.is_flat) return { price_id: offered.price_id, quantity: is_same ? mine.quantity : 1 }
  return { price_id: offered.price_id, quantity: choice.quantity ?? mine.quantity }
}
