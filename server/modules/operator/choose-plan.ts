import { recordEvent } from '#modules/events/record-event.ts'
import { getSeats } from '#modules/organizations/member-queries.ts'
import { findOfferedPrice } from '#modules/plans/pricing-queries.ts'
import { changeSubscription } from '#modules/subscriptions/change-subscription.ts'
import { previewChange } from '#modules/subscriptions/preview-change.ts'
import { getSubscription } from '#modules/subscriptions/queries.ts'
import type { ChangePreview } from '#modules/subscriptions/change-schemas.ts'
import type { Subscription } from '#modules/subscriptions/schemas.ts'
import type { Context } from '#platform/context.ts'
import { conflict, invalid } from '#platform/errors.ts'
import { organizationPlanChosen } from './events.ts'
import { findOperator, termsOf } from './plan-queries.ts'
import type { PlanChoice, PlanChosen } from './plan-schemas.ts'
import { pushEntitlements } from './push-entitlements.ts'
import { previewReturn, returnToPlan } from './return-to-plan.ts'
import { inside } from './start-trial.ts'
import { findTenantSubscription, lockTenant } from './tenant-queries.ts'
import { inTenantsWords } from './tenants-words.ts'

/**
 * Puts an organisation on another plan of the operator, by its own wish: the operator's subscription changes as its
 * billing rules say, and what the new plan allows holds from the same moment. Whose plan has ended begins it anew.
 */
export async function choosePlan(ctx: Context, choice: PlanChoice): Promise<PlanChosen> {
  const { subscription, preview } = await atOperator(ctx, choice, async (operator, current, terms) => {
    const chosen = hasEnded(current)
      ? await returnToPlan(operator, { customer_id: current.customer_id, ...terms })
      : await changeSubscription(operator, current.id, terms)
    await pushEntitlements(operator, ctx.organization_id)
    return chosen
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
  return atOperator(ctx, choice, (operator, current, terms) =>
    hasEnded(current)
      ? previewReturn(operator, { customer_id: current.customer_id, ...terms })
      : previewChange(operator, current.id, terms),
  )
}

/** Where the subscription is kept, with the choice as the change that it is. */
async function atOperator<T>(
  ctx: Context,
  choice: PlanChoice,
  work: (operator: Context, current: Subscription, terms: Terms) => Promise<T>,
): Promise<T> {
  const { seats_used } = await getSeats(ctx, '')
  const operator_id = await findOperator(ctx)
  if (!operator_id) throw nothingToChange()
  return inside(ctx, operator_id, async (operator) => {
    // Of two who come back at once the second finds what the first began.
    lockTenant(operator, ctx.organization_id)
    const found = await findTenantSubscription(operator, ctx.organization_id)
    const current = found && (await getSubscription(operator, found.subscription_id))
    if (!current || !choosing.has(current.status)) throw nothingToChange()
    const terms = await termsAfter(operator, current, choice, seats_used)
    return inTenantsWords(() => work(operator, current, terms))
  })
}

type Terms = { price_id: string; quantity: number }

/** What is paused or long unpaid is for the operator to take up again. */
const choosing: ReadonlySet<string> = new Set(['trialing', 'active', 'past_due', 'canceled'])

const hasEnded = ({ status }: Subscription): boolean => status === 'canceled'

/** When it holds is for the operator's billing rules to say, and a seat that is used is paid for. */
async function termsAfter(
  operator: Context,
  current: Subscription,
  choice: PlanChoice,
  seats_used: number,
): Promise<Terms> {
  const { price_id, price, quantity } = current
  const is_same = choice.price_id === price_id && !hasEnded(current)
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
