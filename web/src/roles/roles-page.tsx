import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import type { RoleList } from '#modules/roles/schemas.ts'
import { useCan, useOrganization } from '#web/app/session.ts'
import { deleteRole } from '#web/roles/api.ts'
import { rolesQuery } from '#web/roles/queries.ts'
import { EditRoleDialog, NewRoleDialog, type RoleEntry, SeeRoleDialog } from '#web/roles/role-dialogs.tsx'
import { RoleTable } from '#web/roles/role-list.tsx'
import { Button } from '#web/ui/button.tsx'
import { ConfirmDialog } from '#web/ui/dialog.tsx'
import { Empty } from '#web/ui/state.tsx'
import { useTitle } from '#web/ui/title.ts'
import { toast } from '#web/ui/toast.ts'

type Asked = { about: 'see' | 'edit' | 'deletion'; role: RoleEntry }
const own = ({ data }: RoleList) => ({ data: data.filter(({ custom_role_id }) => custom_role_id) })
const six = ({ data }: RoleList) => ({ data: data.filter(({ custom_role_id }) => !custom_role_id) })

/** The roles that people here can have: those of the organisation's own, and the six that are always there. */
export function RolesPage() {
  useTitle('Roles', 'Settings')
  const { id } = useOrganization()
  const queryClient = useQueryClient()
  const canWrite = useCan('roles.write')
  const { data: all } = useQuery(rolesQuery(id))
  const owns = useQuery({ ...rolesQuery(id), select: own })
  const sixes = useQuery({ ...rolesQuery(id), select: six })
  const [asked, setAsked] = useState<Asked>()
  const [making, setMaking] = useState(false)
  const close = () => setAsked(undefined)
  const permissions = all?.grantable_permissions ?? []

  const ask = (about: Asked['about'], role: RoleEntry) => () => setAsked({ about, role })
  const actionsOnOwn = (role: RoleEntry) =>
    canWrite
      ? [
          { label: 'Edit…', onSelect: ask('edit', role) },
          { label: 'Delete…', onSelect: ask('deletion', role), danger: true },
        ]
      : []

  async function remove({ name, custom_role_id }: RoleEntry) {
    await deleteRole(id, custom_role_id ?? '')
    toast({ title: `The role ${name} was deleted` })
    await queryClient.invalidateQueries({ queryKey: ['roles'] })
    close()
  }

  const make = canWrite && all && (
    <Button variant="primary" onClick={() => setMaking(true)}>
      <Plus aria-hidden />
      New role
    </Button>
  )
  return (
    <div className="grid gap-8">
      <section className="grid gap-3">
        <div className="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-2">
          <div className="min-w-0 flex-1 basis-72">
            <h2 className="text-base font-semibold">Your own roles</h2>
            <p className="pt-0.5 text-sm text-ink-2">
              Put together what a kind of work needs, and give it to people on the Team page.
            </p>
          </div>
          {make}
        </div>
        <RoleTable
          caption="Your own roles"
          query={owns}
          permissions={permissions}
          actionsOn={actionsOnOwn}
          onOpen={(role) => ask(canWrite ? 'edit' : 'see', role)()}
          empty={
            <Empty title="No roles of your own yet">
              {canWrite
                ? 'Make one where none of the six fits, such as a sales assistant who prepares drafts and issues nothing.'
                : 'Owners and admins can make some beside the six.'}
            </Empty>
          }
        />
      </section>
      <section className="grid gap-3">
        <h2 className="text-base font-semibold">Always there</h2>
        <RoleTable
          caption="Always there"
          query={sixes}
          permissions={permissions}
          actionsOn={() => []}
          onOpen={(role) => ask('see', role)()}
          empty={null}
        />
      </section>
      {making && all && (
        <NewRoleDialog permissions={permissions} templates={all.data} onClose={() => setMaking(false)} />
      )}
      {asked?.about === 'see' && <SeeRoleDialog role={asked.role} permissions={permissions} onClose={close} />}
      {asked?.about === 'edit' && <EditRoleDialog role={asked.role} permissions={permissions} onClose={close} />}
      {asked?.about === 'deletion' && (
        <ConfirmDialog
          title={`Delete the role ${asked.role.name}?`}
          confirmLabel={`Delete ${asked.role.name}`}
          onConfirm={() => remove(asked.role)}
          onClose={close}
        >
          It is gone from every list. A role that somebody has, or is invited to, stays until you give them another.
        </ConfirmDialog>
      )}
    </div>
  )
}
