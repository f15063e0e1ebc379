import { useQueryClient } from '@tanstack/react-query'
import { useOrganization } from '#web/app/session.ts'
import { removeMember, transferOwnership } from '#web/organizations/api.ts'
import type { MemberEntry } from '#web/organizations/queries.ts'
import { ConfirmDialog } from '#web/ui/dialog.tsx'
import { toast } from '#web/ui/toast.ts'

type Props = { member: MemberEntry; onClose: () => void }

export function RemoveDialog({ member, onClose }: Props) {
  const { id, name } = useOrganization()
  const queryClient = useQueryClient()

  async function remove() {
    await removeMember(id, member.id)
    toast({ title: `${member.name} was removed from the team` })
    await queryClient.invalidateQueries({ queryKey: ['members'] })
    onClose()
  }

  return (
    <ConfirmDialog
      title={`Remove ${member.name}?`}
      confirmLabel={`Remove ${member.name}`}
      onConfirm={remove}
      onClose={onClose}
    >
      They lose access to {name} at once, in every open window. What they did stays on record, and you can invite them
      again.
    </ConfirmDialog>
  )
}

export function HandOverDialog({ member, onClose }: Props) {
  const { id, name } = useOrganization()
  const queryClient = useQueryClient()

  async function offer() {
    await transferOwnership(id, member.id)
    toast({ title: `${member.name} was asked to become the owner` })
    await queryClient.invalidateQueries({ queryKey: ['ownership'] })
    onClose()
  }

  return (
    <ConfirmDialog
      title={`Hand ${name} over to ${member.name}?`}
      confirmLabel="Offer the ownership"
      onConfirm={offer}
      onClose={onClose}
    >
      They get a mail and have seven days to accept. Once they do, they are the owner and you are an admin. Until then
      nothing changes, and you can withdraw the offer.
    </ConfirmDialog>
  )
}
