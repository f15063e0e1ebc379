import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { leadStageUpdated } from './events.ts'
import { orderRows, refuseOtherRows } from './order-rows.ts'
import { listLeadStages } from './stage-queries.ts'
import type { LeadStage, LeadOrder } from './stage-schemas.ts'

export async function orderLeadStages(ctx: Context, { ids }: LeadOrder): Promise<{ data: LeadStage[] }> {
  const { data: before } = await listLeadStages(ctx)
  refuseOtherRows(before, ids)
  orderRows(ctx, 'lead_stages', ids)
  const after = await listLeadStages(ctx)
  const places = new Map(before.map(({ id, position }) => [id, position]))
  for (const row of after.data) {
    const place = places.get(row.id)
    if (place !== row.position)
      recordEvent(ctx, leadStageUpdated, row, { position: { before: place, after: row.position } })
  }
  return after
}
