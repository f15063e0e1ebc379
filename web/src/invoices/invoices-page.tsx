import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { formatCount, formatMoney } from '#web/api/format.ts'
import { useCan } from '#web/app/session.ts'
import { DraftList } from '#web/invoices/draft-list.tsx'
import { ExportButton } from '#web/invoices/export-button.tsx'
import { FilterButton, FilterChips } from '#web/invoices/filters.tsx'
import { InvoiceList } from '#web/invoices/invoice-list.tsx'
import { invoiceTotalsQuery } from '#web/invoices/queries.ts'
import type { InvoiceSearch } from '#web/invoices/search.ts'
import { InvoiceTabs } from '#web/recurring-invoices/invoice-tabs.tsx'
import { buttonClass } from '#web/ui/button.tsx'
import { FilterTabs, SearchField } from '#web/ui/list-controls.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'

const route = getRouteApi('/app/$slug/invoices/')
const tabs = [
  { value: undefined, label: 'All' },
  { value: 'open', label: 'Open' },
  { value: 'overdue', label: 'Overdue' },
  { value: 'paid', label: 'Paid' },
  { value: 'void', label: 'Void' },
  { value: 'uncollectible', label: 'Written off' },
  { value: 'draft', label: 'Drafts' },
]

export function InvoicesPage() {
  const search = route.useSearch()
  const canWrite = useCan('invoices.write')
  const isDrafts = search.status === 'draft'

  return (
    <>
      <PageHeader title="Invoices" {...(!isDrafts && { sub: <Count search={search} /> })}>
        {!isDrafts && <ExportButton search={search} />}
        {canWrite && (
          <Link from="/app/$slug" to="/app/$slug/invoices/new" className={buttonClass('primary')}>
            <Plus aria-hidden />
            New invoice
          </Link>
        )}
      </PageHeader>
      <InvoiceTabs />
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 pb-2">
        <FilterTabs label="Invoices by state" param="status" value={search.status} options={tabs} />
        <div className="flex items-center gap-2 max-md:w-full md:ml-auto">
          {!isDrafts && (
            <SearchField label="Search invoices" placeholder="Number, customer or reference" value={search.q} />
          )}
          <FilterButton search={search} />
        </div>
      </div>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 pb-2">
        <FilterChips search={search} />
        {!isDrafts && <Totals search={search} />}
      </div>
      {isDrafts ? <DraftList search={search} /> : <InvoiceList search={search} />}
    </>
  )
}

function Count({ search }: { search: InvoiceSearch }) {
  const { data } = useQuery(invoiceTotalsQuery(search))
  return data && formatCount(data.count)
}

/** What the filter adds up to, summed by the server over all its pages. */
function Totals({ search }: { search: InvoiceSearch }) {
  const { data, isPlaceholderData } = useQuery(invoiceTotalsQuery(search))
  if (!data || data.count === 0) return null
  const sums = [
    ['Invoiced', data.total_amount_cents],
    ['Paid', data.amount_paid_cents],
    ['Due', data.amount_due_cents],
  ] as const
  return (
    <dl
      aria-label="Totals of this list"
      className={`flex flex-wrap gap-x-4 gap-y-1 text-sm tabular-nums md:ml-auto ${isPlaceholderData ? 'opacity-60' : ''}`}
    >
      {sums.map(([word, cents]) => (
        <div key={word} className={`flex gap-1.5 ${word === 'Paid' ? 'max-md:hidden' : ''}`}>
          <dt className="text-ink-2">{word}</dt>
          <dd className="font-medium">{formatMoney(cents)}</dd>
        </div>
      ))}
    </dl>
  )
}
