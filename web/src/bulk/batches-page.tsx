import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { DocumentArchive } from '#modules/document-archives/schemas.ts'
import type { InvoiceBatch } from '#modules/invoice-batches/schemas.ts'
import { formatCount, formatMoney } from '#web/api/format.ts'
import { archivesQuery, batchesQuery } from '#web/bulk/queries.ts'
import type { BatchSearch } from '#web/bulk/search.ts'
import { archiveState, batchState, batchTitle, counted, sizeWords } from '#web/bulk/words.ts'
import { InvoiceTabs } from '#web/recurring-invoices/invoice-tabs.tsx'
import { Badge } from '#web/ui/badge.tsx'
import { type Column, DataTable } from '#web/ui/data-table.tsx'
import { TimeText } from '#web/ui/date.tsx'
import { Pager } from '#web/ui/list-controls.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { Empty } from '#web/ui/state.tsx'

/** What was done with many documents at a time, and the files that were made of them. */
export function BatchesPage({ search }: { search: BatchSearch }) {
  const { slug } = useParams({ from: '/app/$slug' })
  const batches = useQuery(batchesQuery(search.cursor))
  const archives = useQuery(archivesQuery)
  return (
    <>
      <PageHeader title="Batches" section="Invoices" />
      <InvoiceTabs />
      <h2 className="pb-2 text-base font-semibold">Issued and sent</h2>
      <DataTable
        caption="Batches"
        columns={batchColumns}
        query={batches}
        rowId={({ id }) => id}
        rowLink={({ id }) => ({ to: '/app/$slug/invoices/batches/$', params: { slug, _splat: id } })}
        empty={
          <Empty title="No batch yet">
            Choose several drafts or invoices in their lists, with the boxes or with x, and issue or mail them at once.
          </Empty>
        }
        skeletonRows={4}
      />
      <Pager cursor={search.cursor} nextCursor={batches.data?.next_cursor} />
      <h2 className="pt-6 pb-2 text-base font-semibold">Zip files</h2>
      <DataTable
        caption="Zip files"
        columns={archiveColumns}
        query={archives}
        rowId={({ id }) => id}
        rowLink={({ id }) => ({ to: '/app/$slug/invoices/batches/$', params: { slug, _splat: `file/${id}` } })}
        empty={<Empty title="No zip file yet">Choose invoices in the list to have all their PDFs in one file.</Empty>}
        skeletonRows={4}
      />
    </>
  )
}

const batchColumns: Column<InvoiceBatch>[] = [
  { id: 'what', header: 'What', phone: 'title', cell: batchTitle },
  {
    id: 'by',
    header: 'By',
    cell: ({ started_by }) => <span className="block truncate text-ink-2">{started_by}</span>,
    className: 'md:w-full md:max-w-0',
  },
  {
    id: 'state',
    header: 'State',
    phone: 'status',
    cell: ({ status }) => <Badge tone={batchState[status][0]}>{batchState[status][1]}</Badge>,
  },
  {
    id: 'started',
    header: 'Started',
    phone: 'sub',
    cell: ({ created_at }) => <TimeText value={created_at} />,
    className: 'text-ink-2',
  },
  { id: 'done', header: 'Done', align: 'right', cell: ({ done_count }) => formatCount(done_count) },
  {
    id: 'refused',
    header: 'Refused',
    align: 'right',
    cell: ({ refused_count }) =>
      refused_count === 0 ? <span className="text-ink-3">–</span> : formatCount(refused_count),
  },
  {
    id: 'amount',
    header: 'Amount',
    align: 'right',
    phone: 'amount',
    cell: ({ amount_cents }) => formatMoney(amount_cents),
  },
]

const archiveColumns: Column<DocumentArchive>[] = [
  {
    id: 'what',
    header: 'What',
    phone: 'title',
    cell: ({ document_count }) => counted(document_count, 'document'),
  },
  {
    id: 'by',
    header: 'By',
    cell: ({ requested_by }) => <span className="block truncate text-ink-2">{requested_by}</span>,
    className: 'md:w-full md:max-w-0',
  },
  {
    id: 'state',
    header: 'State',
    phone: 'status',
    cell: ({ status }) => <Badge tone={archiveState[status][0]}>{archiveState[status][1]}</Badge>,
  },
  {
    id: 'started',
    header: 'Asked for',
    phone: 'sub',
    cell: ({ created_at }) => <TimeText value={created_at} />,
    className: 'text-ink-2',
  },
  {
    id: 'size',
    header: 'Size',
    align: 'right',
    phone: 'amount',
    cell: ({ file_bytes }) => (file_bytes === null ? <span className="text-ink-3">–</span> : sizeWords(file_bytes)),
  },
]
