import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import type { Customer } from '#modules/customers/schemas.ts'
import { useCan } from '#web/app/session.ts'
import { recurringInvoicesQuery } from '#web/recurring-invoices/queries.ts'
import { columns } from '#web/recurring-invoices/recurring-columns.tsx'
import { buttonClass } from '#web/ui/button.tsx'
import { DataTable } from '#web/ui/data-table.tsx'

/** What this customer is invoiced again and again; a line where there is none. */
export function CustomerRecurring({ customer }: { customer: Customer }) {
  const { slug } = useParams({ from: '/app/$slug' })
  const query = useQuery(recurringInvoicesQuery({ customer_id: customer.id }))
  const canIssue = useCan('invoices.issue') && !customer.archived_at
  const isNone = query.data?.data.length === 0
  if (isNone && !canIssue) return null
  return (
    <section aria-labelledby="recurring" className="min-w-0">
      <div className="flex min-h-9 items-center gap-3 pb-1">
        <h2 id="recurring" className="flex-1 text-base font-semibold">
          Recurring invoices
        </h2>
        {canIssue && (
          <Link
            from="/app/$slug"
            to="/app/$slug/invoices/recurring/$"
            params={{ _splat: 'new' }}
            search={{ customer_id: customer.id }}
            className={buttonClass('secondary', 'sm')}
          >
            New recurring invoice
          </Link>
        )}
      </div>
      {isNone ? (
        <p className="rounded-lg border border-dashed border-line px-4 py-3 text-sm text-ink-2">
          None. What {customer.name} is invoiced again and again without a plan is listed here.
        </p>
      ) : (
        <DataTable
          caption="Recurring invoices of this customer"
          columns={columns.map((column) => (column.id === 'customer' ? often : column)).filter(isShown)}
          query={query}
          rowId={({ id }) => id}
          rowLink={({ id }) => ({ to: '/app/$slug/invoices/recurring/$', params: { slug, _splat: id } })}
          empty={null}
          skeletonRows={2}
        />
      )}
    </section>
  )
}

const often = { ...columns.find(({ id }) => id === 'often')!, phone: 'title' as const }
const isShown = ({ id }: { id: string }, i: number) => id !== 'often' || i === 0
