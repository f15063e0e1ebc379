import { Link } from '@tanstack/react-router'
import type { MoneyOverview } from '#modules/payments/money-schemas.ts'
import { formatCount, formatMoney, formatMoneyCompact } from '#web/api/format.ts'
import { ages, invoicesOfAge } from '#web/payments/ages.ts'
import { cx } from '#web/ui/cx.ts'

type Bucket = MoneyOverview['ageing'][number]

/** What is owed as one bar cut by age; each part and each figure opens the invoices it counts. */
export function Ageing({ buckets, asOf }: { buckets: Bucket[]; asOf: string }) {
  const filled = buckets.filter(({ amount_cents }) => amount_cents > 0)
  return (
    <div>
      <div className="flex h-3.5 gap-0.5 overflow-hidden rounded-full pointer-coarse:pointer-events-none" aria-hidden>
        {filled.map(({ bucket, amount_cents }) => (
          <Link
            key={bucket}
            from="/app/$slug"
            to="/app/$slug/invoices"
            search={invoicesOfAge(bucket, asOf)}
            tabIndex={-1}
            title={`${ages[bucket].label}: ${formatMoney(amount_cents)}`}
            className={cx('min-w-1.5 basis-0 transition-[filter] hover:brightness-110', ages[bucket].tone)}
            style={{ flexGrow: amount_cents }}
          />
        ))}
      </div>
      <ul className="grid grid-cols-5 gap-x-1 pt-2 max-md:grid-cols-1">
        {buckets.map((entry) => (
          <Figure key={entry.bucket} entry={entry} asOf={asOf} />
        ))}
      </ul>
    </div>
  )
}

function Figure({ entry: { bucket, amount_cents, count }, asOf }: { entry: Bucket; asOf: string }) {
  return (
    <li className="max-md:border-b max-md:border-line max-md:last:border-0">
      <Link
        from="/app/$slug"
        to="/app/$slug/invoices"
        search={invoicesOfAge(bucket, asOf)}
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
          <span className="max-lg:hidden max-md:inline">{formatMoney(amount_cents)}</span>
          <span className="lg:hidden max-md:hidden">{formatMoneyCompact(amount_cents)}</span>
        </span>
        <span className="block text-xs text-ink-3 tabular-nums max-md:px-2">
          {formatCount(count)} {count === 1 ? 'invoice' : 'invoices'}
        </span>
      </Link>
    </li>
  )
}
