import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { InvoiceTotals } from '#modules/invoices/schemas.ts'
import { formatCount, formatMoney } from '#web/api/format.ts'
import { CustomerCredit } from '#web/payments/customer-credit.tsx'
import { invoiceTotalsQuery } from '#web/invoices/queries.ts'
import { Skeleton } from '#web/ui/state.tsx'

/** What this customer owes, how much of it is late, and what they have paid so far. */
export function CustomerMoney({ customerId: customer_id }: { customerId: string }) {
  const all = useQuery(invoiceTotalsQuery({ customer_id }))
  const late = useQuery(invoiceTotalsQuery({ customer_id, status: 'overdue' }))
  if (!all.data || !late.data) return all.isError ? null : <Skeleton className="h-19 w-full" />

  const lateCents = late.data.amount_due_cents
  return (
    <dl className="flex flex-wrap gap-x-10 gap-y-3 rounded-lg border border-line bg-surface px-4 py-3 shadow-card">
      <div>
        <dt className="text-sm text-ink-2">Owes</dt>
        <dd className="text-xl font-semibold tracking-tight tabular-nums">{formatMoney(all.data.amount_due_cents)}</dd>
        <dd className="text-sm">
          {lateCents > 0 ? (
            <Link
              from="/app/$slug"
              to="/app/$slug/invoices"
              search={{ customer_id, status: 'overdue', sort: 'due_date' }}
              className="font-medium text-accent-ink tabular-nums hover:underline pointer-coarse:inline-flex pointer-coarse:min-h-11 pointer-coarse:items-center"
            >
              {formatMoney(lateCents)} late
            </Link>
          ) : (
            <span className="text-ink-3">Nothing late</span>
          )}
        </dd>
      </div>
      <div>
        <dt className="text-sm text-ink-2">Invoiced so far</dt>
        <dd className="text-xl font-semibold tracking-tight tabular-nums">
          {formatMoney(all.data.total_amount_cents)}
        </dd>
        <dd className="text-sm text-ink-3">
          {formatCount(all.data.count)} {all.data.count === 1 ? 'invoice' : 'invoices'}
        </dd>
      </div>
      <div>
        <dt className="text-sm text-ink-2">Paid so far</dt>
        <dd className="text-xl font-semibold tracking-tight tabular-nums">{formatMoney(all.data.amount_paid_cents)}</dd>
        <dd className="text-sm text-ink-3">{percent(all.data)} of it</dd>
      </div>
      <CustomerCredit customerId={customer_id} />
    </dl>
  )
}

const percent = (totals: InvoiceTotals) =>
  totals.total_amount_cents === 0
    ? '0%'
    : `${Math.round((totals.amount_paid_cents / totals.total_amount_cents) * 100)}%`
