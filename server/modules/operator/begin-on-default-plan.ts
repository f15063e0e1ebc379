import { setEntitlements } from '#modules/entitlements/set-entitlements.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { inside } from './start-trial.ts'
import { findTrialPrice } from './tenant-queries.ts'

/**
 * The limits of the plan on which its trial will begin hold for a new organisation from its first moment: the trial
 * itself comes by a job, seconds later or when the worker is back.
 */
export async function beginOnDefaultPlan(ctx: Context): Promise<void> {
  const operator = await ctx.db.find(db.selectFrom('operator_organizations').select('organization_id'))
  if (!operator || operator.organization_id === ctx.organization_id) return
  const first = await inside(ctx, operator.organization_id, findTrialPrice)
  if (!first) return
  const { plan_code, plan_name, features, limits, trial_end_date } = first
  const subscription_status = trial_end_date ? 'trialing' : 'active'
  await setEntitlements(ctx, {
    plan_code,
    plan_name,
    features,
    limits,
    subscription_status,
    pause_reason: null,
    trial_end_date,
  })
}
