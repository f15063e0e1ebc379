import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { leadFieldUpdated } from './events.ts'
import { orderRows, refuseOtherRows } from './order-rows.ts'
import { listLeadFields } from './stage-queries.ts'
import type { LeadField, LeadOrder } from './stage-schemas.ts'

export async function orderLeadFields(ctx: Context, { ids }: LeadOrder): Promise<{ data: LeadField[] }> {
  const { data: before } = await listLeadFields(ctx)
  refuseOtherRows(before, ids)
  orderRows(ctx, 'lead_fields', ids)
  const after = await listLeadFields(ctx)
  const places = new Map(before.map(({ id, position }) => [id, position]))
  for (const row of after.data) {
    const place = places.get(row.id)
    if (place !== row.position)
      recordEvent(ctx, leadFieldUpdated, row, { position: { before: place, after: row.position } })
  }
  return after
}
