import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { planUpdated } from './events.ts'
import { planColumns } from './queries.ts'

/** Makes room for another plan as the default: the one that is so today is so no longer. */
export async function endDefault(ctx: Context): Promise<void> {
  const plan = await ctx.db.find(
    db
      .updateTable('plans')
      .set((eb) => ({ is_default: false, version: eb('version', '+', 1), updated_at: ctx.now.toString() }))
      .where('organization_id', '=', ctx.organization_id)
      .where('is_default', '=', true)
      .returning(planColumns),
  )
  if (plan) recordEvent(ctx, planUpdated, plan, { is_default: { before: true, after: false } })
}
