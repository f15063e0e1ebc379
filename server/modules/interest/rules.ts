import type { InterestSegment, InterestSettings } from './schemas.ts'

/** What is offered while nothing was chosen; off. */
export const defaultTerms = { is_enabled: false, is_automatic: false, rate_bp: 800, grace_days: 7, minimum_cents: 500 }

export type Owed = {
  due_date: string
  /** What it asked for, without what was credited: that was never owed. */
  total_cents: number
  payments: readonly { date: string; amount_cents: number }[]
}
export type Terms = Pick<InterestSettings, 'rate_bp' | 'grace_days' | 'starts_on_date'>

/**
 * Simple interest on what was overdue, day by day. A day counts with what was unpaid when it began: who pays nine days
 * after the due date pays for nine days, less those of grace. Interest earns none.
 */
export function accrue(owed: Owed, terms: Terms, after: string | null, until: string): InterestSegment[] {
  const begin = [
    plus(owed.due_date, terms.grace_days + 1),
    terms.starts_on_date,
    ...(after === null ? [] : [plus(after, 1)]),
  ]
    .toSorted()
    .at(-1)!
  const changes = owed.payments.map(({ date }) => plus(date, 1)).filter((date) => date > begin && date <= until)
  const starts = [...new Set([begin, ...changes])].toSorted()
  return starts.flatMap((from_date, i) => {
    const to_date = i + 1 < starts.length ? plus(starts[i + 1]!, -1) : until
    const paid = owed.payments.filter(({ date }) => date < from_date)
    const balance_cents = owed.total_cents - paid.reduce((sum, { amount_cents }) => sum + amount_cents, 0)
    if (to_date < from_date || balance_cents <= 0) return []
    return [{ from_date, to_date, days: daysFrom(from_date, to_date) + 1, balance_cents }]
  })
}

export type Decided = { is_cancelled: boolean; segments: readonly Days[] }
type Days = Pick<InterestSegment, 'from_date' | 'to_date'>

/**
 * Days that were decided once, by a charge that was cancelled, and are decided by none in force, up to the last day that
 * one in force decides: what grew after that is asked for anyway. In order, each day once.
 */
export function freedDays(decisions: readonly Decided[], decided_until: string | null): Days[] {
  const daysOf = (is_cancelled: boolean): Days[] =>
    decisions
      .filter((each) => each.is_cancelled === is_cancelled)
      .flatMap(({ segments }) => segments)
      .toSorted((a, b) => (a.from_date < b.from_date ? -1 : 1))
  const inForce = daysOf(false)
  const freed: Days[] = []
  let from_date = ''
  for (const cancelled of decided_until === null ? [] : daysOf(true)) {
    from_date = [from_date, cancelled.from_date].toSorted()[1]!
    const end = [cancelled.to_date, decided_until!].toSorted()[0]!
    while (from_date <= end) {
      const next = inForce.find(({ to_date }) => to_date >= from_date)
      const to_date = next && next.from_date <= end ? plus(next.from_date, -1) : end
      if (to_date >= from_date) freed.push({ from_date, to_date })
      from_date = plus(next && to_date < end ? next.to_date : end, 1)
    }
  }
  return freed
}

/** Balance times days times rate over a year, exact until it is rounded once, half-up. */
export function interestOf(segments: readonly InterestSegment[], rate_bp: number): number {
  const product = segments.reduce((sum, each) => sum + BigInt(each.balance_cents) * BigInt(each.days), 0n)
  const year = 10_000n * 365n
  return Number((product * BigInt(rate_bp) * 2n + year) / (year * 2n))
}

/** The calculation as the paper shows it. */
export function describe(
  number: string,
  due_date: string,
  segments: readonly InterestSegment[],
  rate_bp: number,
): string {
  const lines = segments.map(
    ({ from_date, to_date, days, balance_cents }) =>
      `${money(balance_cents)} × ${rate_bp / 100}% × ${days}/365 days (${from_date === to_date ? day(from_date) : `${day(from_date)} to ${day(to_date)}`})`,
  )
  return [`Late-payment interest on ${number}, due on ${day(due_date)}`, ...lines].join('\n')
}

const plus = (date: string, days: number): string => Temporal.PlainDate.from(date).add({ days }).toString()
const daysFrom = (from: string, to: string): number => Temporal.PlainDate.from(from).until(to).days
const day = (date: string): string =>
  Temporal.PlainDate.from(date).toLocaleString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })
const money = (cents: number): string =>
  (cents / 100).toLocaleString('en-SG', { minimumFractionDigits: 2, maximumFractionDigits: 2 })
