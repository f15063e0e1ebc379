import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Upload } from 'lucide-react'
import { formatCount } from '#web/api/format.ts'
import { useCan } from '#web/app/session.ts'
import { ImportLink } from '#web/lead-imports/import-link.tsx'
import { importsQuery, type LeadImport } from '#web/lead-imports/queries.ts'
import type { LeadImportSearch } from '#web/lead-imports/search.ts'
import { Badge, type Tone } from '#web/ui/badge.tsx'
import { buttonClass } from '#web/ui/button.tsx'
import { type Column, DataTable } from '#web/ui/data-table.tsx'
import { TimeText } from '#web/ui/date.tsx'
import { Pager } from '#web/ui/list-controls.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { Empty } from '#web/ui/state.tsx'

/** Files of leads, the newest first. */
export function ImportsPage({ search }: { search: LeadImportSearch }) {
  const { slug } = useParams({ from: '/app/$slug' })
  const canImport = useCan('leads.import')
  const query = useQuery({ ...importsQuery(search.cursor), enabled: canImport })
  if (!canImport)
    return (
      <>
        <PageHeader title="Lead imports" section="Leads" />
        <Empty title="Your role may look at leads, and not import them" />
      </>
    )
  const importButton = (
    <ImportLink to="new" className={buttonClass('primary')}>
      <Upload aria-hidden />
      Import leads
    </ImportLink>
  )
  return (
    <>
      <PageHeader title="Lead imports" section="Leads">
        {query.data?.data.length ? importButton : null}
      </PageHeader>
      <DataTable
        caption="Lead imports"
        columns={columns}
        query={query}
        rowId={({ id }) => id}
        rowLink={({ id }) => ({ to: '/app/$slug/leads/$', params: { slug, _splat: `imports/${id}` } })}
        empty={
          <Empty title="No leads were imported yet" action={importButton}>
            A CSV of another program or a list from a fair comes in here, after a look at what is in it.
          </Empty>
        }
        skeletonRows={8}
      />
      <Pager cursor={search.cursor} nextCursor={query.data?.next_cursor} />
    </>
  )
}

const columns: Column<LeadImport>[] = [
  {
    id: 'file',
    header: 'File',
    phone: 'title',
    cell: ({ file_name }) => <span className="block truncate">{file_name}</span>,
    className: 'md:w-full md:max-w-0',
  },
  { id: 'when', header: 'Brought', phone: 'sub', cell: ({ created_at }) => <TimeText value={created_at} /> },
  {
    id: 'by',
    header: 'By',
    cell: ({ started_by }) => <span className="block max-w-40 truncate text-ink-2">{started_by}</span>,
    className: 'max-lg:hidden',
  },
  { id: 'rows', header: 'Rows', align: 'right', cell: ({ row_count }) => formatCount(row_count) },
  {
    id: 'imported',
    header: 'Imported',
    align: 'right',
    phone: 'amount',
    cell: ({ imported_count }) => (
      <>
        {formatCount(imported_count)}
        <span className="text-ink-2 md:hidden"> imported</span>
      </>
    ),
  },
  { id: 'double', header: 'Duplicates', align: 'right', cell: ({ duplicate_count }) => formatCount(duplicate_count) },
  {
    id: 'bad',
    header: 'Unreadable',
    align: 'right',
    cell: ({ bad_count }) => (
      <span className={bad_count > 0 ? 'font-medium text-bad' : undefined}>{formatCount(bad_count)}</span>
    ),
  },
  { id: 'status', header: 'State', phone: 'status', cell: ({ status }) => <State status={status} /> },
]

const states: Record<LeadImport['status'], [Tone, string]> = {
  uploading: ['mute', 'Upload unfinished'],
  uploaded: ['info', 'Choose columns'],
  checking: ['info', 'Checking'],
  checked: ['info', 'Ready to import'],
  importing: ['info', 'Importing'],
  completed: ['ok', 'Done'],
  undoing: ['info', 'Undoing'],
  undone: ['mute', 'Undone'],
  failed: ['bad', 'Failed'],
  cancelled: ['mute', 'Cancelled'],
}

function State({ status }: Pick<LeadImport, 'status'>) {
  const [tone, word] = states[status]
  return <Badge tone={tone}>{word}</Badge>
}
