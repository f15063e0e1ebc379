import type { Invoice } from '#modules/invoices/schemas.ts'
import { Paper } from '#web/invoices/paper.tsx'
import { invoicePdfUrl } from '#web/invoices/queries.ts'
import { useWide } from '#web/payments/use-wide.ts'

/** The document itself beside the details; on phones, and on the printer, the same in HTML. */
export function IssuedPaper({ invoice }: { invoice: Invoice }) {
  const isWide = useWide()
  return (
    <div className="min-w-0">
      {isWide && (
        <iframe
          // The document changes when it is paid or voided.
          key={`${invoice.status}${invoice.amount_due_cents}`}
          title={`${invoice.number} as PDF`}
          src={`${invoicePdfUrl(invoice.id)}#toolbar=0&navpanes=0&view=FitH`}
          className="h-[calc(100dvh-7.5rem)] min-h-[38rem] w-full rounded-lg border border-line bg-paper shadow-card print:hidden"
        />
      )}
      <div className={isWide ? 'hidden print:block' : undefined}>
        <Paper
          content={{
            ...invoice,
            paid: {
              amount_paid_cents: invoice.amount_paid_cents,
              amount_due_cents: invoice.amount_due_cents,
              isVoid: invoice.status === 'void',
            },
          }}
        />
      </div>
    </div>
  )
}
