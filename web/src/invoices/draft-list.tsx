import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Trash2 } from 'lucide-react'
import { formatDate, formatMoney } from '#web/api/format.ts'
import { useCan } from '#web/app/session.ts'
import { ChosenBar } from '#web/bulk/chosen-bar.tsx'
import { draftsQuery, type DraftRow } from '#web/invoices/queries.ts'
import type { InvoiceSearch } from '#web/invoices/search.ts'
import { useDeleteDraft, useLeavingDrafts } from '#web/invoices/delete-draft.ts'
import { Badge } from '#web/ui/badge.tsx'
import { buttonClass, IconButton } from '#web/ui/button.tsx'
import { type Column, DataTable } from '#web/ui/data-table.tsx'
import { DateText, TimeText } from '#web/ui/date.tsx'
import { Pager } from '#web/ui/list-controls.tsx'
import { useSelection } from '#web/ui/selection.ts'
import { Empty } from '#web/ui/state.tsx'

export function DraftList({ search }: { search: InvoiceSearch }) {
  const { slug } = useParams({ from: '/app/$slug' })
  const canWrite = useCan('invoices.write')
  const leaving = useLeavingDrafts()
  const query = useQuery({
    ...draftsQuery(search),
    select: (page) => ({ ...page, data: page.data.filter(({ id }) => !leaving.has(id)) }),
  })
  const filter = { customer_id: search.customer_id }
  const selection = useSelection(
    query.data?.data.map(({ id }) => id),
    JSON.stringify(filter),
  )
  const canIssue = useCan('invoices.issue')
  return (
    <>
      <DataTable
        caption="Drafts"
        columns={canWrite ? [...columns, removal] : columns}
        query={query}
        rowId={(draft) => draft.id}
        rowLink={({ id }) => ({ to: '/app/$slug/invoices/drafts/$id', params: { slug, id } })}
        empty={<NoDrafts isFiltered={search.customer_id !== undefined} canWrite={canWrite} />}
        selection={canIssue ? selection : undefined}
        nameOf={({ customer_name }) => `the draft for ${customer_name}`}
      />
      <ChosenBar kind="drafts" selection={selection} filter={filter} />
      <Pager cursor={search.cursor} nextCursor={query.data?.next_cursor} />
    </>
  )
}

const columns: Column<DraftRow>[] = [
  {
    id: 'customer',
    header: 'Customer',
    phone: 'title',
    cell: ({ customer_name, issues_on_date }) => (
      <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-1">
        {customer_name}
        {issues_on_date && <Badge tone="info">Issues on {formatDate(issues_on_date)}</Badge>}
      </span>
    ),
  },
  {
    id: 'reference',
    header: 'Reference',
    cell: (draft) => <span className="text-ink-2">{draft.reference ?? '–'}</span>,
  },
  {
    id: 'edited',
    header: 'Last change',
    phone: 'sub',
    cell: (draft) => (
      <span className="text-ink-2">
        <span className="md:hidden">Changed </span>
        <TimeText value={draft.updated_at} />
      </span>
    ),
  },
  {
    id: 'due',
    header: 'Due',
    cell: (draft) => (
      <span className="text-ink-2">{draft.due_date ? <DateText value={draft.due_date} /> : 'By terms'}</span>
    ),
  },
  {
    id: 'total',
    header: 'Amount',
    align: 'right',
    phone: 'amount',
    cell: (draft) => formatMoney(draft.total_amount_cents),
  },
]

const removal: Column<DraftRow> = {
  id: 'delete',
  header: <span className="sr-only">Delete</span>,
  phone: 'status',
  align: 'right',
  cell: (draft) => <DeleteButton draft={draft} />,
  className: 'w-12 relative z-1',
}

function DeleteButton({ draft }: { draft: DraftRow }) {
  const deleteDraft = useDeleteDraft()
  return (
    <IconButton
      label={`Delete the draft for ${draft.customer_name}`}
      className="-my-1 -mr-2 inline-grid! pointer-coarse:-my-2 pointer-coarse:-mr-3.5"
      onClick={() => deleteDraft(draft)}
    >
      <Trash2 aria-hidden />
    </IconButton>
  )
}

function NoDrafts({ isFiltered, canWrite }: { isFiltered: boolean; canWrite: boolean }) {
  if (isFiltered)
    return (
      <Empty
        title="No draft matches"
        action={
          <Link from="/app/$slug" to="/app/$slug/invoices" search={{ status: 'draft' }} className={buttonClass()}>
            Clear filters
          </Link>
        }
      >
        This customer has no invoice in the making.
      </Empty>
    )
  return (
    <Empty
      title="No drafts"
      action={
        canWrite && (
          <Link from="/app/$slug" to="/app/$slug/invoices/new" className={buttonClass('secondary', 'lg')}>
            New invoice
          </Link>
        )
      }
    >
      An invoice you saved and have not issued yet waits here.
    </Empty>
  )
}
