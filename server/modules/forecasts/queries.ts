import { getCustomer } from '#modules/customers/queries.ts'
import { getInvoice } from '#modules/invoices/queries.ts'
import type { Context } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'
import { expectedSql, habitLeast, habitsSql, quantileSql } from './habits.ts'
import { habitWords, reasonWords } from './rules.ts'
import type { Basis, ExpectedCash, ExpectedPayment, PaymentHabit } from './schemas.ts'

type Habit = PaymentHabit['of_all']

export async function getPaymentHabit(ctx: Context, customer_id: string): Promise<PaymentHabit> {
  await getCustomer(ctx, customer_id)
  const query: TextQuery<{ own_days: number[]; all_days: number[] }> = {
    text: `with ${habitsSql('$3::uuid')}
           select to_jsonb(coalesce((select days from habits), '{}')) as own_days, to_jsonb(days) as all_days from of_all`,
    parameters: [ctx.organization_id, ctx.now.toString(), customer_id],
  }
  const { own_days, all_days } = await ctx.db.one(query)
  const [own, of_all] = [habitOf(own_days), habitOf(all_days)]
  return { customer_id, ...own, of_all, words: habitWords(own, of_all) }
}

type Dated = {
  basis: Basis
  due_date: string
  expected_date: string | null
  promised_date: string | null
  own_days: number[] | null
  all_days: number[]
}

export async function getExpectedPayment(ctx: Context, invoice_id: string): Promise<ExpectedPayment> {
  const { customer_id } = await getInvoice(ctx, invoice_id)
  const query: TextQuery<Dated> = {
    text: `with ${habitsSql('$4::uuid')}, ${expectedSql('and i.id = $3')}
           select basis, due_date, expected_date, promised_date, to_jsonb((select days from habits)) as own_days,
             to_jsonb(all_days) as all_days
           from dated`,
    parameters: [ctx.organization_id, ctx.now.toString(), invoice_id, customer_id],
  }
  const dated = await ctx.db.find(query)
  if (!dated) return { invoice_id, expected_date: null, basis: 'settled', days_late: null, words: 'Nothing is due.' }
  const { basis, expected_date, promised_date, due_date } = dated
  const days_late = expected_date === null ? null : Temporal.PlainDate.from(due_date).until(expected_date).days
  const [own, of_all] = [habitOf(dated.own_days ?? []), habitOf(dated.all_days)]
  const usual = own.days_late_median ?? of_all.days_late_median
  const is_late = days_late !== null && usual !== null && days_late > usual
  const words = reasonWords({ basis, promised_date, own, of_all, is_late })
  return { invoice_id, expected_date, basis, days_late, words }
}

/** Of sorted days; the same quantiles as the statements take. */
function habitOf(days: number[]): Habit {
  const at = (part: number) => days[Math.max(1, Math.ceil(days.length * part)) - 1]!
  const isKnown = days.length >= habitLeast
  return {
    paid_count: days.length,
    days_late_median: isKnown ? at(0.5) : null,
    days_late_low: isKnown ? at(0.25) : null,
    days_late_high: isKnown ? at(0.75) : null,
  }
}

type Week = { nth: number | null; amount_cents: number; count: number; as_of_date: string }
const weekCount = 8

/** What open invoices are likely to bring in, week by week, and who makes one wait. */
export async function getExpectedCash(ctx: Context): Promise<ExpectedCash> {
  const parameters = [ctx.organization_id, ctx.now.toString()]
  const weeks: TextQuery<Week> = {
    text: `with ${habitsSql()}, ${expectedSql()}, week as (select date_trunc('week', day)::date as monday, day from today)
           select t.day as as_of_date, case when d.expected_date is not null
               then least((d.expected_date - week.monday) / 7, ${weekCount}) end as nth,
             coalesce(sum(d.amount_due_cents), 0)::bigint as amount_cents, count(d.id) as count
           from today t cross join week left join dated d on true group by 1, 2`,
    parameters,
  }
  const payers: TextQuery<ExpectedCash['late_payers'][number]> = {
    text: `with ${habitsSql()}, due as (
             select customer_id, sum(amount_due_cents)::bigint as amount_due_cents from invoices
             where organization_id = $1 and status = 'open' group by customer_id
           )
           select c.id as customer_id, c.name as customer_name, ${quantileSql('h.days', 0.5)} as days_late_median,
             cardinality(h.days) as paid_count, due.amount_due_cents
           from habits h join due using (customer_id)
           join customers c on c.organization_id = $1 and c.id = h.customer_id
           where cardinality(h.days) >= ${habitLeast} and ${quantileSql('h.days', 0.5)} > 0
           order by 3 desc, 5 desc, 1 limit 5`,
    parameters,
  }
  const [found, late_payers] = await ctx.db.batch(weeks, payers)
  const { as_of_date } = found[0]!
  const today = Temporal.PlainDate.from(as_of_date)
  const monday = today.subtract({ days: today.dayOfWeek - 1 })
  const sumOf = (nth: number | null) => {
    const row = found.find((each) => each.nth === nth)
    return { amount_cents: row?.amount_cents ?? 0, count: row?.count ?? 0 }
  }
  return {
    as_of_date,
    currency: 'SGD',
    weeks: Array.from({ length: weekCount }, (_, nth) => ({
      from_date: (nth === 0 ? today : monday.add({ days: 7 * nth })).toString(),
      to_date: monday.add({ days: 7 * nth + 6 }).toString(),
      ...sumOf(nth),
    })),
    later: sumOf(weekCount),
    unknown: sumOf(null),
    late_payers,
  }
}
