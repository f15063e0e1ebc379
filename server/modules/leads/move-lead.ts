import { changesBetween, recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { conflict, notFound } from '#platform/errors.ts'
import { leadMoved } from './events.ts'
import { leadColumns } from './lead-columns.ts'
import { lockLead } from './queries.ts'
import type { Lead, LeadMove } from './schemas.ts'
import { listLeadStages } from './stage-queries.ts'

/** Puts a lead into another stage. Into the one it is in changes nothing; of two people the later one's move stays. */
export async function moveLead(ctx: Context, id: string, move: LeadMove): Promise<Lead> {
  const { data: stages } = await listLeadStages(ctx)
  const stage = stages.find((each) => each.id === move.stage_id)
  if (!stage) throw notFound('stage')
  const before = await lockLead(ctx, id)
  if (
    before.stage_id === stage.id &&
    (before.disqualified_reason ?? null) === (move.disqualified_reason ?? before.disqualified_reason)
  )
    return before
  if (before.status === 'converted')
    throw conflict('leads.converted', 'This lead is a customer already. What is sold to them goes on there.')
  if (stage.status === 'converted')
    throw conflict(
      'leads.not_converted',
      `Whoever is in “${stage.name}” is a customer: convert the lead to put it there.`,
    )
  const reason = stage.status === 'disqualified' ? (move.disqualified_reason ?? before.disqualified_reason) : null
  const lead = await ctx.db.one(
    db
      .updateTable('leads')
      .set((eb) => ({
        stage_id: stage.id,
        status: stage.status,
        ...(before.stage_id !== stage.id && { stage_changed_at: ctx.now.toString() }),
        disqualified_reason: reason,
        // Who moved on was answered, whether or not somebody noted how.
        ...(['contacted', 'qualified'].includes(stage.status) && {
          first_replied_at: before.first_replied_at ?? ctx.now.toString(),
        }),
        version: eb('version', '+', 1),
        updated_at: ctx.now.toString(),
      }))
      .where('organization_id', '=', ctx.organization_id)
      .where('id', '=', id)
      .returning(leadColumns),
  )
  recordEvent(ctx, leadMoved, lead, changesBetween(before, lead))
  return lead
}
