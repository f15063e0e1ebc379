import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { AgreementSummary } from '#modules/agreements/schemas.ts'
import { agreementsQuery } from '#web/agreements/queries.ts'
import { AgreementBadge, Progress } from '#web/agreements/words.tsx'
import { formatMoney } from '#web/api/format.ts'
import { useCan, useOrganization } from '#web/app/session.ts'
import type { BillingSearch } from '#web/billing/search.ts'
import { InvoiceTabs } from '#web/recurring-invoices/invoice-tabs.tsx'
import { buttonClass } from '#web/ui/button.tsx'
import { type Column, DataTable } from '#web/ui/data-table.tsx'
import { FilterTabs, Pager } from '#web/ui/list-controls.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { Empty } from '#web/ui/state.tsx'

/** Totals that were agreed, and how far each is billed. */
export function AgreementsPage({ search }: { search: BillingSearch }) {
  const { slug } = useOrganization()
  const query = useQuery(agreementsQuery(search))
  const canWrite = useCan('invoices.write')
  return (
    <>
      <PageHeader title="Billed in parts" section="Invoices">
        {canWrite && (
          <Link from="/app/$slug" to="/app/$slug/invoices/new" className={buttonClass('primary')}>
            Write the draft
          </Link>
        )}
      </PageHeader>
      <InvoiceTabs />
      <div className="pb-3">
        <FilterTabs
          label="Agreements by state"
          param="status"
          value={search.status}
          options={[
            { value: undefined, label: 'All' },
            { value: 'open', label: 'Open' },
            { value: 'billed', label: 'Billed' },
            { value: 'ended', label: 'Ended' },
          ]}
        />
      </div>
      <DataTable
        caption="Agreements"
        columns={columns}
        query={query}
        rowId={({ id }) => id}
        rowLink={({ id }) => ({ to: '/app/$slug/billing/$', params: { slug, _splat: `agreements/${id}` } })}
        skeletonRows={6}
        empty={
          search.status ? (
            <Empty
              title="None of these"
              action={
                <Link
                  from="/app/$slug"
                  to="/app/$slug/billing/$"
                  params={{ _splat: 'agreements' }}
                  className={buttonClass()}
                >
                  Show all
                </Link>
              }
            />
          ) : (
            <Empty title="Nothing is billed in parts">
              Write a draft of the whole, save it, and choose “Bill in parts”: a deposit first, then progress, then the
              rest.
            </Empty>
          )
        }
      />
      <Pager cursor={search.cursor} nextCursor={query.data?.next_cursor} />
    </>
  )
}

const columns: Column<AgreementSummary>[] = [
  {
    id: 'title',
    header: 'Agreement',
    phone: 'title',
    cell: ({ title }) => title,
    className: 'md:w-full md:max-w-0 md:truncate',
  },
  {
    id: 'customer',
    header: 'Customer',
    phone: 'sub',
    cell: ({ customer_name }) => customer_name,
    className: 'whitespace-nowrap',
  },
  { id: 'status', header: 'State', phone: 'status', cell: ({ status }) => <AgreementBadge status={status} /> },
  {
    id: 'progress',
    header: 'Billed',
    cell: ({ billed_cents, subtotal_cents }) => (
      <div className="w-24">
        <Progress billed={billed_cents} total={subtotal_cents} />
      </div>
    ),
  },
  { id: 'remaining', header: 'Remains', align: 'right', cell: ({ remaining_cents }) => formatMoney(remaining_cents) },
  {
    id: 'amount',
    header: 'Agreed',
    align: 'right',
    phone: 'amount',
    cell: ({ subtotal_cents }) => formatMoney(subtotal_cents),
  },
]
