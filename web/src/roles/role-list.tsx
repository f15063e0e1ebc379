import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { RowMenu } from '#web/organizations/member-list.tsx'
import type { GrantablePermission } from '#web/roles/permission-matrix.tsx'
import type { RoleEntry } from '#web/roles/role-dialogs.tsx'
import { type Column, DataTable } from '#web/ui/data-table.tsx'
import type { MenuItem } from '#web/ui/menu.tsx'

type Props = {
  caption: string
  query: UseQueryResult<{ data: RoleEntry[] }>
  permissions: GrantablePermission[]
  actionsOn: (role: RoleEntry) => MenuItem[]
  onOpen: (role: RoleEntry) => void
  empty: ReactNode
}

export function RoleTable({ caption, query, permissions, actionsOn, onOpen, empty }: Props) {
  const columns: Column<RoleEntry>[] = [
    {
      id: 'name',
      header: 'Role',
      phone: 'title',
      cell: (role) => (
        <button
          type="button"
          onClick={() => onOpen(role)}
          className="max-w-full truncate text-left font-medium text-ink hover:underline"
        >
          {role.name}
        </button>
      ),
    },
    {
      id: 'description',
      header: 'For',
      phone: 'sub',
      className: 'max-w-72 truncate',
      cell: ({ description }) => <span className="text-ink-2">{description}</span>,
    },
    {
      id: 'areas',
      header: 'Allows',
      className: 'max-w-64 truncate',
      cell: ({ permissions: held }) => <span className="text-ink-2">{areasOf(held, permissions)}</span>,
    },
    {
      id: 'holders',
      header: 'Held by',
      phone: 'status',
      cell: ({ members_count, invitations_count }) => (
        <span className="text-ink-2 tabular-nums">{countWord(members_count, invitations_count)}</span>
      ),
    },
    {
      id: 'actions',
      header: <span className="sr-only">Actions</span>,
      align: 'right',
      phone: 'amount',
      className: 'md:w-12',
      cell: (role) => {
        const items = actionsOn(role)
        return items.length > 0 && <RowMenu label={`Actions on ${role.name}`} items={items} />
      },
    },
  ]
  return (
    <DataTable
      caption={caption}
      columns={columns}
      query={query}
      rowId={({ role, custom_role_id }) => custom_role_id ?? role}
      skeletonRows={3}
      empty={empty}
    />
  )
}

/** “Customers, Invoices”. */
function areasOf(held: string[], permissions: GrantablePermission[]): string {
  const areas = permissions.filter(({ permission }) => held.includes(permission)).map(({ area }) => area)
  return [...new Set(areas)].join(', ')
}

function countWord(members: number, invitations: number): string {
  const invited = invitations ? `${invitations} invited` : ''
  if (!members) return invited || 'nobody'
  return [`${members} ${members === 1 ? 'member' : 'members'}`, invited].filter(Boolean).join(', ')
}
