import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Upload } from 'lucide-react'
import { formatCount } from '#web/api/format.ts'
import { useCan } from '#web/app/session.ts'
import { BankLink } from '#web/bank/bank-link.tsx'
import { accountsQuery, type BankImport, importsQuery } from '#web/bank/queries.ts'
import type { BankSearch } from '#web/bank/search.ts'
import { Badge } from '#web/ui/badge.tsx'
import { buttonClass } from '#web/ui/button.tsx'
import { type Column, DataTable } from '#web/ui/data-table.tsx'
import { TimeText } from '#web/ui/date.tsx'
import { backClass } from '#web/ui/link-class.ts'
import { Pager } from '#web/ui/list-controls.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { Empty } from '#web/ui/state.tsx'

/** Statements that were imported, the newest first. */
export function ImportsPage({ search }: { search: BankSearch }) {
  const { slug } = useParams({ from: '/app/$slug' })
  const canWrite = useCan('bank.write')
  const query = useQuery(importsQuery(search))
  const { data: accounts } = useQuery(accountsQuery('all'))
  const nameOf = (id: string) => accounts?.data.find((account) => account.id === id)?.name ?? ''
  const account = search.account ? nameOf(search.account) : undefined
  return (
    <>
      <PageHeader
        title="Imports"
        section="Bank"
        sub={account && `of ${account}`}
        back={<BankLink className={backClass}>Bank</BankLink>}
      >
        {search.account && (
          <BankLink to="imports" className={buttonClass('ghost')}>
            Of all accounts
          </BankLink>
        )}
        {canWrite && (
          <BankLink
            to="import"
            search={search.account ? { account: search.account } : {}}
            className={buttonClass('primary')}
          >
            <Upload aria-hidden />
            Import statement
          </BankLink>
        )}
      </PageHeader>
      <DataTable
        caption="Imports"
        columns={columnsFor(nameOf)}
        query={query}
        rowId={({ id }) => id}
        rowLink={({ id }) => ({ to: '/app/$slug/bank/$', params: { slug, _splat: `imports/${id}` } })}
        empty={
          <Empty title="No statement was imported yet">
            What your bank exports is imported here: CSV of DBS, OCBC, UOB and others, OFX, MT940 or CAMT.053.
          </Empty>
        }
        skeletonRows={8}
      />
      <Pager cursor={search.cursor} nextCursor={query.data?.next_cursor} />
    </>
  )
}

function columnsFor(nameOf: (account_id: string) => string): Column<BankImport>[] {
  return [
    {
      id: 'file',
      header: 'File',
      phone: 'title',
      cell: ({ file_name }) => <span className="block truncate">{file_name}</span>,
      className: 'md:w-full md:max-w-0',
    },
    {
      id: 'account',
      header: 'Account',
      cell: ({ bank_account_id }) => (
        <span className="block max-w-48 truncate text-ink-2">{nameOf(bank_account_id)}</span>
      ),
      className: 'max-lg:hidden',
    },
    { id: 'when', header: 'Imported', phone: 'sub', cell: ({ created_at }) => <TimeText value={created_at} /> },
    {
      id: 'by',
      header: 'By',
      cell: ({ started_by }) => <span className="block max-w-40 truncate text-ink-2">{started_by}</span>,
      className: 'max-lg:hidden',
    },
    { id: 'new', header: 'New', align: 'right', cell: ({ new_count }) => formatCount(new_count) },
    { id: 'known', header: 'Known', align: 'right', cell: ({ known_count }) => formatCount(known_count) },
    {
      id: 'bad',
      header: 'Left out',
      align: 'right',
      cell: ({ bad_count }) => (
        <span className={bad_count > 0 ? 'font-medium text-bad' : undefined}>{formatCount(bad_count)}</span>
      ),
    },
    {
      id: 'matched',
      header: 'By itself',
      align: 'right',
      phone: 'amount',
      cell: ({ matched_count }) => (
        <>
          {formatCount(matched_count)}
          <span className="text-ink-2 md:hidden"> matched</span>
        </>
      ),
    },
    { id: 'status', header: 'State', phone: 'status', cell: ({ status }) => <State status={status} /> },
  ]
}

function State({ status }: Pick<BankImport, 'status'>) {
  if (status === 'failed') return <Badge tone="bad">Failed</Badge>
  if (status === 'taken_back') return <Badge tone="mute">Taken back</Badge>
  return status === 'completed' ? <Badge tone="ok">Done</Badge> : <Badge tone="info">Under way</Badge>
}
