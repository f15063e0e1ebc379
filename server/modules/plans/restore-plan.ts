import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { planRestored } from './events.ts'
import { getPlan, planColumns } from './queries.ts'
import type { Plan } from './schemas.ts'

/** An archived plan can be had again. Restoring twice changes nothing. */
export async function restorePlan(ctx: Context, id: string): Promise<Plan> {
  const plan = await ctx.db.find(
    db
      .updateTable('plans')
      .set((eb) => ({ is_active: true, version: eb('version', '+', 1), updated_at: ctx.now.toString() }))
      .where('organization_id', '=', ctx.organization_id)
      .where('id', '=', id)
      .where('is_active', '=', false)
      .returning(planColumns),
  )
  if (!plan) return getPlan(ctx, id)
  recordEvent(ctx, planRestored, plan, { is_active: { before: false, after: true } })
  return plan
}
