import { Link } from '@tanstack/react-router'
import type { MoneyOverview } from '#modules/payments/schemas.ts'
import type { InvoiceSearch } from '#web/invoices/search.ts'
import { formatCount, formatMoney, formatMoneyCompact } from '#web/api/format.ts'
import { cx } from '#web/ui/cx.ts'

type Bucket = MoneyOverview['ageing'][number]
type Age = Bucket['bucket']

/** Blue is money on its way; the later, the redder. The list of who to call wears the same colours. */
export const ages: Record<Age, { label: string; tone: string }> = {
  not_due: { label: 'Not due yet', tone: 'bg-primary' },
  '1_30': { label: '1–30 days late', tone: 'bg-[color-mix(in_oklab,var(--color-accent)_50%,var(--color-surface))]' },
  '31_60': { label: '31–60 days', tone: 'bg-[color-mix(in_oklab,var(--color-accent)_78%,var(--color-surface))]' },
  '61_90': { label: '61–90 days', tone: 'bg-accent' },
  over_90: { label: 'Over 90 days', tone: 'bg-danger' },
}

export function ageOf(daysOverdue: number): Age {
  if (daysOverdue <= 0) return 'not_due'
  if (daysOverdue <= 30) return '1_30'
  if (daysOverdue <= 60) return '31_60'
  return daysOverdue <= 90 ? '61_90' : 'over_90'
}

/** What is owed as one bar cut by age; each part and each figure opens its invoices. */
export function Ageing({ buckets }: { buckets: Bucket[] }) {
  const filled = buckets.filter(({ amount_cents }) => amount_cents > 0)
  return (
    <div>
      <div className="flex h-3.5 gap-0.5 overflow-hidden rounded-full pointer-coarse:pointer-events-none" aria-hidden>
        {filled.map(({ bucket, amount_cents }) => (
          <Link
            key={bucket}
            from="/app/$slug"
            to="/app/$slug/invoices"
            search={searchOf(bucket)}
            tabIndex={-1}
            title={`${ages[bucket].label}: ${formatMoney(amount_cents)}`}
            className={cx('min-w-1.5 basis-0 transition-[filter] hover:brightness-110', ages[bucket].tone)}
            style={{ flexGrow: amount_cents }}
          />
        ))}
      </div>
      <ul className="grid grid-cols-5 gap-x-1 pt-2 max-md:grid-cols-1">
        {buckets.map((entry) => (
          <Figure key={entry.bucket} entry={entry} />
        ))}
      </ul>
    </div>
  )
}

function Figure({ entry: { bucket, amount_cents, count } }: { entry: Bucket }) {
  return (
    <li className="max-md:border-b max-md:border-line max-md:last:border-0">
      <Link
        from="/app/$slug"
        to="/app/$slug/invoices"
        search={searchOf(bucket)}
        className={cx(
          '-mx-2 block rounded-md px-2 py-1.5 hover:bg-hover max-md:mx-0 max-md:flex max-md:min-h-11 max-md:items-center max-md:px-0',
          count === 0 && 'text-ink-3',
        )}
      >
        <span className="flex items-center gap-1.5 text-xs text-ink-2 max-md:flex-1 max-md:text-sm">
          <span
            aria-hidden
            className={cx('size-2 shrink-0 rounded-sm', ages[bucket].tone, count === 0 && 'opacity-40')}
          />
          {ages[bucket].label}
        </span>
        <span className="block pt-0.5 text-base font-medium tabular-nums max-md:order-3 max-md:w-24 max-md:text-right">
          <span className="max-xl:hidden max-md:inline">{formatMoney(amount_cents)}</span>
          <span className="xl:hidden max-md:hidden">{formatMoneyCompact(amount_cents)}</span>
        </span>
        <span className="block text-xs text-ink-3 tabular-nums max-md:px-2">
          {formatCount(count)} {count === 1 ? 'invoice' : 'invoices'}
        </span>
      </Link>
    </li>
  )
}

/** The list filters by what is late, not by how late: the longest late come first. */
function searchOf(bucket: Age): InvoiceSearch {
  return { status: bucket === 'not_due' ? 'open' : 'overdue', sort: 'due_date' }
}
