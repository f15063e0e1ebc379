import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { InterestCharge } from '#modules/interest/schemas.ts'
import type { Invoice } from '#modules/invoices/schemas.ts'
import { formatDate, formatMoney } from '#web/api/format.ts'
import { useCan } from '#web/app/session.ts'
import { heldWords, invoiceInterestQuery, segmentWords } from '#web/interest/queries.ts'
import { useInterest } from '#web/interest/use-interest.ts'
import { WaiveDialog } from '#web/interest/waive-dialog.tsx'
import { Button } from '#web/ui/button.tsx'
import { textLinkClass } from '#web/ui/link-class.ts'

/** What paying late has cost so far, how that is worked out, and what became of it. */
export default function InvoiceInterestSection({ invoice }: { invoice: Invoice }) {
  const canCharge = useCan('interest.charge')
  const canWaive = useCan('interest.waive')
  const [isWaiving, setWaiving] = useState(false)
  const { busyId, charge, waive } = useInterest()
  const { data } = useQuery(invoiceInterestQuery(invoice.id))
  if (!data || (!data.proposal && data.charges.length === 0)) return null
  const { proposal, charges } = data
  return (
    <section aria-labelledby="interest" className="rounded-lg border border-line bg-surface px-4 py-3 shadow-card">
      <h2 id="interest" className="text-base font-semibold">
        Late-payment interest
      </h2>
      {proposal && (
        <>
          <p className="pt-1 text-lg font-semibold tabular-nums">{formatMoney(proposal.amount_cents)}</p>
          <ul className="text-xs text-ink-2 tabular-nums">
            {proposal.segments.map((segment) => (
              <li key={segment.from_date}>{segmentWords(segment, proposal.rate_bp)}</li>
            ))}
          </ul>
          {proposal.held_by && <p className="pt-1 text-sm text-ink-2">{heldWords[proposal.held_by]}</p>}
          <div className="flex flex-wrap gap-2 pt-3 empty:hidden">
            {canCharge && !proposal.held_by && (
              <Button
                size="sm"
                busy={busyId === invoice.id}
                busyLabel="Charging…"
                onClick={() => void charge(invoice.id)}
              >
                Charge interest
              </Button>
            )}
            {canWaive && (
              <Button size="sm" variant="ghost" onClick={() => setWaiving(true)}>
                Waive
              </Button>
            )}
          </div>
        </>
      )}
      {charges.length > 0 && (
        <ul className="mt-2 border-t border-line">
          {charges.map((each) => (
            <Decided key={each.id} charge={each} />
          ))}
        </ul>
      )}
      {isWaiving && proposal && <WaiveDialog proposal={proposal} onWaive={waive} onClose={() => setWaiving(false)} />}
    </section>
  )
}

function Decided({ charge }: { charge: InterestCharge }) {
  const { debit_note_id: id, debit_note_number: number, amount_cents, to_date, reason, cancelled_at } = charge
  return (
    <li className="border-b border-line py-2 text-sm last:border-0 last:pb-0">
      <p className="flex justify-between gap-3">
        {id ? (
          <Link from="/app/$slug" to="/app/$slug/invoices/$id" params={{ id }} className={textLinkClass}>
            {number}
          </Link>
        ) : (
          <span>Waived</span>
        )}
        <span className={cancelled_at ? 'tabular-nums line-through' : 'tabular-nums'}>{formatMoney(amount_cents)}</span>
      </p>
      <p className="text-xs text-ink-2">
        Until {formatDate(to_date)}, by {charge.decided_by}
        {cancelled_at && '. The debit note is void'}
        {reason && `: “${reason}”`}
      </p>
    </li>
  )
}
