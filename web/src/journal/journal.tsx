import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import type { JournalEntry } from '#modules/journal/schemas.ts'
import { formatDate, formatMoney } from '#web/api/format.ts'
import { accountNames, journalQuery, sourceNames } from '#web/journal/queries.ts'
import { buttonClass } from '#web/ui/button.tsx'
import { Select } from '#web/ui/choice.tsx'
import { type Column, DataTable } from '#web/ui/data-table.tsx'
import { DateText } from '#web/ui/date.tsx'
import { Pager } from '#web/ui/list-controls.tsx'
import { Empty } from '#web/ui/state.tsx'

const route = getRouteApi('/app/$slug/books')

/** The books, entry by entry: what an account or a document is made of. */
export function JournalView() {
  const search = route.useSearch()
  const navigate = useNavigate({ from: '/app/$slug/books' })
  const query = useQuery(journalQuery(search))
  const { account, source_id, to } = search
  return (
    <>
      {(source_id ?? to) && (
        <p className="pb-2 text-sm text-ink-2">
          {[source_id && 'Entries of one document', to && `until ${formatDate(to)}`].filter(Boolean).join(', ')}
        </p>
      )}
      <div className="flex flex-wrap items-end gap-3 pb-3 print:hidden">
        <div className="w-56">
          <Select
            label="Account"
            value={account ?? ''}
            onChange={(event) =>
              void navigate({
                search: (before) => ({
                  ...before,
                  entries: 'all',
                  account: event.target.value || undefined,
                  cursor: undefined,
                }),
                replace: true,
              })
            }
          >
            <option value="">All accounts</option>
            {Object.entries(accountNames).map(([value, name]) => (
              <option key={value} value={value}>
                {name}
              </option>
            ))}
          </Select>
        </div>
        {(source_id ?? to) && (
          <Link from="/app/$slug" to="/app/$slug/books" search={{ entries: 'all' }} className={buttonClass('ghost')}>
            Show all
          </Link>
        )}
      </div>
      <DataTable
        caption="Journal entries"
        columns={columns}
        query={query}
        rowId={({ source_id: id, source, position }) => `${id}${source}${position}`}
        empty={<Empty title="No entries">Every invoice, payment and credit note writes its entries here.</Empty>}
      />
      <Pager cursor={search.cursor} nextCursor={query.data?.next_cursor} />
    </>
  )
}

const columns: Column<JournalEntry>[] = [
  {
    id: 'what',
    header: 'What',
    phone: 'title',
    cell: (entry) => <Source entry={entry} />,
    className: 'md:w-full md:max-w-0',
  },
  {
    id: 'date',
    header: 'Day',
    cell: ({ entry_date }) => <DateText value={entry_date} />,
    className: 'whitespace-nowrap text-ink-2',
  },
  {
    id: 'debit',
    header: 'Debit',
    phone: 'sub',
    cell: ({ debit_account }) => accountNames[debit_account],
    className: 'whitespace-nowrap',
  },
  {
    id: 'credit',
    header: 'Credit',
    phone: 'status',
    cell: ({ credit_account }) => accountNames[credit_account],
    className: 'whitespace-nowrap',
  },
  {
    id: 'amount',
    header: 'Amount',
    align: 'right',
    phone: 'amount',
    cell: ({ amount_cents }) => formatMoney(amount_cents),
  },
]

type DocumentPage = '/app/$slug/invoices/$id' | '/app/$slug/credit-notes/$id' | '/app/$slug/payments/$id'
const pages: Partial<Record<JournalEntry['source'], DocumentPage>> = {
  invoice: '/app/$slug/invoices/$id',
  invoice_voided: '/app/$slug/invoices/$id',
  invoice_written_off: '/app/$slug/invoices/$id',
  credit_note: '/app/$slug/credit-notes/$id',
  payment: '/app/$slug/payments/$id',
  payment_reversed: '/app/$slug/payments/$id',
}

function Source({ entry: { source, source_id } }: { entry: JournalEntry }) {
  const to = pages[source]
  if (!to) return sourceNames[source]
  return (
    <Link from="/app/$slug" to={to} params={{ id: source_id }} className="text-link hover:underline">
      {sourceNames[source]}
    </Link>
  )
}
