import { recordEvent } from '#modules/events/record-event.ts'
import { getSeats } from '#modules/organizations/member-queries.ts'
import { findOfferedPrice } from '#modules/plans/pricing-queries.ts'
import { changeSubscription } from '#modules/subscriptions/change-subscription.ts'
import { previewChange } from '#modules/subscriptions/preview-change.ts'
import { getSubscription } from '#modules/subscriptions/queries.ts'
import type { Change, ChangePreview } from '#modules/subscriptions/change-schemas.ts'
import type { Subscription } from '#modules/subscriptions/schemas.ts'
import type { Context } from '#platform/context.ts'
import { conflict, invalid } from '#platform/errors.ts'
import { organizationPlanChosen } from './events.ts'
import { findOperator, termsOf } from './plan-queries.ts'
import type { PlanChoice, PlanChosen } from './plan-schemas.ts'
import { pushEntitlements } from './push-entitlements.ts'
import { inside } from './start-trial.ts'
import { findTenantSubscription } from './tenant-queries.ts'

/**
 * Puts an organisation on another plan of the operator, by its own wish: the operator's subscription changes as its
 * billing rules say, and what the new plan allows holds from the same moment.
 */
export async function choosePlan(ctx: Context, choice: PlanChoice): Promise<PlanChosen> {
  const { subscription, preview } = await atOperator(ctx, choice, async (operator, { id }, change) => {
    const changed = await changeSubscription(operator, id, change)
    await pushEntitlements(operator, ctx.organization_id)
    return changed
  })
  const { plan, pending_change } = subscription
  recordEvent(ctx, organizationPlanChosen, {
    id: ctx.organization_id,
    plan_name: pending_change?.plan_name ?? plan.name,
    price_id: choice.price_id,
    quantity: pending_change?.quantity ?? subscription.quantity,
    effective_date: preview.effective_date,
  })
  return { terms: termsOf(subscription), preview }
}

/** What choosing it would do today; the numbers are those that are then charged. */
export function previewPlan(ctx: Context, choice: PlanChoice): Promise<ChangePreview> {
  return atOperator(ctx, choice, (operator, { id }, change) => previewChange(operator, id, change))
}

/** Where the subscription is kept, with the choice as the change that it is. */
async function atOperator<T>(
  ctx: Context,
  choice: PlanChoice,
  work: (operator: Context, subscription: Subscription, change: Change) => Promise<T>,
): Promise<T> {
  const { seats_used } = await getSeats(ctx, '')
  const operator_id = await findOperator(ctx)
  if (!operator_id) throw nothingToChange()
  return inside(ctx, operator_id, async (operator) => {
    const found = await findTenantSubscription(operator, ctx.organization_id)
    const subscription = found && (await getSubscription(operator, found.subscription_id))
    if (!subscription || !running.has(subscription.status)) throw nothingToChange()
    return work(operator, subscription, await changeOf(operator, subscription, choice, seats_used))
  })
}

const running: ReadonlySet<string> = new Set(['trialing', 'active', 'past_due'])

/** When it holds is for the operator's billing rules to say, and a seat that is used is paid for. */
async function changeOf(
  operator: Context,
  { price_id, price, quantity }: Subscription,
  choice: PlanChoice,
  seats_used: number,
): Promise<Change> {
  const is_same = choice.price_id === price_id
  const offered = is_same
    ? { price_id, is_flat: price.model === 'flat' }
    : await findOfferedPrice(operator, choice.price_id)
  if (!offered)
    throw invalid('organizations.plan_invalid', 'This plan cannot be chosen.', [
      { pointer: '/price_id', code: 'not_sold', detail: 'Choose a price that is on the price page today.' },
    ])
  if (offered.is_flat) return { price_id: offered.price_id, quantity: is_same ? quantity : 1 }
  const wanted = choice.quantity ?? Math.max(seats_used, is_same ? quantity : 1)
  if (wanted < seats_used)
    throw invalid('organizations.plan_invalid', 'This plan cannot be chosen.', [
      { pointer: '/quantity', code: 'too_few', detail: `${seats_used} seats are in use: choose at least as many.` },
    ])
  return { price_id: offered.price_id, quantity: wanted }
}

const nothingToChange = () =>
  conflict(
    'organizations.no_running_plan',
    'This organisation has no running plan that could be changed. Write to whoever runs this NexusCore.',
  )
