import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import type { QuotationSummary } from '#modules/quotations/schemas.ts'
import { formatDate, formatMoney } from '#web/api/format.ts'
import { useCan } from '#web/app/session.ts'
import { QuotationLink } from '#web/quotations/quotation-link.tsx'
import { quotationsQuery } from '#web/quotations/queries.ts'
import type { QuotationSearch } from '#web/quotations/search.ts'
import { QuotationBadge } from '#web/quotations/status.tsx'
import { buttonClass } from '#web/ui/button.tsx'
import { type Column, DataTable } from '#web/ui/data-table.tsx'
import { DateText } from '#web/ui/date.tsx'
import { backClass } from '#web/ui/link-class.ts'
import { FilterTabs, Pager, SearchField } from '#web/ui/list-controls.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { Empty } from '#web/ui/state.tsx'

const states = [
  { value: undefined, label: 'All' },
  { value: 'draft', label: 'Drafts' },
  { value: 'open', label: 'Open' },
  { value: 'expired', label: 'Expired' },
  { value: 'accepted', label: 'Accepted' },
  { value: 'declined', label: 'Declined' },
  { value: 'withdrawn', label: 'Withdrawn' },
]

/** What was offered, the newest first. */
export function QuotationsPage({ search }: { search: QuotationSearch }) {
  const { slug } = useParams({ from: '/app/$slug' })
  const canWrite = useCan('quotations.write')
  const query = useQuery(quotationsQuery(search))
  const { customer_id, lead_id } = search
  const to = { ...(customer_id && { customer_id }), ...(lead_id && { lead_id }) }
  const add = (
    <QuotationLink to="new" search={to} className={buttonClass('primary')}>
      <Plus aria-hidden />
      New quotation
    </QuotationLink>
  )
  const isFiltered = Boolean(search.status || search.q)
  return (
    <>
      <PageHeader
        title="Quotations"
        section="Leads"
        back={
          <Link from="/app/$slug" to="/app/$slug/leads/$" params={{ _splat: '' }} className={backClass}>
            Leads
          </Link>
        }
      >
        {canWrite && query.data && (query.data.data.length > 0 || isFiltered) && add}
      </PageHeader>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 pb-3">
        <FilterTabs label="Quotations" param="status" value={search.status} options={states} />
        <SearchField label="Search quotations" placeholder="Number, recipient or reference" value={search.q} />
      </div>
      <DataTable
        caption="Quotations"
        query={query}
        columns={columns}
        rowId={({ id }) => id}
        rowLink={({ id }) => ({ to: '/app/$slug/leads/$', params: { slug, _splat: `quotations/${id}` } })}
        skeletonRows={6}
        empty={
          isFiltered ? (
            <Empty
              title="No quotation fits"
              action={
                <QuotationLink search={to} className={buttonClass()}>
                  Clear filters
                </QuotationLink>
              }
            >
              Choose another state, or search for less.
            </Empty>
          ) : (
            <Empty title="No quotations yet" action={canWrite && add}>
              Offer a lead or a customer what you sell. They accept it on a page of its own, and one step makes the
              invoice.
            </Empty>
          )
        }
      />
      <Pager cursor={search.cursor} nextCursor={query.data?.next_cursor} />
    </>
  )
}

const columns: Column<QuotationSummary>[] = [
  {
    id: 'recipient',
    header: 'For',
    phone: 'title',
    className: 'md:max-w-80 md:truncate',
    cell: ({ recipient_name }) => recipient_name,
  },
  { id: 'number', header: 'Number', phone: 'sub', cell: ({ number }) => number ?? 'Not sent yet' },
  { id: 'status', header: 'State', phone: 'status', cell: (quotation) => <QuotationBadge {...quotation} /> },
  {
    id: 'valid',
    header: 'Valid until',
    cell: ({ valid_until }) => (valid_until ? <DateText value={valid_until} /> : <span className="text-ink-3">–</span>),
  },
  {
    id: 'reference',
    header: 'Reference',
    className: 'md:max-w-56 md:truncate',
    cell: ({ reference }) => reference ?? '',
  },
  { id: 'changed', header: 'Last changed', cell: ({ updated_at }) => formatDate(updated_at) },
  {
    id: 'total',
    header: 'Total',
    phone: 'amount',
    align: 'right',
    cell: ({ total_amount_cents }) => formatMoney(total_amount_cents),
  },
]
