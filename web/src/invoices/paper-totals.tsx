import { formatAmount, formatMoneyWithCode, formatRate } from '#web/api/format.ts'
import type { PaperContent } from '#web/invoices/paper.tsx'
import { showsGst } from '#web/invoices/shows-gst.ts'

/** GST on its own lines with its rate, then what is payable; all of it the server's sums. */
export function PaperTotals({ content }: { content: PaperContent }) {
  const { gst_breakdown, paid } = content
  const hasGst = showsGst(content)
  return (
    <div className="flex flex-wrap items-end justify-between gap-4">
      <PayNowSpot isIssued={content.number !== null} isPayable={paid === undefined || paid.amount_due_cents > 0} />
      <dl className="ml-auto grid w-full grid-cols-[1fr_auto] gap-x-4 gap-y-1 tabular-nums @md:w-76">
        <dt className="text-paper-ink-2">{hasGst ? 'Subtotal, excl. GST' : 'Subtotal'}</dt>
        <dd className="text-right">{formatAmount(content.subtotal_cents)}</dd>
        {hasGst &&
          gst_breakdown.map((group) => (
            <div key={group.gst_code + group.gst_rate_bp} className="col-span-2 grid grid-cols-subgrid">
              <dt className="text-paper-ink-2">
                GST {formatRate(group.gst_rate_bp)} ({group.gst_code}) on {formatAmount(group.taxable_cents)}
              </dt>
              <dd className="text-right">{formatAmount(group.gst_cents)}</dd>
            </div>
          ))}
        <div className="col-span-2 mt-0.5 grid grid-cols-subgrid border-t border-brand-blue pt-1.5 text-sm font-semibold @md:text-base">
          <dt>Total payable{hasGst && ', incl. GST'}</dt>
          <dd className="text-right whitespace-nowrap text-brand-blue">
            {formatMoneyWithCode(content.total_amount_cents)}
          </dd>
        </div>
        {paid && paid.amount_paid_cents + paid.amount_credited_cents > 0 && (
          <>
            {paid.amount_paid_cents > 0 && (
              <>
                <dt className="text-paper-ink-2">Paid</dt>
                <dd className="text-right">{formatAmount(-paid.amount_paid_cents)}</dd>
              </>
            )}
            {paid.amount_credited_cents > 0 && (
              <>
                <dt className="text-paper-ink-2">Credited</dt>
                <dd className="text-right">{formatAmount(-paid.amount_credited_cents)}</dd>
              </>
            )}
            <dt className="font-semibold">Amount due</dt>
            <dd className="text-right font-semibold">{formatMoneyWithCode(paid.amount_due_cents)}</dd>
          </>
        )}
      </dl>
    </div>
  )
}

/** Where the PDF carries the PayNow code; only the server can make it, with the number. */
function PayNowSpot({ isIssued, isPayable }: { isIssued: boolean; isPayable: boolean }) {
  if (isIssued || !isPayable) return null
  return (
    <p className="grid size-20 shrink-0 place-items-center rounded-md border border-dashed border-paper-line p-2 text-center text-paper-ink-2 max-md:hidden print:hidden">
      PayNow code when issued
    </p>
  )
}
