import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { CustomRoleView, RoleList } from '#modules/roles/schemas.ts'
import { useOrganization } from '#web/app/session.ts'
import { Conflict } from '#web/organizations/conflict.tsx'
import { changeRole, createRole } from '#web/roles/api.ts'
import { type GrantablePermission, PermissionMatrix } from '#web/roles/permission-matrix.tsx'
import { roleQuery } from '#web/roles/queries.ts'
import { RoleForm } from '#web/roles/role-form.tsx'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { ErrorState, Skeleton } from '#web/ui/state.tsx'
import { toast } from '#web/ui/toast.ts'

export type RoleEntry = RoleList['data'][number]
type Props = { permissions: GrantablePermission[]; onClose: () => void }

export function NewRoleDialog({ permissions, templates, onClose }: Props & { templates: RoleEntry[] }) {
  const { id } = useOrganization()
  return (
    <Dialog wide title="New role" description="Give it to people on the Team page, once it is made." onClose={onClose}>
      <RoleForm
        role={{ name: '', description: '', permissions: [] }}
        permissions={permissions}
        templates={templates}
        saveLabel="Make the role"
        save={async (role) => {
          const { name } = await createRole(id, role)
          toast({
            title: `The role ${name} was made`,
            description: 'Nobody has it until you give it on the Team page.',
          })
        }}
        onClose={onClose}
      />
    </Dialog>
  )
}

/** A change holds for all who have the role, from the next thing they do. */
export function EditRoleDialog({ role, ...props }: Props & { role: RoleEntry }) {
  const { id } = useOrganization()
  const query = useQuery({ ...roleQuery(id, role.custom_role_id ?? ''), staleTime: 0 })
  return (
    <Dialog
      wide
      title={role.name}
      description="A change holds for everybody with this role from the next thing they do."
      onClose={props.onClose}
    >
      {query.data && !query.isPlaceholderData ? (
        <EditRole key={role.custom_role_id} role={query.data} {...props} />
      ) : (
        <Waiting error={query.error} onRetry={() => void query.refetch()} />
      )}
    </Dialog>
  )
}

function EditRole({ role, permissions, onClose }: Props & { role: CustomRoleView }) {
  const { id } = useOrganization()
  const { refetch } = useQuery(roleQuery(id, role.id))
  const [version, setVersion] = useState(role.version)
  return (
    <div className="grid gap-4">
      <Holders role={role} />
      <RoleForm
        role={{ name: role.name, description: role.description, permissions: role.permissions }}
        permissions={permissions}
        saveLabel="Save"
        save={async (changes) => {
          await changeRole(id, role.id, version, changes)
          toast({ title: `The role ${changes.name} was saved` })
        }}
        conflict={(onDone) => (
          <Conflict
            subjectId={role.id}
            onLoad={async () => {
              const { data } = await refetch()
              if (data) setVersion(data.version)
              onDone()
            }}
          />
        )}
        onClose={onClose}
      />
    </div>
  )
}

export function SeeRoleDialog({ role, permissions, onClose }: Props & { role: RoleEntry }) {
  return (
    <Dialog wide title={role.name} description={role.description} onClose={onClose}>
      <div className="grid gap-4">
        {role.custom_role_id && <HoldersOf role_id={role.custom_role_id} />}
        <PermissionMatrix permissions={permissions} value={role.permissions} />
        {(role.role === 'owner' || role.role === 'admin') && (
          <p className="text-xs text-ink-2">
            And what stays with owners and admins: the team and its roles, the rules for logging in, and letting the
            operator in{role.role === 'owner' ? '; owners alone hand over the ownership' : ''}.
          </p>
        )}
        <div className="flex justify-end">
          <Button onClick={onClose}>Close</Button>
        </div>
      </div>
    </Dialog>
  )
}

function HoldersOf({ role_id }: { role_id: string }) {
  const { id } = useOrganization()
  const { data } = useQuery(roleQuery(id, role_id))
  return data ? <Holders role={data} /> : <Skeleton className="h-5 w-64" />
}

function Holders({ role: { members, members_count, invitations_count } }: { role: CustomRoleView }) {
  const names = members.slice(0, 5).map(({ name }) => name)
  const more = members_count - names.length
  const held = [...names, ...(more > 0 ? [`${more} more`] : [])].join(', ')
  const invited = `${invitations_count} open ${invitations_count === 1 ? 'invitation offers' : 'invitations offer'} it.`
  return (
    <p className="text-sm text-ink-2 wrap-anywhere">
      {members_count > 0 ? `Held by ${held}.` : 'Nobody has this role.'} {invitations_count > 0 && invited}
    </p>
  )
}

function Waiting({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  if (error) return <ErrorState title="The role did not load" error={error} onRetry={onRetry} />
  return (
    <div className="grid gap-3">
      {['a', 'b', 'c', 'd', 'e'].map((key) => (
        <Skeleton key={key} className="h-9 w-full" />
      ))}
    </div>
  )
}
