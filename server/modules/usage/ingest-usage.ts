import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'
import { newId } from '#platform/ids.ts'
import { usageIngested } from './events.ts'
import { lockHorizons } from './queries.ts'
import { ahead, detailOf, oldest, type RejectionCode } from './rules.ts'
import type { IngestedUsage, NewUsage } from './schemas.ts'

/**
 * Takes each event once, whoever sends it how often, and says which do not count. What belongs to a period that was
 * billed already counts at the start of the next.
 */
export async function ingestUsage(ctx: Context, { events }: NewUsage): Promise<IngestedUsage> {
  const [, [taken]] = await ctx.db.batch(openHorizons(ctx, events), insertEvents(ctx, events))
  const { accepted_count, sent_count, late_count, rejected } = taken!
  const duplicate_count = sent_count - accepted_count - rejected.length
  if (accepted_count > 0) {
    const counts = { accepted_count, duplicate_count, late_count, rejected_count: rejected.length }
    recordEvent(ctx, usageIngested, { id: newId(), ...counts })
  }
  return {
    accepted_count,
    duplicate_count,
    late_count,
    rejected: rejected.map(({ index, code }) => ({ index, code, detail: detailOf(code) })),
  }
}

const given = (parameter: string) => `
  select g.*, g.place - 1 as index
  from rows from (jsonb_to_recordset(${parameter}::jsonb) as (
    meter text, customer_id uuid, event_key text, quantity numeric, unique_value text, occurred_at timestamptz
  )) with ordinality as g (meter, customer_id, event_key, quantity, unique_value, occurred_at, place)`

/**
 * Makes the horizons that are missing, and nothing where none is. All of the request are locked then, for locking some
 * here and the rest later would not be in the order that keeps senders and the renewal run from waiting for each other.
 */
function openHorizons(ctx: Context, events: NewUsage['events']): TextQuery<never> {
  return {
    text: `
      with pairs as materialized (
        select distinct c.id as customer_id, m.id as meter_id
        from (${given('$2')}) g
        join meters m on m.organization_id = $1 and m.code = g.meter
        join customers c on c.organization_id = $1 and c.id = g.customer_id
      ), wanted as (
        select customer_id, meter_id from pairs
        where exists (
          select from pairs p
          left join usage_horizons h on h.organization_id = $1 and h.customer_id = p.customer_id and h.meter_id = p.meter_id
          where h.meter_id is null)
      )
      ${lockHorizons('wanted')}`,
    parameters: [ctx.organization_id, events],
  }
}

type Taken = {
  sent_count: number
  accepted_count: number
  late_count: number
  rejected: { index: number; code: RejectionCode }[]
}

/**
 * Meters and horizons are shared with other senders and locked against whoever changes them, in the order of their
 * keys; keys of events go in in their order too. A customer without a horizon here is none of ours.
 */
function insertEvents(ctx: Context, events: NewUsage['events']): TextQuery<Taken> {
  return {
    text: `
      with given as materialized (${given('$2')}), meter as materialized (
        select id, code, aggregation, archived_at from meters
        where organization_id = $1 and code in (select meter from given)
        order by id for share
      ), horizon as materialized (
        select customer_id, meter_id, billed_until from usage_horizons
        where organization_id = $1 and (customer_id, meter_id) in (
          select g.customer_id, m.id from given g join meter m on m.code = g.meter)
        order by customer_id, meter_id for share
      ), judged as materialized (
        select g.index, g.customer_id, m.id as meter_id, g.event_key, coalesce(g.quantity, 1) as quantity, g.unique_value,
          g.occurred_at, greatest(g.occurred_at, h.billed_until) as counted_at,
          case
            when m.id is null then 'unknown_meter'
            when m.archived_at is not null then 'archived_meter'
            when h.customer_id is null then 'unknown_customer'
            when g.occurred_at < $4 then 'too_old'
            when g.occurred_at > $5 then 'in_future'
            when m.aggregation = 'unique' and g.unique_value is null then 'no_unique_value'
            when g.quantity < 0 then 'negative_quantity'
          end as code
        from given g
        left join meter m on m.code = g.meter
        left join horizon h on h.customer_id = g.customer_id and h.meter_id = m.id
      ), taken as (
        insert into usage_events (organization_id, meter_id, event_key, customer_id, quantity, unique_value, occurred_at,
          counted_at, created_at)
        select distinct on (meter_id, event_key) $1::uuid, meter_id, event_key, customer_id, quantity, unique_value,
          occurred_at, counted_at, $3::timestamptz
        from judged where code is null
        order by meter_id, event_key, index
        on conflict (organization_id, meter_id, event_key) do nothing
        returning counted_at > occurred_at as is_late
      )
      select (select count(*) from judged) as sent_count, count(*) as accepted_count,
        count(*) filter (where is_late) as late_count,
        (select coalesce(json_agg(json_build_object('index', index, 'code', code) order by index), '[]')
         from judged where code is not null) as rejected
      from taken`,
    parameters: [
      ctx.organization_id,
      events,
      ctx.now.toString(),
      ctx.now.subtract(oldest).toString(),
      ctx.now.add(ahead).toString(),
    ],
  }
}
