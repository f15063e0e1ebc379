/**
 * SQL, to be used within a statement whose $1 is the organisation: the quantity that the customer of a row used of a
 * meter. `row` names a relation with customer_id, meter_id, from_at and to_at; the last is the first instant that does
 * not count. A number of at most six decimals, never negative, 0 where nothing was used, and of any size.
 */
export const usageQuantity = (row: string): string => `(
  select case m.aggregation
    when 'sum' then (select coalesce(sum(e.quantity), 0) ${eventsOf(row)})
    when 'max' then (select coalesce(max(e.quantity), 0) ${eventsOf(row)})
    when 'unique' then (select count(distinct e.unique_value)::numeric ${eventsOf(row)})
    else coalesce((
      select e.quantity ${eventsOf(row)} order by e.occurred_at desc, e.created_at desc, e.event_key desc limit 1), 0) end
  from meters m where m.organization_id = $1 and m.id = ${row}.meter_id)`

const eventsOf = (row: string) => `
  from usage_events e
  where e.organization_id = $1 and e.customer_id = ${row}.customer_id and e.meter_id = ${row}.meter_id
    and e.counted_at >= ${row}.from_at and e.counted_at < ${row}.to_at`

/**
 * SQL: locks the horizons of all rows (customer_id, meter_id) of a relation, those included that nobody had yet. Whoever
 * bills usage sends it as a statement of its own before the one that reads quantities: that one then sees every event
 * that was counted below the horizon, and no more can come in.
 */
export const lockHorizons = (rows: string): string => `
  insert into usage_horizons (organization_id, customer_id, meter_id, billed_until)
  select distinct $1::uuid, customer_id, meter_id, '-infinity'::timestamptz from ${rows}
  order by customer_id, meter_id
  on conflict (organization_id, customer_id, meter_id) do update set billed_until = excluded.billed_until where false`

/** SQL: from here on, what was used before `to_at` of a row (customer_id, meter_id, to_at) counts after it. Never back. */
export const moveHorizons = (rows: string): string => `
  insert into usage_horizons (organization_id, customer_id, meter_id, billed_until)
  select $1::uuid, customer_id, meter_id, max(to_at) from ${rows}
  group by customer_id, meter_id
  order by customer_id, meter_id
  on conflict (organization_id, customer_id, meter_id)
    do update set billed_until = greatest(usage_horizons.billed_until, excluded.billed_until)`
