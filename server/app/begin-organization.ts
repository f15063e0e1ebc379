import { addLeadDefaults } from '#modules/leads/add-lead-defaults.ts'
import { beginOnDefaultPlan } from '#modules/operator/begin-on-default-plan.ts'
import type { Context } from '#platform/context.ts'

/** What a new organisation finds when it first looks around. */
export async function beginOrganization(ctx: Context): Promise<void> {
  await beginOnDefaultPlan(ctx)
  addLeadDefaults(ctx)
}
