import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { conflict } from '#platform/errors.ts'
import { leadStageArchived } from './events.ts'
import { getLeadStage, listLeadStages, stageColumns } from './stage-queries.ts'
import type { LeadStage } from './stage-schemas.ts'

/** Takes an empty stage off the board. New leads, those who were won and those who were lost each keep one. */
export async function archiveLeadStage(ctx: Context, id: string): Promise<LeadStage> {
  const before = await getLeadStage(ctx, id)
  if (before.archived_at) return before
  const { data: stages } = await listLeadStages(ctx)
  const needed = before.status === 'new' || before.status === 'converted' || before.status === 'disqualified'
  if (needed && stages.filter(({ status }) => status === before.status).length === 1)
    throw conflict('leads.last_stage', `“${before.name}” is the only stage of its status, and the board needs one.`)
  const stage = await ctx.db.one(
    db
      .updateTable('lead_stages')
      .set((eb) => ({
        archived_at: ctx.now.toString(),
        version: eb('version', '+', 1),
        updated_at: ctx.now.toString(),
      }))
      .where('organization_id', '=', ctx.organization_id)
      .where('id', '=', id)
      .returning(stageColumns),
  )
  // Behind the update, which holds the row: whoever moves a lead into it at the same time has committed or waits.
  const { count } = await ctx.db.one<{ count: number }>({
    text: 'select count(*)::int as count from leads where organization_id = $1 and stage_id = $2 and archived_at is null',
    parameters: [ctx.organization_id, id],
  })
  if (count > 0)
    throw conflict(
      'leads.stage_in_use',
      `${count} ${count === 1 ? 'lead is' : 'leads are'} in “${before.name}”. Move ${count === 1 ? 'it' : 'them'} to another stage first.`,
    )
  recordEvent(ctx, leadStageArchived, stage)
  return stage
}
