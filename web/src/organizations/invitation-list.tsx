import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Invitation } from '#modules/organizations/schemas.ts'
import { formatDate, formatDateTime } from '#web/api/format.ts'
import { useCan, useOrganization } from '#web/app/session.ts'
import { resendInvitation, revokeInvitation } from '#web/organizations/api.ts'
import { RowMenu } from '#web/organizations/member-list.tsx'
import { invitationsQuery } from '#web/organizations/queries.ts'
import { Badge } from '#web/ui/badge.tsx'
import { type Column, DataTable } from '#web/ui/data-table.tsx'
import { ConfirmDialog } from '#web/ui/dialog.tsx'
import { toast, toastError } from '#web/ui/toast.ts'

/** Who was asked to join and has not answered yet. */
export function InvitationList() {
  const { id } = useOrganization()
  const query = useQuery(invitationsQuery(id))
  const canWrite = useCan('invitations.write')
  const queryClient = useQueryClient()
  const [revoking, setRevoking] = useState<Invitation>()
  const refresh = () =>
    Promise.all(['invitations', 'members'].map((noun) => queryClient.invalidateQueries({ queryKey: [noun] })))

  async function resend({ id: invitation_id, email }: Invitation) {
    try {
      await resendInvitation(id, invitation_id)
      toast({ title: `Sent again to ${email}`, description: 'The link in the earlier mail no longer works.' })
      await refresh()
    } catch (error) {
      toastError('The invitation was not sent again', error)
    }
  }

  async function revoke({ id: invitation_id, email }: Invitation) {
    await revokeInvitation(id, invitation_id)
    toast({ title: `The invitation of ${email} was revoked` })
    await refresh()
    setRevoking(undefined)
  }

  const columns: Column<Invitation>[] = [
    {
      id: 'email',
      header: 'E-mail',
      phone: 'title',
      cell: ({ email }) => <span className="font-medium">{email}</span>,
    },
    { id: 'role', header: 'Role', phone: 'status', cell: ({ role_name }) => role_name },
    {
      id: 'invited_by',
      header: 'Invited by',
      cell: ({ invited_by_name }) => <span className="text-ink-2">{invited_by_name}</span>,
    },
    {
      id: 'expires_at',
      header: 'Link works until',
      phone: 'sub',
      cell: ({ expires_at }) => <Expiry at={expires_at} />,
    },
    {
      id: 'actions',
      header: <span className="sr-only">Actions</span>,
      align: 'right',
      phone: 'amount',
      className: 'md:w-12',
      cell: (invitation) =>
        canWrite && (
          <RowMenu
            label={`Actions on the invitation of ${invitation.email}`}
            items={[
              { label: 'Send again', onSelect: () => void resend(invitation) },
              { label: 'Revoke…', onSelect: () => setRevoking(invitation), danger: true },
            ]}
          />
        ),
    },
  ]

  return (
    <section className="grid gap-3">
      <h2 className="text-base font-semibold">Open invitations</h2>
      <DataTable
        caption="Open invitations"
        columns={columns}
        query={query}
        rowId={(invitation) => invitation.id}
        skeletonRows={2}
        empty={<p className="px-4 py-5 text-sm text-ink-2">Nobody is invited at the moment.</p>}
      />
      {revoking && (
        <ConfirmDialog
          title={`Revoke the invitation of ${revoking.email}?`}
          confirmLabel="Revoke the invitation"
          onConfirm={() => revoke(revoking)}
          onClose={() => setRevoking(undefined)}
        >
          The link in their mail stops working, and their seat is free again.
        </ConfirmDialog>
      )}
    </section>
  )
}

function Expiry({ at }: { at: string }) {
  if (Date.parse(at) <= Date.now()) return <Badge tone="warn">Expired</Badge>
  return (
    <time dateTime={at} title={formatDateTime(at)} className="text-ink-2">
      <span className="md:hidden">until </span>
      {formatDate(at)}
    </time>
  )
}
