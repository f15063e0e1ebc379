import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Dispute, PaymentPromise } from '#modules/dunning/schemas.ts'
import type { Invoice } from '#modules/invoices/schemas.ts'
import { formatDate } from '#web/api/format.ts'
import { useCan } from '#web/app/session.ts'
import { openDispute, recordPromise, resolveDispute, withdrawPromise } from '#web/dunning/api.ts'
import { ExpectedPayment } from '#web/forecasts/expected-payment.tsx'
import { AskDialog } from '#web/dunning/ask-dialog.tsx'
import { invoiceDunningQuery } from '#web/dunning/queries.ts'
import { promiseWords, stateWords } from '#web/dunning/words.ts'
import { Badge } from '#web/ui/badge.tsx'
import { Button } from '#web/ui/button.tsx'
import { toast, toastError } from '#web/ui/toast.ts'

type Asked = { kind: 'promise' } | { kind: 'dispute' } | { kind: 'resolve'; dispute: Dispute }

/** Why the invoice is chased or not, and what the customer said about paying it. */
export default function InvoiceDunningSection({ invoice }: { invoice: Invoice }) {
  const queryClient = useQueryClient()
  const canWrite = useCan('dunning.write')
  const [asked, setAsked] = useState<Asked>()
  const { data } = useQuery(invoiceDunningQuery(invoice.id))
  if (!data) return null
  const { state, promises, disputes } = data
  const isOpen = state !== 'settled'
  if (!isOpen && !promises.length && !disputes.length) return null
  const reread = () => queryClient.invalidateQueries({ queryKey: ['dunning'] })
  const done = async (title: string) => {
    await reread()
    toast({ title })
  }
  async function withdraw(promise: PaymentPromise) {
    try {
      await withdrawPromise(promise.id)
      await done('Promise withdrawn')
    } catch (error) {
      toastError('The promise could not be withdrawn', error)
    }
  }
  return (
    <section aria-labelledby="chasing" className="rounded-lg border border-line bg-surface px-4 py-3 shadow-card">
      <h2 id="chasing" className="text-base font-semibold">
        Getting it paid
      </h2>
      {isOpen && <ExpectedPayment invoiceId={invoice.id} />}
      <p className="pt-1 text-sm text-ink-2">{stateWords[state]}</p>
      <ul className="grid gap-2 pt-2 empty:hidden">
        {disputes.map((dispute) => (
          <li key={dispute.id} className="border-t border-line pt-2 text-sm">
            <p className="flex flex-wrap items-center justify-between gap-2">
              <Badge tone={dispute.resolved_at ? 'mute' : 'bad'}>{dispute.resolved_at ? 'Resolved' : 'Disputed'}</Badge>
              {canWrite && !dispute.resolved_at && (
                <Button size="sm" onClick={() => setAsked({ kind: 'resolve', dispute })}>
                  Resolve
                </Button>
              )}
            </p>
            <p className="pt-1 break-words">“{dispute.reason}”</p>
            {dispute.resolution && <p className="break-words text-ink-2">{dispute.resolution}</p>}
          </li>
        ))}
        {promises.map((promise) => (
          <li key={promise.id} className="border-t border-line pt-2 text-sm">
            <p className="flex flex-wrap items-center justify-between gap-2">
              <Badge tone={promise.status === 'broken' ? 'bad' : promise.status === 'open' ? 'info' : 'mute'}>
                {promiseWords[promise.status]}
              </Badge>
              {canWrite && promise.status === 'open' && (
                <Button size="sm" variant="ghost" onClick={() => void withdraw(promise)}>
                  Withdraw
                </Button>
              )}
            </p>
            <p className="pt-1 break-words">
              For {formatDate(promise.promised_date)}
              {promise.note && `: “${promise.note}”`}
            </p>
          </li>
        ))}
      </ul>
      {canWrite && isOpen && (
        <div className="flex flex-wrap gap-2 pt-3">
          {state !== 'promised' && (
            <Button size="sm" onClick={() => setAsked({ kind: 'promise' })}>
              Note a promise
            </Button>
          )}
          {state !== 'disputed' && (
            <Button size="sm" onClick={() => setAsked({ kind: 'dispute' })}>
              Note a dispute
            </Button>
          )}
        </div>
      )}
      {asked?.kind === 'promise' && (
        <AskDialog
          title="Note a promise to pay"
          verb="Note the promise"
          busyLabel="Noting…"
          day={{ label: 'They will pay on', isRequired: true }}
          words={{ label: 'Who said so, and how', maxLength: 500 }}
          onConfirm={async (note, promised_date) => {
            await recordPromise(invoice.id, { promised_date, note: note || null })
            await done('Promise noted')
          }}
          onClose={() => setAsked(undefined)}
        >
          No reminder lists {invoice.number} until that day is over.
        </AskDialog>
      )}
      {asked?.kind === 'dispute' && (
        <AskDialog
          title="Note a dispute"
          verb="Note the dispute"
          busyLabel="Noting…"
          words={{ label: 'What they say is wrong', isRequired: true, maxLength: 1_000 }}
          onConfirm={async (reason) => {
            await openDispute(invoice.id, reason)
            await done('Dispute noted')
          }}
          onClose={() => setAsked(undefined)}
        >
          No reminder lists {invoice.number} until it is resolved.
        </AskDialog>
      )}
      {asked?.kind === 'resolve' && (
        <AskDialog
          title="Resolve the dispute"
          verb="Resolve"
          busyLabel="Resolving…"
          words={{ label: 'How it was settled', isRequired: true, maxLength: 1_000 }}
          onConfirm={async (resolution) => {
            await resolveDispute(asked.dispute.id, resolution)
            await done('Dispute resolved')
          }}
          onClose={() => setAsked(undefined)}
        >
          While anything is due, reminders go on.
        </AskDialog>
      )}
    </section>
  )
}
