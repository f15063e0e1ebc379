import { getCustomer } from '#modules/customers/queries.ts'
import { sellerNow } from '#modules/gst/queries.ts'
import type { Context } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'
import { invalid } from '#platform/errors.ts'
import type { Ageing, Statement, StatementLine, StatementQuery } from './schemas.ts'

/** More would be no letter any more. */
const linesMax = 2_000

type Parties = Pick<Statement, 'seller' | 'customer'>

/** All that moved between us and a customer in some days, with what is owed before, after each and at the end. */
export async function getStatement(ctx: Context, customer_id: string, query: StatementQuery): Promise<Statement> {
  const { currency } = await getCustomer(ctx, customer_id)
  const { today } = await ctx.db.one(todayQuery(ctx))
  const to_date = query.to ?? today
  const from_date = query.from ?? threeMonthsBefore(to_date)
  if (from_date > to_date)
    throw invalid('statements.invalid', 'The first day is after the last.', [
      { pointer: '?from', code: 'too_late', detail: 'Choose a day that is not after `to`.' },
    ])
  const range = [ctx.organization_id, customer_id, from_date, to_date]
  const [[opening], lines, [ageing], [parties]] = await ctx.db.batch(
    openingQuery(range),
    linesQuery(range),
    ageingQuery(range),
    partiesQuery(ctx, customer_id),
  )
  if (lines.length > linesMax)
    throw invalid('statements.invalid', `There are more than ${linesMax} lines. Choose fewer days.`, [
      { pointer: '?from', code: 'too_early', detail: 'Choose a later first day.' },
    ])
  const { opening_balance_cents } = opening!
  const closing_balance_cents = lines.at(-1)?.balance_cents ?? opening_balance_cents
  const owed_cents = Object.values(ageing!).reduce((sum, cents) => sum + cents, 0)
  return {
    customer_id,
    currency,
    ...parties!,
    from_date,
    to_date,
    opening_balance_cents,
    lines,
    closing_balance_cents,
    ageing: ageing!,
    credit_cents: owed_cents - closing_balance_cents,
  }
}

/** No calendar of ours has days before the year 1. */
function threeMonthsBefore(day: string): string {
  const first = Temporal.PlainDate.from(day).subtract({ months: 3 })
  return first.year < 1 ? '0001-01-01' : first.toString()
}

const todayQuery = (ctx: Context): TextQuery<{ today: string }> => ({
  text: 'select ($2::timestamptz at time zone timezone)::date as today from organizations where organization_id = $1',
  parameters: [ctx.organization_id, ctx.now.toString()],
})

/** Each thing that makes more or less owed, on the day by the calendar of the organisation on which it counts. */
const movements = `
  with seller as materialized (select timezone from organizations where organization_id = $1), moved as (
    select issue_date as date, case when kind = 'debit_note' then 'debit_note' else 'invoice' end as kind, id as source_id,
      number, total_amount_cents as amount_cents, created_at
    from invoices where organization_id = $1 and customer_id = $2
    union all
    select (i.voided_at at time zone s.timezone)::date, 'invoice_voided', i.id, i.number, -i.total_amount_cents, i.voided_at
    from invoices i cross join seller s where i.organization_id = $1 and i.customer_id = $2 and i.voided_at is not null
    union all
    select (i.written_off_at at time zone s.timezone)::date, 'written_off', i.id, i.number, -i.amount_written_off_cents,
      i.written_off_at
    from invoices i cross join seller s
    where i.organization_id = $1 and i.customer_id = $2 and i.amount_written_off_cents > 0
    union all
    select issue_date, 'credit_note', id, number, -total_amount_cents, created_at
    from credit_notes where organization_id = $1 and customer_id = $2
    union all
    select payment_date, 'payment', id, reference, -amount_cents, created_at
    from payments where organization_id = $1 and customer_id = $2
    union all
    select (p.reversed_at at time zone s.timezone)::date, 'payment_reversed', p.id, p.reference, p.amount_cents, p.reversed_at
    from payments p cross join seller s where p.organization_id = $1 and p.customer_id = $2 and p.reversed_at is not null
    union all
    select r.refund_date, 'refund', r.id, r.reference, r.amount_cents, r.created_at
    from refunds r join payments p on p.organization_id = r.organization_id and p.id = r.payment_id
    where r.organization_id = $1 and p.customer_id = $2 and r.status <> 'failed'
  )`

const openingOf = `(select coalesce(sum(amount_cents), 0) from moved where date < $3::date)`

const openingQuery = (range: string[]): TextQuery<{ opening_balance_cents: number }> => ({
  text: `${movements} select ${openingOf}::bigint as opening_balance_cents where $4::date is not null`,
  parameters: range,
})

const linesQuery = (range: string[]): TextQuery<StatementLine> => ({
  text: `${movements}
    select date, kind, source_id, number, amount_cents,
      (${openingOf} + sum(amount_cents) over (order by date, created_at, source_id, kind))::bigint as balance_cents
    from moved where date between $3::date and $4::date
    order by date, created_at, source_id, kind limit ${linesMax + 1}`,
  parameters: range,
})

/** What was due on the last day, by what had happened until then. */
const ageingQuery = (range: string[]): TextQuery<Ageing> => ({
  text: `
    with seller as materialized (select timezone from organizations where organization_id = $1), due as (
      select $4::date - i.due_date as days, i.total_amount_cents - coalesce((
          select sum(a.amount_cents) from payment_allocations a
          where a.organization_id = $1 and a.invoice_id = i.id and coalesce(a.entry_date, a.allocation_date) <= $4::date
            and (a.removed_at is null or (a.removed_at at time zone s.timezone)::date > $4::date)), 0) - coalesce((
          select sum(c.total_amount_cents) from credit_notes c
          where c.organization_id = $1 and c.invoice_id = i.id and c.issue_date <= $4::date), 0) as cents
      from invoices i cross join seller s
      where i.organization_id = $1 and i.customer_id = $2 and i.issue_date <= $4::date and $3::date is not null
        and (i.voided_at is null or (i.voided_at at time zone s.timezone)::date > $4::date)
        and (i.written_off_at is null or (i.written_off_at at time zone s.timezone)::date > $4::date)
    )
    select ${[
      ['not_due', 'days <= 0'],
      ['days_1_30', 'days between 1 and 30'],
      ['days_31_60', 'days between 31 and 60'],
      ['days_61_90', 'days between 61 and 90'],
      ['days_over_90', 'days > 90'],
    ]
      .map(([name, condition]) => `coalesce(sum(cents) filter (where ${condition}), 0)::bigint as ${name}_cents`)
      .join(', ')}
    from due`,
  parameters: range,
})

function partiesQuery(ctx: Context, customer_id: string): TextQuery<Parties> {
  return {
    text: `
      with seller as (${sellerNow})
      select jsonb_build_object('name', d.name, 'uen', d.uen, 'gst_reg_no', s.gst_reg_no, 'email', o.billing_email,
          'address', o.address) as seller,
        jsonb_build_object('name', c.name, 'uen', c.uen, 'gst_reg_no', c.gst_reg_no, 'email', c.email, 'address', c.address)
          as customer
      from seller s
      join organizations o on o.organization_id = s.organization_id
      join organization_directory d on d.organization_id = o.organization_id
      join customers c on c.organization_id = o.organization_id and c.id = $3
      where o.organization_id = $1`,
    parameters: [ctx.organization_id, ctx.now.toString(), customer_id],
  }
}
