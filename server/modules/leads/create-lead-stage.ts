import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { onConstraint } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { leadStageCreated } from './events.ts'
import { orderRows } from './order-rows.ts'
import { refuseWrongProbability, stageNameTaken } from './stage-rules.ts'
import { fold } from './rules.ts'
import { leadStatuses } from './schemas.ts'
import { listLeadStages, stageColumns } from './stage-queries.ts'
import type { LeadStage, NewLeadStage } from './stage-schemas.ts'

/** Behind the stages of the same status, and of those before it. */
export async function createLeadStage(ctx: Context, input: NewLeadStage): Promise<LeadStage> {
  const { name, status } = input
  const fixed = status === 'converted' ? 100 : status === 'disqualified' ? 0 : undefined
  const probability_percent = input.probability_percent ?? fixed ?? 50
  refuseWrongProbability(status, probability_percent)
  const { data: others } = await listLeadStages(ctx)
  const rank = (each: { status: LeadStage['status'] }) => leadStatuses.indexOf(each.status)
  const position = others.findLastIndex((each) => rank(each) <= rank({ status })) + 1
  const stage = await ctx.db
    .one(
      db
        .insertInto('lead_stages')
        .values({
          organization_id: ctx.organization_id,
          id: newId(),
          name,
          name_normalized: fold(name),
          status,
          probability_percent,
          position,
          created_at: ctx.now.toString(),
          updated_at: ctx.now.toString(),
        })
        .returning(stageColumns),
    )
    .catch(onConstraint('lead_stages_name_taken', stageNameTaken))
  orderRows(ctx, 'lead_stages', others.map(({ id }) => id).toSpliced(position, 0, stage.id))
  recordEvent(ctx, leadStageCreated, stage)
  return stage
}
