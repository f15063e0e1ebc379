import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Role } from '#modules/organizations/schemas.ts'
import { messageOf } from '#web/api/problem.ts'
import { meQuery, useMe, useOrganization } from '#web/app/session.ts'
import { changeRole } from '#web/organizations/api.ts'
import type { MemberEntry } from '#web/organizations/queries.ts'
import { RolePicker } from '#web/organizations/role-picker.tsx'
import { roleNames } from '#web/organizations/role-words.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { FormError } from '#web/ui/form.tsx'
import { toast } from '#web/ui/toast.ts'

export function RoleDialog({ member, onClose }: { member: MemberEntry; onClose: () => void }) {
  const { id } = useOrganization()
  const isSelf = useMe().id === member.id
  const queryClient = useQueryClient()
  const [role, setRole] = useState<Role>(member.role)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string>()

  async function save(event: FormEvent) {
    event.preventDefault()
    if (role === member.role) return onClose()
    setBusy(true)
    setFailure(undefined)
    try {
      await changeRole(id, member.id, role)
      toast({ title: `${member.name} is now ${roleNames[role].toLowerCase()}` })
      await queryClient.invalidateQueries({ queryKey: ['members'] })
      if (isSelf) await queryClient.invalidateQueries({ queryKey: meQuery.queryKey })
      return onClose()
    } catch (error) {
      setFailure(messageOf(error))
      return setBusy(false)
    }
  }

  return (
    <Dialog
      title={`Role of ${member.name}`}
      description="It holds from the next thing they do, in every open window."
      onClose={onClose}
    >
      <form onSubmit={(event) => void save(event)} className="grid gap-4">
        <FormError>{failure}</FormError>
        <RolePicker roles={member.allowed_roles} value={role} onChange={setRole} />
        {isSelf && role !== member.role && (
          <p className="rounded-md bg-warn-bg px-3 py-2 text-sm text-warn">
            This is your own role. You may not be able to take it back.
          </p>
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={busy} busyLabel="Changing…">
            Change role
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
