import { Link } from '@tanstack/react-router'
import type { MoneyOverview } from '#modules/payments/money-schemas.ts'
import { formatMoney } from '#web/api/format.ts'
import { ageOf, ages, late } from '#web/payments/ages.ts'
import { cx } from '#web/ui/cx.ts'

/** Whom to call first: who, how late, how much. */
export function ChaseFirst({ entries }: { entries: MoneyOverview['chase_first'] }) {
  if (entries.length === 0)
    return <p className="px-5 py-10 text-center text-sm text-ink-2">Nobody is late. Nothing to chase today.</p>
  return (
    <ol className="grid flex-1 auto-rows-fr grid-cols-[minmax(0,1fr)]">
      {entries.map((entry) => (
        <li
          key={entry.invoice_id}
          className="group relative flex min-h-12 items-center gap-3 border-t border-line px-5 py-1.5 hover:bg-hover"
        >
          <span
            aria-hidden
            title={ages[ageOf(entry.days_overdue)].label}
            className={cx('h-7 w-1 shrink-0 rounded-full', ages[ageOf(entry.days_overdue)].tone)}
          />
          <span className="min-w-0 flex-1">
            <Link
              from="/app/$slug"
              to="/app/$slug/invoices/$id"
              params={{ id: entry.invoice_id }}
              className="block truncate font-medium after:absolute after:inset-0"
            >
              {entry.customer_name}
            </Link>
            <span className="block truncate text-xs text-ink-2">
              <span className="font-medium text-accent-ink">{late(entry.days_overdue)}</span> · {entry.number}
            </span>
          </span>
          <span className="font-medium tabular-nums">{formatMoney(entry.amount_due_cents)}</span>
        </li>
      ))}
    </ol>
  )
}
