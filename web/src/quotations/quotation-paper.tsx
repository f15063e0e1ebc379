import type { Quotation } from '#modules/quotations/schemas.ts'
import { formatAmount, formatDate, formatMoneyWithCode, formatRate } from '#web/api/format.ts'
import { PaperLines } from '#web/invoices/paper-lines.tsx'

/** The quotation as its recipient reads it: white in either theme, narrow or wide. */
export function QuotationPaper({ quotation }: { quotation: Quotation }) {
  const { number, seller, buyer, lines, notes, reference, valid_until, gst_breakdown } = quotation
  const hasGst = seller.gst_reg_no !== null
  return (
    <article
      aria-label={number ?? 'Draft quotation'}
      className="@container min-w-0 rounded-lg border border-line bg-paper text-paper-ink shadow-card scheme-light"
    >
      <div className="grid gap-5 p-5 text-xs @md:gap-6 @md:p-8">
        <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 border-b-2 border-brand-blue pb-4">
          <div>
            <p className="text-sm font-semibold">{seller.name}</p>
            {seller.uen && <p className="text-paper-ink-2">UEN {seller.uen}</p>}
          </div>
          <div className="@md:text-right">
            <p className="text-xl leading-6 font-semibold tracking-tight text-brand-blue">Quotation</p>
            <p className="pt-0.5 font-medium tabular-nums">{number ?? 'Number given when sent'}</p>
          </div>
        </div>
        <div className="flex flex-wrap justify-between gap-x-6 gap-y-2">
          <div>
            <p className="text-paper-ink-2">For</p>
            <p className="font-medium">{buyer.name}</p>
          </div>
          <div className="@md:text-right">
            {valid_until && <p>Valid until {formatDate(valid_until)}</p>}
            {reference && <p>Reference {reference}</p>}
          </div>
        </div>
        <PaperLines lines={lines} hasGst={hasGst} />
        <dl className="ml-auto grid w-full grid-cols-[1fr_auto] gap-x-4 gap-y-1 tabular-nums @md:w-76">
          <dt className="text-paper-ink-2">{hasGst ? 'Subtotal, excl. GST' : 'Subtotal'}</dt>
          <dd className="text-right">{formatAmount(quotation.subtotal_cents)}</dd>
          {hasGst &&
            gst_breakdown.map(({ gst_code, gst_rate_bp, taxable_cents, gst_cents }) => (
              <div key={gst_code + gst_rate_bp} className="col-span-2 grid grid-cols-subgrid">
                <dt className="text-paper-ink-2">
                  GST {formatRate(gst_rate_bp)} ({gst_code}) on {formatAmount(taxable_cents)}
                </dt>
                <dd className="text-right">{formatAmount(gst_cents)}</dd>
              </div>
            ))}
          <div className="col-span-2 mt-0.5 grid grid-cols-subgrid border-t border-brand-blue pt-1.5 text-sm font-semibold">
            <dt>Total{hasGst && ', incl. GST'}</dt>
            <dd className="text-right whitespace-nowrap text-brand-blue">
              {formatMoneyWithCode(quotation.total_amount_cents)}
            </dd>
          </div>
        </dl>
        {notes && <p className="break-words whitespace-pre-wrap">{notes}</p>}
      </div>
    </article>
  )
}
