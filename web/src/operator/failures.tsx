import { useQuery } from '@tanstack/react-query'
import type { ServerFailure } from '#modules/operator/schemas.ts'
import { failuresQuery } from '#web/operator/queries.ts'
import type { OperatorSearch } from '#web/operator/search.ts'
import { CopyText } from '#web/ui/copy.tsx'
import { type Column, DataTable } from '#web/ui/data-table.tsx'
import { TimeText } from '#web/ui/date.tsx'
import { Pager } from '#web/ui/list-controls.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { Empty } from '#web/ui/state.tsx'

const columns: Column<ServerFailure>[] = [
  {
    id: 'route',
    header: 'Request',
    phone: 'title',
    cell: ({ method, route, status }) => (
      <span className="font-mono text-xs">
        {status} {method} {route}
      </span>
    ),
  },
  {
    id: 'cause',
    header: 'Cause',
    phone: 'sub',
    className: 'md:max-w-sm md:truncate',
    cell: ({ cause }) => <span title={cause}>{cause}</span>,
  },
  { id: 'organization', header: 'Organisation', cell: ({ organization_name }) => organization_name ?? '' },
  {
    id: 'request_id',
    header: 'Request ID',
    className: 'max-w-40',
    cell: ({ request_id }) => <CopyText value={request_id} label="Copy the request ID" />,
  },
  { id: 'created_at', header: 'When', phone: 'amount', cell: ({ created_at }) => <TimeText value={created_at} /> },
]

export function Failures({ search }: { search: OperatorSearch }) {
  const query = useQuery(failuresQuery(search))
  return (
    <>
      <PageHeader title="Errors" section="Operator" sub="Requests of the last 30 days that failed on our side" />
      <DataTable
        caption="Errors"
        columns={columns}
        query={query}
        rowId={({ id }) => id}
        empty={<Empty title="Nothing failed">No request was answered with an error of ours in 30 days.</Empty>}
      />
      <Pager cursor={search.cursor} nextCursor={query.data?.next_cursor} />
    </>
  )
}
