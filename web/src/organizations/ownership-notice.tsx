import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { formatDate } from '#web/api/format.ts'
import { meQuery, useCan, useMe, useOrganization } from '#web/app/session.ts'
import { answerOwnership } from '#web/organizations/api.ts'
import { ownershipOffersQuery } from '#web/organizations/queries.ts'
import { Button } from '#web/ui/button.tsx'
import { ConfirmDialog } from '#web/ui/dialog.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { toast, toastError } from '#web/ui/toast.ts'

type Answer = Parameters<typeof answerOwnership>[1]
const told: Record<Answer, string> = {
  accept: 'You are the owner now',
  decline: 'You declined the ownership',
  withdraw: 'The offer was withdrawn',
}

/** The open offer to hand over the organisation, with what the reader may answer. */
export function OwnershipNotice() {
  const { id, name } = useOrganization()
  const me = useMe()
  const canAnswer = useCan('ownership.answer')
  const queryClient = useQueryClient()
  const offer = useQuery(ownershipOffersQuery(id)).data?.data[0]
  const [busy, setBusy] = useState<Answer>()
  const [accepting, setAccepting] = useState(false)
  if (!offer) return null

  async function send(answer: Answer) {
    await answerOwnership(id, answer)
    toast({ title: told[answer] })
    setAccepting(false)
    await Promise.all(
      [['ownership'], ['members'], meQuery.queryKey].map((queryKey) => queryClient.invalidateQueries({ queryKey })),
    )
  }

  async function sendNow(answer: Answer) {
    setBusy(answer)
    await send(answer).catch((error: unknown) => toastError('Nothing was changed', error))
    setBusy(undefined)
  }

  const until = `Open until ${formatDate(offer.expires_at)}; until then nothing changes.`
  if (offer.to_user_id === me.id && canAnswer)
    return (
      <>
        <Notice
          title={`${offer.from_name} offers you the ownership of ${name}`}
          actions={
            <>
              <Button busy={busy === 'decline'} onClick={() => void sendNow('decline')}>
                Decline
              </Button>
              <Button variant="primary" onClick={() => setAccepting(true)}>
                Accept
              </Button>
            </>
          }
        >
          You would be the owner in their place, and they an admin. {until}
        </Notice>
        {accepting && (
          <ConfirmDialog
            title={`Become the owner of ${name}?`}
            confirmLabel="Become the owner"
            tone="primary"
            onConfirm={() => send('accept')}
            onClose={() => setAccepting(false)}
          >
            You answer for the organisation, its team and its plan from now on. {offer.from_name} becomes an admin.
          </ConfirmDialog>
        )}
      </>
    )
  return (
    <Notice
      title={`${offer.from_user_id === me.id ? 'You offered' : `${offer.from_name} offered`} the ownership to ${offer.to_name}`}
      actions={
        offer.from_user_id === me.id && (
          <Button busy={busy === 'withdraw'} onClick={() => void sendNow('withdraw')}>
            Withdraw the offer
          </Button>
        )
      }
    >
      {until}
    </Notice>
  )
}
