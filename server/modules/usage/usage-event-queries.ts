import type { Context } from '#platform/context.ts'
import type { Cursors } from '#platform/cursor.ts'
import type { TextQuery } from '#platform/database.ts'
import type { UsageEvent, UsageEventFilter, UsageEventPage, UsageEventQuery } from './schemas.ts'

/** The last to count first. */
export async function listUsageEvents(ctx: Context, cursors: Cursors, query: UsageEventQuery): Promise<UsageEventPage> {
  const limit = query.limit ?? 25
  const place = cursors.decode('usage-events', query.cursor)
  const after = place && { counted_at: String(place.key), ...keyFrom(place.id) }
  const rows = await ctx.db.all(selectUsageEvents(ctx.organization_id, query, 'desc', after, limit + 1))
  const data = rows.slice(0, limit)
  const last = data.at(-1)
  const more = rows.length > limit && last
  return { data, next_cursor: more ? cursors.encode('usage-events', placeOf(last)) : null }
}

type EventKey = Pick<UsageEvent, 'meter_id' | 'event_key'>
const placeOf = ({ counted_at, meter_id, event_key }: UsageEvent) => ({
  key: counted_at,
  id: `${meter_id} ${event_key}`,
})
/** Neither half has a blank in it. */
function keyFrom(id: string): EventKey {
  const [meter_id = '', event_key = ''] = id.split(' ')
  return { meter_id, event_key }
}

/** Events by the time that they count at; days are those of the organisation, the last one included. */
export function selectUsageEvents(
  organization_id: string,
  { customer_id, meter_id, from, to }: UsageEventFilter,
  direction: 'asc' | 'desc',
  after: (EventKey & { counted_at: string }) | undefined,
  limit: number,
): TextQuery<UsageEvent> {
  const parameters: unknown[] = [organization_id]
  const conditions = ['organization_id = $1']
  const add = (condition: (placeholder: string) => string, value: unknown) => {
    if (value) conditions.push(condition(`$${parameters.push(value)}`))
  }
  const startOf = (day: string) =>
    `(${day})::timestamp at time zone (select timezone from organizations where organization_id = $1)`
  add((p) => `customer_id = ${p}`, customer_id)
  add((p) => `meter_id = ${p}`, meter_id)
  add((p) => `counted_at >= ${startOf(`${p}::date`)}`, from)
  add((p) => `counted_at < ${startOf(`${p}::date + 1`)}`, to)
  if (after) {
    const [at, meter, key] = [after.counted_at, after.meter_id, after.event_key].map((value) => parameters.push(value))
    const comparison = direction === 'desc' ? '<' : '>'
    conditions.push(`(counted_at, meter_id, event_key) ${comparison} ($${at}::timestamptz, $${meter}::uuid, $${key})`)
  }
  return {
    text: `select meter_id, customer_id, event_key, trim_scale(quantity) as quantity, unique_value, occurred_at, counted_at,
             created_at
           from usage_events where ${conditions.join(' and ')}
           order by counted_at ${direction}, meter_id ${direction}, event_key ${direction} limit ${limit}`,
    parameters,
  }
}
