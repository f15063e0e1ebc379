import { changesBetween, recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { onConstraint, staleVersion } from '#platform/errors.ts'
import { leadStageUpdated } from './events.ts'
import { fold } from './rules.ts'
import { getLeadStage, stageColumns } from './stage-queries.ts'
import { refuseWrongProbability, stageNameTaken } from './stage-rules.ts'
import type { LeadStage, LeadStageChanges } from './stage-schemas.ts'

export async function updateLeadStage(
  ctx: Context,
  id: string,
  version: number,
  changes: LeadStageChanges,
): Promise<LeadStage> {
  const before = await getLeadStage(ctx, id)
  const wanted = { ...before, ...changes }
  refuseWrongProbability(wanted.status, wanted.probability_percent)
  const stage = await ctx.db
    .find(
      db
        .updateTable('lead_stages')
        .set({
          ...changes,
          name_normalized: fold(wanted.name),
          version: version + 1,
          updated_at: ctx.now.toString(),
        })
        .where('organization_id', '=', ctx.organization_id)
        .where('id', '=', id)
        .where('version', '=', version)
        .returning(stageColumns),
    )
    .catch(onConstraint('lead_stages_name_taken', stageNameTaken))
  if (!stage) throw staleVersion('stage')
  recordEvent(ctx, leadStageUpdated, stage, changesBetween(before, stage))
  return stage
}
