import { useQuery } from '@tanstack/react-query'
import type { OrganizationEntry } from '#modules/operator/schemas.ts'
import { formatCount } from '#web/api/format.ts'
import { PlanBadge } from '#web/organizations/plan-badge.tsx'
import { ListBar, NoMatch } from '#web/operator/list-bar.tsx'
import { organizationEntriesQuery } from '#web/operator/queries.ts'
import type { OperatorSearch } from '#web/operator/search.ts'
import { Badge } from '#web/ui/badge.tsx'
import { type Column, DataTable } from '#web/ui/data-table.tsx'
import { DateText } from '#web/ui/date.tsx'
import { Pager } from '#web/ui/list-controls.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'

const columns: Column<OrganizationEntry>[] = [
  { id: 'name', header: 'Name', phone: 'title', cell: ({ name }) => name },
  { id: 'uen', header: 'UEN', phone: 'sub', cell: ({ uen }) => <span className="text-ink-2">{uen}</span> },
  {
    id: 'plan',
    header: 'Plan',
    cell: ({ plan_name, subscription_status }) => plan_name && <Plan name={plan_name} status={subscription_status} />,
  },
  { id: 'members', header: 'Members', align: 'right', cell: ({ members_count }) => formatCount(members_count) },
  { id: 'invoices', header: 'Invoices', align: 'right', cell: ({ invoices_count }) => formatCount(invoices_count) },
  { id: 'created_at', header: 'Since', cell: ({ created_at }) => <DateText value={created_at} /> },
  {
    id: 'state',
    header: 'State',
    phone: 'status',
    cell: ({ disabled_at, has_support_access }) =>
      disabled_at ? (
        <Badge tone="bad">Disabled</Badge>
      ) : has_support_access ? (
        <Badge tone="info">Lets you in</Badge>
      ) : (
        <Badge tone="ok">Active</Badge>
      ),
  },
]

function Plan({ name, status }: { name: string; status: OrganizationEntry['subscription_status'] }) {
  return (
    <span className="inline-flex items-center gap-2">
      {name}
      <PlanBadge status={status} />
    </span>
  )
}

export function Organizations({ search }: { search: OperatorSearch }) {
  const query = useQuery(organizationEntriesQuery(search))
  return (
    <>
      <PageHeader title="Organisations" section="Operator" />
      <ListBar search={search} label="Search name, slug or UEN" />
      <DataTable
        caption="Organisations"
        columns={columns}
        query={query}
        rowId={({ id }) => id}
        rowLink={({ id }) => ({ to: '/operator/$', params: { _splat: `organizations/${id}` } })}
        empty={<NoMatch title="No organisation matches" />}
      />
      <Pager cursor={search.cursor} nextCursor={query.data?.next_cursor} />
    </>
  )
}
