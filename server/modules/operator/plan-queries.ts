import { getSubscription } from '#modules/subscriptions/queries.ts'
import type { Subscription } from '#modules/subscriptions/schemas.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import type { OwnPlanTerms, PlanTerms } from './plan-schemas.ts'
import { inside } from './start-trial.ts'
import { findTenantSubscription } from './tenant-queries.ts'

/** The terms on which an organisation has its plan, read where they are kept: at the operator's. */
export async function getPlanTerms(ctx: Context): Promise<OwnPlanTerms> {
  const operator_id = await findOperator(ctx)
  if (!operator_id) return { terms: null }
  return inside(ctx, operator_id, async (operator) => {
    const found = await findTenantSubscription(operator, ctx.organization_id)
    return { terms: found ? termsOf(await getSubscription(operator, found.subscription_id)) : null }
  })
}

/** What the operator notes for itself stays there: who the customer is to it, and why somebody left. */
export function termsOf(subscription: Subscription): PlanTerms {
  const { plan, price_id, price, quantity, amount_cents, status, trial_end_date } = subscription
  const { current_period_start_date, current_period_end_date, next_invoice_date } = subscription
  const { cancel_at_period_end, pending_change, credit_cents } = subscription
  const { model, billing_interval, currency, unit_amount_cents, package_size, tiers } = price
  return {
    plan,
    price_id,
    price: { model, billing_interval, currency, unit_amount_cents, package_size, tiers },
    quantity,
    amount_cents,
    status,
    trial_end_date,
    current_period_start_date,
    current_period_end_date,
    next_invoice_date,
    cancel_at_period_end,
    pending_change,
    credit_cents,
  }
}

/** Undefined where nobody runs the installation; who runs it is no customer of its own. */
export async function findOperator(ctx: Context): Promise<string | undefined> {
  const operator = await ctx.db.find(db.selectFrom('operator_organizations').select('organization_id'))
  return operator?.organization_id === ctx.organization_id ? undefined : operator?.organization_id
}
