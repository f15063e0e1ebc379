/** Invoices of a customer that a habit is learned from, and how many it takes. */
export const habitMost = 24
export const habitLeast = 3

/**
 * How late invoices were paid, for each customer and for all: the days between the due date and the day on which the
 * last money came, sorted. What was settled by credit notes alone tells nothing of paying. $1 is the organisation, $2
 * the time; two years back is far enough.
 */
export const habitsSql = (only?: string): string => `
  today as materialized (
    select ($2::timestamptz at time zone timezone)::date as day from organizations where organization_id = $1
  ), paid as materialized (
    select i.customer_id, i.issue_date, max(a.allocation_date) - i.due_date as days_late,
      row_number() over (partition by i.customer_id order by i.issue_date desc, i.id desc) as nth
    from invoices i join payment_allocations a on a.organization_id = i.organization_id and a.invoice_id = i.id
    where i.organization_id = $1 and i.status = 'paid' and a.removed_at is null
      and i.issue_date >= (select day from today) - 730
    group by i.id, i.customer_id, i.issue_date, i.due_date
  ), habits as materialized (
    select customer_id, array_agg(days_late order by days_late) as days from paid
    where nth <= ${habitMost}${only ? ` and customer_id = ${only}` : ''} group by customer_id
  ), of_all as materialized (
    select coalesce(array_agg(days_late order by days_late), '{}') as days
    from (select days_late from paid order by issue_date desc limit 1000) recent
  )`

/** Of a sorted array: its middle, or the value a quarter from an end. */
export const quantileSql = (days: string, part: number): string =>
  `(${days})[greatest(1, ceil(cardinality(${days}) * ${part})::integer)]`

/** The usual days while they are not over, then the middle of those that are not. */
const nextSql = (days: string): string => `case
  when i.due_date + ${quantileSql(days, 0.5)} >= t.day then ${quantileSql(days, 0.5)}
  else (select percentile_disc(0.5) within group (order by d) from unnest(${days}) d where i.due_date + d >= t.day) end`

/**
 * Each open invoice with the day on which its money is likely to come: as late as its customer usually pays. Whoever is
 * later than that already is expected as their later invoices were paid, and where there was none, as those of all.
 */
export const expectedSql = (condition = ''): string => `
  expected as (
    select i.id, i.customer_id, i.due_date, i.amount_due_cents, p.promised_date, own.days as own_days, o.days as all_days,
      case when exists (select from invoice_disputes x where x.organization_id = $1 and x.invoice_id = i.id
          and x.resolved_at is null) then 'disputed'
        when p.promised_date is not null then 'promise'
        when own_next.days is not null then 'customer'
        when all_next.days is not null then 'all'
        when cardinality(o.days) < ${habitLeast} and i.due_date >= t.day then 'terms'
        else 'beyond' end as basis,
      coalesce(own_next.days, all_next.days, 0) as days_late
    from invoices i
    cross join today t
    cross join of_all o
    left join habits own on own.customer_id = i.customer_id and cardinality(own.days) >= ${habitLeast}
    left join lateral (
      select max(promised_date) as promised_date from invoice_promises p
      where p.organization_id = $1 and p.invoice_id = i.id and p.withdrawn_at is null and p.promised_date >= t.day
    ) p on true
    cross join lateral (select ${nextSql('own.days')} as days) own_next
    cross join lateral (
      select case when own_next.days is null and cardinality(o.days) >= ${habitLeast} then ${nextSql('o.days')} end as days
    ) all_next
    where i.organization_id = $1 and i.status = 'open' ${condition}
  ), dated as (
    select e.*, case basis when 'promise' then promised_date when 'disputed' then null when 'beyond' then null
      else due_date + days_late end as expected_date
    from expected e
  )`
