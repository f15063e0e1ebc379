import type { MoneyOverview } from '#modules/payments/money-schemas.ts'
import { formatDate, formatMoney } from '#web/api/format.ts'
import { sameDayLastMonth } from '#web/payments/days.ts'
import { cx } from '#web/ui/cx.ts'

/** This month so far against the same days of last month: never a part of a month against a whole one. */
export function Received({ received, asOf }: { received: MoneyOverview['received']; asOf: string }) {
  const { this_month_cents, last_month_cents, last_month_to_date_cents } = received
  const widest = Math.max(1, this_month_cents, last_month_to_date_cents)
  const before = sameDayLastMonth(asOf)
  return (
    <section aria-labelledby="received">
      <h2 id="received" className="text-sm text-ink-2">
        Received in {monthName(asOf)} so far
      </h2>
      <p className="pt-0.5 text-xl font-semibold tracking-tight tabular-nums">{formatMoney(this_month_cents)}</p>
      <dl className="grid gap-1.5 pt-2.5">
        <Days label={daysOf(asOf)} cents={this_month_cents} widest={widest} tone="bg-primary" />
        <Days label={daysOf(before)} cents={last_month_to_date_cents} widest={widest} tone="bg-line-strong" />
      </dl>
      <p className="pt-2 text-sm text-ink-2">
        {comparison(this_month_cents - last_month_to_date_cents, before)} All of {monthName(before)} brought{' '}
        {formatMoney(last_month_cents)}.
      </p>
    </section>
  )
}

function Days({ label, cents, widest, tone }: { label: string; cents: number; widest: number; tone: string }) {
  return (
    <div className="grid grid-cols-[5.5rem_1fr_auto] items-center gap-2 text-xs text-ink-2">
      <dt className="whitespace-nowrap">{label}</dt>
      <dd aria-hidden className="h-1.5 overflow-hidden rounded-full bg-sunken">
        <span className={cx('block h-full rounded-full', tone)} style={{ width: `${(cents / widest) * 100}%` }} />
      </dd>
      <dd className="min-w-20 text-right text-ink tabular-nums">{formatMoney(cents)}</dd>
    </div>
  )
}

function comparison(difference: number, before: string): string {
  if (difference === 0) return `The same as by ${shortDay(before)}.`
  const amount = formatMoney(Math.abs(difference))
  return `${amount} ${difference > 0 ? 'more' : 'less'} than by ${shortDay(before)}.`
}

const shortDay = (day: string) => formatDate(day).replace(/ \d{4}$/, '')
const monthName = (day: string) => new Date(day).toLocaleDateString('en-SG', { month: 'long', timeZone: 'UTC' })
const daysOf = (day: string) => `1–${shortDay(day)}`
