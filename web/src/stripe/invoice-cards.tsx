import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Invoice } from '#modules/invoices/schemas.ts'
import type { CardCollection } from '#modules/stripe/card-schemas.ts'
import type { OnlinePayment } from '#modules/stripe/schemas.ts'
import { formatDateTime, formatMoney } from '#web/api/format.ts'
import { useCan } from '#web/app/session.ts'
import { chargeCard, stopCollecting } from '#web/stripe/api.ts'
import { collectionQuery, invoiceCardsQuery, savedCardsQuery } from '#web/stripe/queries.ts'
import { cardName, kindWords, onlineStates, stopWords } from '#web/stripe/words.ts'
import { refreshMoney } from '#web/invoices/refresh-money.ts'
import { Badge } from '#web/ui/badge.tsx'
import { Button } from '#web/ui/button.tsx'
import { TimeText } from '#web/ui/date.tsx'
import { ConfirmDialog } from '#web/ui/dialog.tsx'
import { toast, toastError } from '#web/ui/toast.ts'

/** Each try to be paid by card, when the next one is, and a way to charge the saved card now. */
export default function InvoiceCardsSection({ invoice }: { invoice: Invoice }) {
  const { data: payments } = useQuery(invoiceCardsQuery(invoice.id))
  const { data: collection } = useQuery(collectionQuery(invoice.id))
  const { data: cards } = useQuery(savedCardsQuery(invoice.customer_id))
  const queryClient = useQueryClient()
  const canWrite = useCan('payments.write')
  const [asks, setAsks] = useState(false)
  const card = cards?.data[0]
  const tries = payments?.data ?? []
  if (!payments || !collection || (tries.length === 0 && collection.status === 'none' && !card)) return null
  const isOpen = invoice.status === 'open'

  async function charge() {
    const { status, failure } = await chargeCard(invoice.id)
    await refreshMoney(queryClient)
    await queryClient.invalidateQueries({ queryKey: ['online-payments'] })
    setAsks(false)
    if (status === 'failed') toast({ title: 'The card was declined', description: failure ?? '' })
    else toast({ title: status === 'succeeded' ? `${invoice.number} is paid by card` : 'The card is being charged' })
  }
  async function stop() {
    await stopCollecting(invoice.id).catch((error: unknown) => toastError('The tries could not be stopped', error))
    await queryClient.invalidateQueries({ queryKey: ['online-payments'] })
  }
  return (
    <section aria-labelledby="by-card" className="rounded-lg border border-line bg-surface px-4 py-3 shadow-card">
      <h2 id="by-card" className="text-base font-semibold">
        By card
      </h2>
      {collection.status !== 'none' && <p className="pt-1 text-sm text-ink-2">{planWords(collection)}</p>}
      <ul className="pt-1 text-sm empty:hidden">
        {tries.map((payment) => (
          <Try key={payment.id} payment={payment} />
        ))}
      </ul>
      {canWrite && isOpen && (
        <div className="flex flex-wrap gap-2 pt-2 empty:hidden">
          {card && (
            <Button size="sm" onClick={() => setAsks(true)}>
              Charge {cardName(card.brand)} {card.last4}
            </Button>
          )}
          {collection.status === 'due' && (
            <Button size="sm" variant="ghost" onClick={() => void stop()}>
              Stop trying
            </Button>
          )}
        </div>
      )}
      {asks && card && (
        <ConfirmDialog
          title={`Charge ${formatMoney(invoice.amount_due_cents)}?`}
          confirmLabel={`Charge ${formatMoney(invoice.amount_due_cents)}`}
          busyLabel="Charging…"
          tone="primary"
          onConfirm={charge}
          onClose={() => setAsks(false)}
        >
          {cardName(card.brand)} ending in {card.last4} is charged now, without the customer.
        </ConfirmDialog>
      )}
    </section>
  )
}

function Try({ payment: { kind, status, failure, amount_cents, created_at } }: { payment: OnlinePayment }) {
  const isRefused = status === 'open' && failure
  return (
    <li className="border-t border-line py-1.5">
      <p className="flex flex-wrap items-center gap-x-2">
        <span className="min-w-0 flex-1">
          {kindWords[kind]} · <span className="tabular-nums">{formatMoney(amount_cents)}</span>
        </span>
        <Badge tone={isRefused ? 'warn' : onlineStates[status][0]}>
          {isRefused ? 'Declined, page is open' : onlineStates[status][1]}
        </Badge>
      </p>
      <p className="text-xs text-ink-2">
        <TimeText value={created_at} />
        {failure && ` · ${failure}`}
      </p>
    </li>
  )
}

function planWords({ status, stop_reason, next_try_at, tries, most_tries }: CardCollection): string {
  if (status === 'due' && tries === 0) return 'The saved card is charged in a moment.'
  if (status === 'due') return `Try ${tries + 1} of ${most_tries} is on ${formatDateTime(next_try_at ?? '')}.`
  if (status === 'charging') return 'The saved card is being charged.'
  if (status === 'collected') return 'The saved card paid it.'
  return stop_reason ? `Not tried again. ${stopWords[stop_reason]}` : ''
}
