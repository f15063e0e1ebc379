import { useQuery } from '@tanstack/react-query'
import type { AccountingExport } from '#modules/accounting/schemas.ts'
import { contentNames, exportsQuery, systemNames } from '#web/accounting/queries.ts'
import { formatDate, formatDateTime, formatMoney } from '#web/api/format.ts'
import { accountNames } from '#web/journal/queries.ts'
import { type Column, DataTable } from '#web/ui/data-table.tsx'
import { Empty } from '#web/ui/state.tsx'

/** What went out before, so that nothing goes twice. */
export function PastExports() {
  const query = useQuery(exportsQuery)
  return (
    <section className="grid gap-3" aria-labelledby="past-title">
      <h2 id="past-title" className="text-base font-semibold">
        Exported before
      </h2>
      <DataTable
        caption="Files that were exported"
        columns={columns}
        query={query}
        rowId={({ id }) => id}
        skeletonRows={3}
        empty={<Empty title="No files yet">Each file that somebody takes stands here, with its days.</Empty>}
      />
    </section>
  )
}

const columns: Column<AccountingExport>[] = [
  {
    id: 'what',
    header: 'What',
    phone: 'title',
    cell: ({ system, content, account }) =>
      `${systemNames[system]}, ${contentNames[content].toLowerCase()}${account ? ` (${accountNames[account].toLowerCase()})` : ''}`,
    className: 'md:w-full md:max-w-0 md:truncate',
  },
  {
    id: 'days',
    header: 'Days',
    phone: 'sub',
    cell: ({ from_date, to_date }) =>
      from_date ? `${formatDate(from_date)} – ${formatDate(to_date)}` : `Until ${formatDate(to_date)}`,
    className: 'whitespace-nowrap',
  },
  { id: 'count', header: 'Count', align: 'right', phone: 'status', cell: ({ count }) => count },
  {
    id: 'amount',
    header: 'Amount',
    align: 'right',
    phone: 'amount',
    cell: ({ content, amount_cents }) => (content === 'contacts' ? '' : formatMoney(amount_cents)),
  },
  {
    id: 'when',
    header: 'Taken',
    cell: ({ created_at, exported_by }) => `${formatDateTime(created_at)}, ${exported_by}`,
    className: 'whitespace-nowrap text-ink-2',
  },
]
