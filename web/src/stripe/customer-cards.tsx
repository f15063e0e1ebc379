import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Customer } from '#modules/customers/schemas.ts'
import type { SavedCard } from '#modules/stripe/schemas.ts'
import { useCan } from '#web/app/session.ts'
import { removeCard, startCardSetup } from '#web/stripe/api.ts'
import { connectionQuery, savedCardsQuery } from '#web/stripe/queries.ts'
import { cardName } from '#web/stripe/words.ts'
import { Button } from '#web/ui/button.tsx'
import { ConfirmDialog } from '#web/ui/dialog.tsx'
import { toast, toastError } from '#web/ui/toast.ts'

/** Cards that the customer left with Stripe, and the link under which one is left. */
export default function CustomerCardsSection({ customer }: { customer: Customer }) {
  const canWrite = useCan('payments.write')
  const { data: connection } = useQuery(connectionQuery)
  const { data: cards } = useQuery(savedCardsQuery(customer.id))
  const [removing, setRemoving] = useState<SavedCard>()
  const queryClient = useQueryClient()
  const isConnected = connection !== undefined && connection.source !== 'none'
  if (!cards || (!isConnected && cards.data.length === 0)) return null

  async function remove(card: SavedCard) {
    await removeCard(customer.id, card.id)
    await queryClient.invalidateQueries({ queryKey: ['saved-cards'] })
    toast({ title: 'Card removed' })
    setRemoving(undefined)
  }
  return (
    <section aria-labelledby="cards" className="min-w-0">
      <div className="flex min-h-9 flex-wrap items-center gap-2 pb-1">
        <h2 id="cards" className="flex-1 text-base font-semibold">
          Saved cards
        </h2>
        {canWrite && isConnected && <LinkButtons customer={customer} />}
      </div>
      <div className="rounded-lg border border-line bg-surface px-4 py-2 text-sm shadow-card">
        {cards.data.length === 0 && (
          <p className="py-1 text-ink-2">
            None. Send a link, and the customer leaves a card on a page of Stripe; nothing is charged by that.
          </p>
        )}
        <ul>
          {cards.data.map((card, index) => (
            <li
              key={card.id}
              className="flex flex-wrap items-center gap-x-3 border-t border-line py-1.5 first:border-0"
            >
              <span className="font-medium">
                {cardName(card.brand)} ending in {card.last4}
              </span>
              <span className="flex-1 text-ink-2">
                until {String(card.exp_month).padStart(2, '0')}/{card.exp_year}
                {index === 0 && cards.data.length > 1 && ' · this one is charged'}
              </span>
              {canWrite && (
                <Button size="sm" variant="ghost" onClick={() => setRemoving(card)}>
                  Remove
                </Button>
              )}
            </li>
          ))}
        </ul>
      </div>
      {removing && (
        <ConfirmDialog
          title={`Remove ${cardName(removing.brand)} ending in ${removing.last4}?`}
          confirmLabel="Remove card"
          busyLabel="Removing…"
          onConfirm={() => remove(removing)}
          onClose={() => setRemoving(undefined)}
        >
          It is charged no more, and Stripe is told to forget it. The customer can leave it again.
        </ConfirmDialog>
      )}
    </section>
  )
}

function LinkButtons({ customer }: { customer: Customer }) {
  const [busy, setBusy] = useState<'copy' | 'mail'>()
  async function act(what: 'copy' | 'mail') {
    setBusy(what)
    try {
      const { url } = await startCardSetup(customer.id, what === 'mail')
      if (what === 'mail')
        toast({ title: `Link on its way to ${customer.email}`, description: 'It works for 23 hours.' })
      else {
        await navigator.clipboard.writeText(url ?? '')
        toast({ title: 'Link copied', description: 'It works for 23 hours.' })
      }
    } catch (error) {
      toastError('The link could not be made', error)
    }
    setBusy(undefined)
  }
  return (
    <>
      <Button size="sm" busy={busy === 'copy'} busyLabel="Making it…" onClick={() => void act('copy')}>
        Copy link to save a card
      </Button>
      {customer.email && (
        <Button size="sm" busy={busy === 'mail'} busyLabel="Sending…" onClick={() => void act('mail')}>
          Send link to save a card
        </Button>
      )}
    </>
  )
}
