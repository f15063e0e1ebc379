import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { MemberChanges } from '#modules/organizations/schemas.ts'
import { messageOf } from '#web/api/problem.ts'
import { meQuery, useMe, useOrganization } from '#web/app/session.ts'
import { changeRole } from '#web/organizations/api.ts'
import type { MemberEntry } from '#web/organizations/queries.ts'
import { choiceOf, RolePicker } from '#web/organizations/role-picker.tsx'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { FormError } from '#web/ui/form.tsx'
import { toast } from '#web/ui/toast.ts'

export function RoleDialog({ member, onClose }: { member: MemberEntry; onClose: () => void }) {
  const { id } = useOrganization()
  const isSelf = useMe().id === member.id
  const queryClient = useQueryClient()
  const [choice, setChoice] = useState<MemberChanges>(choiceOf(member))
  const isSame = choice.role === member.role && (choice.custom_role_id ?? null) === member.custom_role_id
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string>()

  async function save(event: FormEvent) {
    event.preventDefault()
    if (isSame) return onClose()
    setBusy(true)
    setFailure(undefined)
    try {
      const { role_name } = await changeRole(id, member.id, choice)
      toast({ title: `${member.name} has the role ${role_name} now` })
      await queryClient.invalidateQueries({ queryKey: ['members'] })
      await queryClient.invalidateQueries({ queryKey: ['roles'] })
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
        <RolePicker roles={member.allowed_roles} value={choice} onChange={setChoice} />
        {isSelf && !isSame && (
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
