import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { conflict } from '#platform/errors.ts'
import { planArchived } from './events.ts'
import { getPlan, planColumns } from './queries.ts'
import type { Plan } from './schemas.ts'

/** Nobody new can have the plan; who has it keeps it. Archiving twice changes nothing. */
export async function archivePlan(ctx: Context, id: string): Promise<Plan> {
  const plan = await ctx.db.find(
    db
      .updateTable('plans')
      .set((eb) => ({ is_active: false, version: eb('version', '+', 1), updated_at: ctx.now.toString() }))
      .where('organization_id', '=', ctx.organization_id)
      .where('id', '=', id)
      .where('is_active', '=', true)
      .where('is_default', '=', false)
      .returning(planColumns),
  )
  if (plan) {
    recordEvent(ctx, planArchived, plan, { is_active: { before: true, after: false } })
    return plan
  }
  const found = await getPlan(ctx, id)
  if (found.is_default)
    throw conflict('plans.is_default', `New customers begin on ${found.name}. Make another plan the default first.`)
  return found
}
