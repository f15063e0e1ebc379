import { useQuery } from '@tanstack/react-query'
import type { UserEntry } from '#modules/operator/schemas.ts'
import { formatCount } from '#web/api/format.ts'
import { ListBar, NoMatch } from '#web/operator/list-bar.tsx'
import { userEntriesQuery } from '#web/operator/queries.ts'
import type { OperatorSearch } from '#web/operator/search.ts'
import { Badge } from '#web/ui/badge.tsx'
import { type Column, DataTable } from '#web/ui/data-table.tsx'
import { DateText, TimeText } from '#web/ui/date.tsx'
import { Pager } from '#web/ui/list-controls.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'

const columns: Column<UserEntry>[] = [
  { id: 'name', header: 'Name', phone: 'title', cell: ({ name }) => name },
  { id: 'email', header: 'E-mail', phone: 'sub', cell: ({ email }) => <span className="text-ink-2">{email}</span> },
  {
    id: 'organizations',
    header: 'Organisations',
    align: 'right',
    cell: ({ organizations_count }) => formatCount(organizations_count),
  },
  {
    id: 'last_used_at',
    header: 'Last here',
    cell: ({ last_used_at }) => (last_used_at ? <TimeText value={last_used_at} /> : 'never, or long ago'),
  },
  { id: 'created_at', header: 'Since', cell: ({ created_at }) => <DateText value={created_at} /> },
  {
    id: 'state',
    header: 'State',
    phone: 'status',
    cell: ({ disabled_at, is_verified }) =>
      disabled_at ? (
        <Badge tone="bad">Disabled</Badge>
      ) : (
        <Badge tone={is_verified ? 'ok' : 'warn'}>{is_verified ? 'Active' : 'Not confirmed'}</Badge>
      ),
  },
]

export function Users({ search }: { search: OperatorSearch }) {
  const query = useQuery(userEntriesQuery(search))
  return (
    <>
      <PageHeader title="Users" section="Operator" />
      <ListBar search={search} label="Search name or e-mail" />
      <DataTable
        caption="Users"
        columns={columns}
        query={query}
        rowId={({ id }) => id}
        rowLink={({ id }) => ({ to: '/operator/$', params: { _splat: `users/${id}` } })}
        empty={<NoMatch title="Nobody matches" />}
      />
      <Pager cursor={search.cursor} nextCursor={query.data?.next_cursor} />
    </>
  )
}
