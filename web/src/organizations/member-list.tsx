import type { UseQueryResult } from '@tanstack/react-query'
import { Ellipsis } from 'lucide-react'
import { useState } from 'react'
import type { MemberPage } from '#modules/organizations/schemas.ts'
import { useCan, useMe } from '#web/app/session.ts'
import { HandOverDialog, RemoveDialog } from '#web/organizations/member-dialogs.tsx'
import type { MemberEntry } from '#web/organizations/queries.ts'
import { RoleDialog } from '#web/organizations/role-dialog.tsx'
import { type Column, DataTable } from '#web/ui/data-table.tsx'
import { DateText } from '#web/ui/date.tsx'
import { Menu, type MenuItem } from '#web/ui/menu.tsx'

type Asked = { about: 'role' | 'removal' | 'ownership'; member: MemberEntry }

export function MemberList({ query }: { query: UseQueryResult<MemberPage> }) {
  const me = useMe()
  const canTransfer = useCan('ownership.transfer')
  const [asked, setAsked] = useState<Asked>()
  const close = () => setAsked(undefined)

  /** The server says of each member what the reader may do. */
  function actionsOn(member: MemberEntry): MenuItem[] {
    const ask = (about: Asked['about']) => () => setAsked({ about, member })
    const isSelf = member.id === me.id
    return [
      ...(member.allowed_roles.length > 0 ? [{ label: 'Change role…', onSelect: ask('role') }] : []),
      ...(canTransfer && !isSelf && member.role !== 'owner'
        ? [{ label: 'Hand over the ownership…', onSelect: ask('ownership') }]
        : []),
      ...(member.is_removable && !isSelf
        ? [{ label: 'Remove from the team…', onSelect: ask('removal'), danger: true }]
        : []),
    ]
  }

  const columns: Column<MemberEntry>[] = [
    {
      id: 'name',
      header: 'Name',
      phone: 'title',
      cell: ({ id, name }) => (
        <>
          <span className="font-medium">{name}</span>
          {id === me.id && <span className="text-ink-3"> (you)</span>}
        </>
      ),
    },
    {
      id: 'email',
      header: 'E-mail',
      phone: 'sub',
      cell: ({ email }) => <span className="text-ink-2">{email}</span>,
    },
    { id: 'role', header: 'Role', phone: 'status', cell: ({ role_name }) => role_name },
    {
      id: 'created_at',
      header: 'Joined',
      cell: ({ created_at }) => (
        <span className="text-ink-2">
          <DateText value={created_at} />
        </span>
      ),
    },
    {
      id: 'actions',
      header: <span className="sr-only">Actions</span>,
      align: 'right',
      phone: 'amount',
      className: 'md:w-12',
      cell: (member) => {
        const items = actionsOn(member)
        return items.length > 0 && <RowMenu label={`Actions on ${member.name}`} items={items} />
      },
    },
  ]

  return (
    <>
      <DataTable
        caption="Members"
        columns={columns}
        query={query}
        rowId={({ id }) => id}
        skeletonRows={4}
        empty={null}
      />
      {asked?.about === 'role' && <RoleDialog member={asked.member} onClose={close} />}
      {asked?.about === 'removal' && <RemoveDialog member={asked.member} onClose={close} />}
      {asked?.about === 'ownership' && <HandOverDialog member={asked.member} onClose={close} />}
    </>
  )
}

/** The three dots at the end of a row. */
export function RowMenu({ label, items }: { label: string; items: MenuItem[] }) {
  return (
    <Menu
      label={label}
      items={items}
      trigger={<Ellipsis aria-hidden className="size-4" />}
      className="relative -my-1 inline-grid size-8 place-items-center rounded-md text-ink-2 hover:bg-hover hover:text-ink pointer-coarse:-my-2 pointer-coarse:size-11 print:hidden"
    />
  )
}
