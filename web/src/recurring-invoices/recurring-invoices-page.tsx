import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Plus, X } from 'lucide-react'
import { useCan } from '#web/app/session.ts'
import { customerQuery } from '#web/customers/queries.ts'
import { InvoiceTabs } from '#web/recurring-invoices/invoice-tabs.tsx'
import { NoRecurringInvoices } from '#web/recurring-invoices/no-recurring-invoices.tsx'
import { recurringInvoicesQuery } from '#web/recurring-invoices/queries.ts'
import { columns } from '#web/recurring-invoices/recurring-columns.tsx'
import type { RecurringSearch } from '#web/recurring-invoices/search.ts'
import { buttonClass } from '#web/ui/button.tsx'
import { DataTable } from '#web/ui/data-table.tsx'
import { FilterTabs, Pager } from '#web/ui/list-controls.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'

export function RecurringInvoicesPage({ search }: { search: RecurringSearch }) {
  const { slug } = useParams({ from: '/app/$slug' })
  const query = useQuery(recurringInvoicesQuery(search))
  const canIssue = useCan('invoices.issue')
  return (
    <>
      <PageHeader title="Recurring invoices" section="Invoices">
        {canIssue && (
          <Link
            from="/app/$slug"
            to="/app/$slug/invoices/recurring/$"
            params={{ _splat: 'new' }}
            search={search.customer_id ? { customer_id: search.customer_id } : {}}
            className={buttonClass('primary')}
          >
            <Plus aria-hidden />
            New recurring invoice
          </Link>
        )}
      </PageHeader>
      <InvoiceTabs />
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 pb-3">
        <FilterTabs
          label="Recurring invoices by state"
          param="status"
          value={search.status}
          options={[
            { value: undefined, label: 'All' },
            { value: 'active', label: 'Active' },
            { value: 'held', label: 'Held' },
            { value: 'paused', label: 'Paused' },
            { value: 'ended', label: 'Ended' },
          ]}
        />
        {search.customer_id && <CustomerChip id={search.customer_id} status={search.status} />}
      </div>
      <DataTable
        caption="Recurring invoices"
        columns={columns}
        query={query}
        rowId={({ id }) => id}
        rowLink={({ id }) => ({ to: '/app/$slug/invoices/recurring/$', params: { slug, _splat: id } })}
        empty={<NoRecurringInvoices search={search} />}
        skeletonRows={8}
      />
      <Pager cursor={search.cursor} nextCursor={query.data?.next_cursor} />
    </>
  )
}

function CustomerChip({ id, status }: { id: string; status: RecurringSearch['status'] }) {
  const { data } = useQuery(customerQuery(id))
  return (
    <Link
      from="/app/$slug"
      to="/app/$slug/invoices/recurring/$"
      params={{ _splat: '' }}
      search={status ? { status } : {}}
      className={buttonClass('secondary', 'sm')}
    >
      <span className="max-w-48 truncate">{data?.name ?? 'One customer'}</span>
      <X aria-hidden />
      <span className="sr-only">Show all customers</span>
    </Link>
  )
}
