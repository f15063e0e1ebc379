import { daysInWords, shareUntil, withDaysAndRate } from '#modules/invoices/cut-lines.ts'
import { totalMax } from '#modules/invoices/rules.ts'
import { sellerNow } from '#modules/gst/queries.ts'
import { usageQuantity } from '#modules/usage/queries.ts'
import type { BillingRules } from './billing-schemas.ts'

/**
 * What is due and what it comes to, as common table expressions: the one place where a period becomes lines of an
 * invoice, for the run, its dry run and a single subscription alike. Sets, not loops: a thousand cost little more than
 * one.
 *
 * $1 organisation, $2 time, $3 the ids, at most `count`. The number stands in the text: told how many rows come, the
 * planner hashes; not told, it expects one and loops over a thousand.
 *
 * - `chosen`  those that are due, each with the period to bill [from_date, to_date) and the place `n` that it has among
 *             them, with an invoice per customer also theirs, `g`; `is_ready` when its customer can be invoiced
 * - `picked`  the same, with whether it is billed or why not: what is more than an invoice can hold keeps nobody else
 * - `lines`   their lines: plan and add-ons for the period that begins, use of the one that ended, charges that wait;
 *             coupon and credit taken off, each subscription's own; cut where the rate of GST changed in the days they
 *             are for
 * - `groups`  GST once per code and rate of an invoice, half-up
 * - `parts`   per subscription with something to pay, what it comes to
 * - `totals`  per invoice, whose place is `place(grouping)`; `subscription_id` is null where it bills several
 */
export function dueLines(count: number, grouping: InvoiceGrouping): string {
  const isGrouped = grouping === 'per_customer'
  const place = placeOf(grouping)
  /** Columns that only the invoice of several subscriptions needs. */
  const g = (of = '') => (isGrouped ? `, ${of}g` : '')
  return `
  seller as materialized (
    select s.*, o.timezone from (${sellerNow}) s join organizations o on o.organization_id = s.organization_id
  ), rates as materialized (
    select r.gst_code, r.gst_rate_bp, r.from_date,
      coalesce(lead(r.from_date) over (partition by r.gst_code order by r.from_date), 'infinity') as to_date
    from gst_rates r join seller s on r.from_date <= s.today
  ), found as (
    select s.id, s.customer_id, s.status, s.period_index, s.credit_cents, s.cancel_at_period_end as ends,
      s.current_period_start_date as used_from_date, s.next_invoice_date as from_date,
      s.price_id as old_price_id, n.id as price_id, coalesce(s.pending_quantity, s.quantity) as quantity,
      n.model, n.unit_amount_cents, n.package_size, n.tiers, n.meter_id, n.billing_interval,
      a.anchor_date, a.period_index as new_period_index,
      (a.anchor_date + make_interval(months => n.interval_months * (a.period_index + 1)))::date as to_date,
      l.name as plan_name, ${gstCodeOf('l')} as gst_code, k.percent_off_bp, k.amount_off_cents,
      c.name as customer_name, c.name_normalized as customer_name_normalized, c.uen as customer_uen, c.gst_reg_no as customer_gst_reg_no, c.email as customer_email,
      c.address as customer_address, c.payment_terms_days,
      -- Nothing begins for who is archived; what ends may end.
      case when c.archived_at is not null and not s.cancel_at_period_end then 'customer_archived'
        when c.address is null then 'customer_address_missing' end as not_ready_reason,
      (c.archived_at is null or s.cancel_at_period_end) and c.address is not null as is_ready, n.meter_id is not null as is_metered
    from subscriptions s
    cross join seller e
    join prices o on o.organization_id = s.organization_id and o.id = s.price_id
    join prices n on n.organization_id = s.organization_id and n.id = coalesce(s.pending_price_id, s.price_id)
    join plans l on l.organization_id = n.organization_id and l.id = n.plan_id
    join customers c on c.organization_id = s.organization_id and c.id = s.customer_id
    left join coupons k on k.organization_id = s.organization_id and k.id = s.coupon_id
      and (s.coupon_end_date is null or s.next_invoice_date < s.coupon_end_date)
    cross join lateral (
      select case when n.interval_months = o.interval_months then s.anchor_date else s.next_invoice_date end as anchor_date,
        case when n.interval_months = o.interval_months then s.period_index + 1 else 0 end as period_index
    ) a
    where s.organization_id = $1 and s.id = any($3::uuid[]) and s.next_invoice_date <= e.today
  ), chosen as materialized (
    -- The planner knows how many numbers there are, and takes them for as many rows. Flags in place of "is null", which
    -- it takes for rare. Without both it loops where it should hash: minutes for seconds.
    select f.*, ${words} as words from (
      select f.* from generate_series(1, ${count}) g (n)
      left join (select *, ${isGrouped ? numberedByCustomer : numberedByDay}, true as is_found from found) f on f.n = g.n
      offset 0
    ) f where is_found
  ), items as (
    select id as subscription_id, n${g()}, 1 as rank, id as item_id, true as is_recurring,
      plan_name || ', ' || words as description, ${unitsOf('p.', 'p.quantity')},
      0::bigint as own_discount_cents, gst_code, from_date, to_date,
      percent_off_bp, amount_off_cents, credit_cents
    from chosen p
    where not ends and is_ready and not is_metered
    union all
    select p.id, p.n${g('p.')}, 2, a.id, true, l.name || ', ' || p.words, ${unitsOf('r.', 'a.quantity')}, 0,
      ${gstCodeOf('l', 'e')}, p.from_date, p.to_date, p.percent_off_bp, p.amount_off_cents, p.credit_cents
    from chosen p
    cross join seller e
    join subscription_add_ons a on a.organization_id = $1 and a.subscription_id = p.id and a.removed_at is null
    join prices r on r.organization_id = a.organization_id and r.id = a.price_id
    join plans l on l.organization_id = r.organization_id and l.id = r.plan_id
    where not p.ends and p.is_ready
    union all
    select p.id, p.n${g('p.')}, 3, r.id, true,
      l.name || ', ' || trim_scale(u.quantity) || ' ' || m.unit || ', ' || ${daysInWords('p.used_from_date', 'p.from_date')},
      1, null, ${amountOf('r.', 'u.quantity')}, 0,
      ${gstCodeOf('l', 'e')}, p.used_from_date, p.from_date, p.percent_off_bp, p.amount_off_cents, p.credit_cents
    from chosen p
    cross join seller e
    join prices r on r.organization_id = $1 and r.id = p.old_price_id and r.meter_id is not null
    join plans l on l.organization_id = r.organization_id and l.id = r.plan_id
    join meters m on m.organization_id = r.organization_id and m.id = r.meter_id
    cross join lateral (
      -- What lies before the horizon is billed already, perhaps with another subscription.
      select p.customer_id, m.id as meter_id, greatest(p.used_from_date::timestamp at time zone e.timezone, (
          select h.billed_until from usage_horizons h
          where h.organization_id = $1 and h.customer_id = p.customer_id and h.meter_id = m.id)) as from_at,
        p.from_date::timestamp at time zone e.timezone as to_at
    ) w
    cross join lateral (select ${usageQuantity('w')} as quantity) u
    where p.period_index >= 0 and p.is_ready and u.quantity > 0
    union all
    select p.id, p.n${g('p.')}, 4, g.id, false, g.description, g.quantity, null, g.unit_price_cents, g.discount_cents,
      coalesce(case when e.is_registered then g.gst_code end, p.gst_code),
      coalesce(g.service_from_date, e.today), coalesce(g.service_to_date, e.today + 1),
      p.percent_off_bp, p.amount_off_cents, p.credit_cents
    from chosen p
    cross join seller e
    join subscription_charges g on g.organization_id = $1 and g.subscription_id = p.id
      and g.invoice_id is null and g.removed_at is null and g.draft_id is null
    where p.is_ready
  ), cut as (
    select i.*, r.gst_rate_bp, greatest(i.from_date, r.from_date) as service_from_date,
      least(i.to_date, r.to_date)::date as service_to_date,
      ${held('round(i.quantity * i.unit_price_cents)')} - i.own_discount_cents as whole_cents,
      r.from_date > i.from_date or r.to_date < i.to_date as is_cut
    from items i
    left join rates r on r.gst_code = i.gst_code and r.from_date < i.to_date and r.to_date > i.from_date
  ), priced as (
    select subscription_id, n${g()}, rank, item_id, is_recurring, gst_code, gst_rate_bp, service_from_date, service_to_date,
      percent_off_bp, amount_off_cents, credit_cents,
      case when is_cut then ${withDaysAndRate('description', 'service_from_date', 'service_to_date')} else description end as description,
      case when is_cut then 1 else quantity end as quantity, case when not is_cut then unit end as unit,
      case when is_cut then ${shareUntil('service_to_date')} - ${shareUntil('service_from_date')}
        else unit_price_cents end as unit_price_cents,
      case when is_cut then 0 else own_discount_cents end as own_discount_cents,
      case when is_cut then ${shareUntil('service_to_date')} - ${shareUntil('service_from_date')}
        else whole_cents end as amount_cents
    from cut
  ), reduced as (
    select x.*, case when not is_recurring then 0
      when percent_off_bp is not null then round(amount_cents * percent_off_bp::numeric / 10000)::bigint
      when amount_off_cents is not null then greatest(0, least(amount_cents, amount_off_cents
        - coalesce(sum(amount_cents) filter (where is_recurring) over earlier, 0)))::bigint
      else 0 end as coupon_cents
    from priced x
    window earlier as (partition by n order by rank, item_id, service_from_date
      rows between unbounded preceding and 1 preceding)
  ), oversized as materialized (
    ${isGrouped ? oversizedOfSeveral : `select n from reduced group by n having ${isOversized}`}
  ), picked as materialized (
    select c.*, c.is_ready and o.n is null as is_billable,
      case when o.n is not null then 'amount_too_large' else c.not_ready_reason end as skip_reason
    from chosen c left join oversized o on o.n = c.n
  ), lines as materialized (
    select subscription_id, n${g()}, rank, item_id, gst_code, gst_rate_bp, service_from_date, service_to_date, description,
      quantity, unit, unit_price_cents, own_discount_cents + coupon_cents + used_credit_cents as discount_cents,
      amount_cents - coupon_cents - used_credit_cents as amount_cents, used_credit_cents,
      row_number() over ordered as position
    from (
      select r.*, case when credit_cents = 0 then 0 else greatest(0, least(amount_cents - coupon_cents,
          credit_cents - coalesce(sum(amount_cents - coupon_cents) over earlier, 0)))::bigint end as used_credit_cents,
        -- Nothing to pay and no credit used: a period without an invoice.
        sum(amount_cents - coupon_cents) over (partition by n) > 0 as is_payable
      from reduced r
      window earlier as (partition by n order by rank, item_id, service_from_date
        rows between unbounded preceding and 1 preceding)
    ) r
    where is_payable and n not in (select n from oversized)
    window ordered as (partition by ${place} order by ${isGrouped ? 'n, ' : ''}rank, item_id, service_from_date)
  ), groups as materialized (
    -- Rounded once on the sum, as on any invoice of several lines (ADR 14). On one for several subscriptions that is up
    -- to half a cent, either way, for each rounding that it saves; what is taxed is the same to the cent.
    select ${place}${isGrouped ? '' : ', subscription_id'}, gst_code, gst_rate_bp, sum(amount_cents)::bigint as taxable_cents,
      round(sum(amount_cents) * gst_rate_bp / 10000)::bigint as gst_cents,
      sum(used_credit_cents)::bigint as used_credit_cents
    from lines group by ${place}${isGrouped ? '' : ', subscription_id'}, gst_code, gst_rate_bp
  ), ${isGrouped ? totalsOfSeveral : totalsOfOne}`
}

export type InvoiceGrouping = BillingRules['invoice_grouping']

/** The column by which invoices are told apart: their place among those of the statement. */
export const placeOf = (grouping: InvoiceGrouping): 'n' | 'g' => (grouping === 'per_customer' ? 'g' : 'n')

const numberedByDay = 'row_number() over (order by from_date, id) as n'

/** A customer's subscriptions follow each other in the order in which they were made. */
const numberedByCustomer = `row_number() over (order by customer_id, id) as n, dense_rank() over (order by customer_id) as g`

/** Of what `reduced` has of one subscription, in ten thousandths of a cent. */
const wholeOf = 'sum((amount_cents - coupon_cents) * (10000 + coalesce(gst_rate_bp, 0)))'
const isOversized = `(max(amount_cents) > ${totalMax} or ${wholeOf} > ${totalMax} * 10000::numeric)`

/** What alone is too much keeps nobody; the others of its customer are, where they are too much together. */
const oversizedOfSeveral = `select n from (
      select n, is_alone, sum(whole) filter (where not is_alone) over (partition by g) as joint
      from (select n, g, ${isOversized} as is_alone, ${wholeOf} as whole from reduced group by n, g) t
    ) t where is_alone or joint > ${totalMax} * 10000::numeric`

const sumsOfGroups = `sum(taxable_cents)::bigint as subtotal_cents, sum(gst_cents)::bigint as gst_amount_cents,
      jsonb_agg(jsonb_build_object('gst_code', gst_code, 'gst_rate_bp', gst_rate_bp, 'taxable_cents', taxable_cents,
        'gst_cents', gst_cents) order by gst_rate_bp desc, gst_code) as gst_breakdown`

const totalsOfOne = `totals as materialized (
    select subscription_id, n, row_number() over (order by n) as turn,
      sum(used_credit_cents)::bigint as used_credit_cents, ${sumsOfGroups}
    from groups group by n, subscription_id
  ), parts as not materialized (
    select subscription_id, n, subtotal_cents, used_credit_cents from totals
  )`

const totalsOfSeveral = `parts as materialized (
    select subscription_id, n, g, sum(amount_cents)::bigint as subtotal_cents,
      sum(used_credit_cents)::bigint as used_credit_cents
    from lines group by n, g, subscription_id
  ), covers as materialized (
    select g, min(n) as n, jsonb_agg(subscription_id order by n) as subscription_ids,
      case when count(*) = 1 then (array_agg(subscription_id))[1] end as subscription_id
    from parts group by g
  ), totals as materialized (
    select c.subscription_id, c.n, c.g, row_number() over (order by c.g) as turn, c.subscription_ids, ${sumsOfGroups}
    from covers c join groups on groups.g = c.g group by c.g, c.n, c.subscription_id, c.subscription_ids
  )`

/** A seller who is not registered charges none; otherwise the code of the plan, or the standard rate. */
function gstCodeOf(plan: string, seller = 'e'): string {
  return `case when not ${seller}.is_registered then 'NG' else coalesce(nullif(${plan}.gst_code, 'NG'), 'SR') end`
}

const words = `case billing_interval when 'month' then 'monthly' when 'quarter' then 'quarterly' else 'yearly' end
  || ', ' || ${daysInWords('from_date', 'to_date')}`

/** Seats are shown as seats; what tiers and packages come to is one amount. */
function unitsOf(price: string, quantity: string): string {
  return `case when ${price}model = 'per_seat' then ${quantity}::numeric else 1 end as quantity,
    case when ${price}model = 'per_seat' then 'seat' end as unit,
    case when ${price}model in ('flat', 'per_seat') then ${price}unit_amount_cents
      else ${amountOf(price, quantity)} end as unit_price_cents`
}

/** What a price comes to, and of a line. More than any invoice can hold is all the same, and must not end the statement. */
const held = (cents: string): string => `least(${cents}, 10 * ${totalMax})::bigint`
const amountOf = (price: string, quantity: string): string =>
  held(
    `price_amount(${['model', 'unit_amount_cents', 'package_size', 'tiers'].map((column) => price + column).join(', ')}, ${quantity})`,
  )
