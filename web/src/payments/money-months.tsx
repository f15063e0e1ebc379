import { useState } from 'react'
import type { MoneyOverview } from '#modules/payments/money-schemas.ts'
import { formatMoney } from '#web/api/format.ts'
import { useWide } from '#web/payments/use-wide.ts'
import { label, MonthChart } from '#web/payments/month-chart.tsx'
import { buttonClass } from '#web/ui/button.tsx'

type Months = MoneyOverview['months']

/** The chart with a sentence that says what it shows, or the same as a table. */
export function MoneyMonths({ months: year }: { months: Months }) {
  const [isTable, setTable] = useState(false)
  // Twelve columns would be too narrow for a thumb.
  const months = useWide() ? year : year.slice(-6)
  return (
    <section aria-labelledby="months" className="rounded-xl border border-line bg-surface px-5 pt-4 pb-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 pb-3 md:items-start">
        <div className="min-w-0 flex-1 max-md:basis-full">
          <h2 id="months" className="text-base font-semibold">
            Invoiced and received
          </h2>
          <p className="pt-0.5 text-sm text-ink-2">{spoken(months)}</p>
        </div>
        {!isTable && (
          <p aria-hidden className="flex gap-4 pt-1 text-xs text-ink-2">
            <span className="flex items-center gap-1.5">
              <span className="size-2.5 rounded-sm border border-primary bg-info-bg" />
              Invoiced
            </span>
            <span className="flex items-center gap-1.5">
              <span className="size-2.5 rounded-sm bg-primary" />
              Received
            </span>
          </p>
        )}
        <button type="button" className={buttonClass('ghost', 'sm')} onClick={() => setTable(!isTable)}>
          {isTable ? 'Show as chart' : 'Show as table'}
        </button>
      </div>
      {isTable ? <MonthTable months={months} /> : <MonthChart months={months} />}
    </section>
  )
}

function MonthTable({ months }: { months: Months }) {
  return (
    <table className="w-full text-sm">
      <caption className="sr-only">Invoiced and received by month, in Singapore dollars</caption>
      <thead>
        <tr className="border-b border-line text-left text-xs text-ink-2">
          <th scope="col" className="py-1.5 font-medium">
            Month
          </th>
          <th scope="col" className="py-1.5 text-right font-medium">
            Invoiced
          </th>
          <th scope="col" className="py-1.5 text-right font-medium">
            Received
          </th>
        </tr>
      </thead>
      <tbody>
        {months.map((entry) => (
          <tr key={entry.month} className="border-b border-line last:border-0">
            <th scope="row" className="py-1 text-left font-normal">
              {label(entry.month)}
            </th>
            <td className="py-1 text-right">{formatMoney(entry.invoiced_cents)}</td>
            <td className="py-1 text-right">{formatMoney(entry.received_cents)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** The chart in a sentence. */
function spoken(months: Months): string {
  const invoiced = months.reduce((sum, entry) => sum + entry.invoiced_cents, 0)
  const received = months.reduce((sum, entry) => sum + entry.received_cents, 0)
  if (invoiced === 0) return `Nothing invoiced in the last ${months.length} months.`
  return `In ${months.length} months ${formatMoney(invoiced)} was invoiced and ${formatMoney(received)} received, ${Math.round((received / invoiced) * 100)}% as much.`
}
