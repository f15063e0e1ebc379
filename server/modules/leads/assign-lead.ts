import { changesBetween, recordEvent } from '#modules/events/record-event.ts'
import { refuseStrangers } from '#modules/lead-rules/refuse-strangers.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { leadAssigned } from './events.ts'
import { leadColumns } from './lead-columns.ts'
import { lockLead } from './queries.ts'
import type { Lead, LeadOwner } from './schemas.ts'

/** Gives a lead to somebody, or to nobody. To whoever has it changes nothing. */
export async function assignLead(ctx: Context, id: string, { owner_user_id }: LeadOwner): Promise<Lead> {
  const before = await lockLead(ctx, id)
  if (owner_user_id) await refuseStrangers(ctx, [owner_user_id], '/owner_user_id')
  if (before.owner_user_id === owner_user_id) return before
  const lead = await ctx.db.one(
    db
      .updateTable('leads')
      .set((eb) => ({ owner_user_id, version: eb('version', '+', 1), updated_at: ctx.now.toString() }))
      .where('organization_id', '=', ctx.organization_id)
      .where('id', '=', id)
      .returning(leadColumns),
  )
  recordEvent(ctx, leadAssigned, lead, changesBetween(before, lead))
  return lead
}
