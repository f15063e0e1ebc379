import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ExpectedCash } from '#modules/forecasts/schemas.ts'
import { formatCount, formatMonth, formatMoney } from '#web/api/format.ts'
import { expectedCashQuery } from '#web/forecasts/queries.ts'
import { late } from '#web/payments/ages.ts'

/** What open invoices are likely to bring in, week by week, and who makes one wait. */
export default function ExpectedCashSection() {
  const { data } = useQuery(expectedCashQuery)
  if (!data || [...data.weeks, data.later, data.unknown].every(({ count }) => count === 0)) return null
  return (
    <section aria-labelledby="expected" className="mt-4 rounded-xl border border-line bg-surface px-5 py-4">
      <div className="flex flex-wrap items-baseline gap-x-3">
        <h2 id="expected" className="text-base font-semibold">
          Expected cash
        </h2>
        <p className="text-sm text-ink-2">By when each customer usually pays, or has promised to</p>
      </div>
      <div className="grid gap-x-10 gap-y-5 pt-3 xl:grid-cols-[minmax(0,1.75fr)_minmax(18rem,1fr)]">
        <Weeks cash={data} />
        <LatePayers payers={data.late_payers} />
      </div>
    </section>
  )
}

function Weeks({ cash: { weeks, later, unknown } }: { cash: ExpectedCash }) {
  const rows = [
    ...weeks.map((week, nth) => ({ ...week, label: nth === 0 ? 'This week' : spanOf(week.from_date, week.to_date) })),
    { ...later, label: 'Later' },
    { ...unknown, label: 'No day to tell' },
  ].filter((row, nth) => nth < weeks.length || row.count > 0)
  const most = Math.max(...rows.map(({ amount_cents }) => amount_cents))
  return (
    <table className="w-full text-sm tabular-nums">
      <caption className="sr-only">Expected cash by week</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">Week</th>
          <th scope="col">Share</th>
          <th scope="col">Invoices</th>
          <th scope="col">Amount</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ label, amount_cents, count }) => (
          <tr key={label} className="border-b border-line last:border-0">
            <th scope="row" className="py-1.5 pr-3 text-left font-normal whitespace-nowrap text-ink-2">
              {label}
            </th>
            <td className="w-full py-1.5 max-sm:hidden" aria-hidden>
              <div
                className={`h-2.5 rounded-full ${label === 'No day to tell' ? 'bg-line-strong' : 'bg-primary'}`}
                style={{ width: amount_cents ? `max(0.375rem, ${(amount_cents / most) * 100}%)` : 0 }}
              />
            </td>
            <td className="py-1.5 pl-3 text-right whitespace-nowrap text-ink-3 max-sm:w-full">
              {count > 0 && `${formatCount(count)} ${count === 1 ? 'invoice' : 'invoices'}`}
            </td>
            <td className="py-1.5 pl-4 text-right font-medium">
              {amount_cents > 0 ? formatMoney(amount_cents) : <span className="text-ink-3">–</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function LatePayers({ payers }: { payers: ExpectedCash['late_payers'] }) {
  return (
    <div>
      <h3 className="pb-1 text-sm font-semibold">Usually pay late</h3>
      {payers.length === 0 && <p className="text-sm text-ink-2">Nobody who owes you now.</p>}
      <ul>
        {payers.map((payer) => (
          <li key={payer.customer_id} className="border-b border-line last:border-0">
            <Link
              from="/app/$slug"
              to="/app/$slug/customers/$id"
              params={{ id: payer.customer_id }}
              className="-mx-2 flex min-h-11 items-center gap-3 rounded-md px-2 py-1.5 hover:bg-hover"
            >
              <span className="min-w-0 flex-1">
                <span className="block truncate text-sm font-medium">{payer.customer_name}</span>
                <span className="block text-xs text-ink-2">
                  {late(payer.days_late_median)}, from {payer.paid_count} invoices
                </span>
              </span>
              <span className="text-sm tabular-nums">{formatMoney(payer.amount_due_cents)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** 30 Nov – 6 Dec. */
function spanOf(from: string, to: string): string {
  const day = (date: string) => Number(date.slice(8))
  const first = from.slice(0, 7) === to.slice(0, 7) ? String(day(from)) : `${day(from)} ${formatMonth(from)}`
  return `${first} – ${day(to)} ${formatMonth(to)}`
}
