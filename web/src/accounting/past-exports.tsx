import { useQuery } from '@tanstack/react-query'
import type { AccountingExport } from '#modules/accounting/schemas.ts'
import { againUrl, contentNames, exportsQuery, systemNames } from '#web/accounting/queries.ts'
import { formatDate, formatDateTime, formatMoney } from '#web/api/format.ts'
import { useCan } from '#web/app/session.ts'
import { accountNames } from '#web/journal/queries.ts'
import { type Column, DataTable } from '#web/ui/data-table.tsx'
import { textLinkClass } from '#web/ui/link-class.ts'
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
        empty={<Empty title="No files yet">Each file that somebody takes stands here, to be taken again.</Empty>}
      />
    </section>
  )
}

/** Whoever lost a file takes it again: what only it held would be in no other. */
function Again({ id, system, content, account }: AccountingExport) {
  const canExport = useCan('accounting.export')
  const name = `${systemNames[system]}, ${contentNames[content].toLowerCase()}${account ? ` (${accountNames[account].toLowerCase()})` : ''}`
  if (!canExport) return name
  return (
    <a href={againUrl(id)} download className={textLinkClass} title="Download it again">
      {name}
      <span className="sr-only"> (download again)</span>
    </a>
  )
}

const columns: Column<AccountingExport>[] = [
  {
    id: 'what',
    header: 'What',
    phone: 'title',
    cell: (taken) => <Again {...taken} />,
    className: 'md:w-full md:max-w-0 md:truncate',
  },
  {
    id: 'days',
    header: 'Days',
    phone: 'sub',
    cell: ({ from_date, to_date, is_new }) => {
      const days = from_date ? `${formatDate(from_date)} – ${formatDate(to_date)}` : `until ${formatDate(to_date)}`
      return `${is_new ? 'New, ' : ''}${days}`
    },
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
