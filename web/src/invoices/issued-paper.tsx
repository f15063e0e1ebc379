import { useQuery } from '@tanstack/react-query'
import type { Invoice } from '#modules/invoices/schemas.ts'
import { messageOf } from '#web/api/problem.ts'
import { Paper } from '#web/invoices/paper.tsx'
import { invoicePdfDownloadUrl, invoicePdfUrl, pdfCheckQuery } from '#web/invoices/pdf-queries.ts'
import { useWide } from '#web/payments/use-wide.ts'
import { Button, buttonClass } from '#web/ui/button.tsx'
import { Notice } from '#web/ui/notice.tsx'

/** The document itself beside the details; on phones, on paper and while it cannot be had, the same in HTML. */
export function IssuedPaper({ invoice }: { invoice: Invoice }) {
  const isWide = useWide()
  const check = useQuery({ ...pdfCheckQuery(invoice), enabled: isWide })
  const isMissing = isWide && !check.data && (check.isError || check.isPaused)
  return (
    <div className="grid min-w-0 content-start gap-4">
      {isMissing && (
        <Notice
          title="The PDF cannot be shown"
          actions={
            <>
              <a href={invoicePdfDownloadUrl(invoice.id)} download className={buttonClass('ghost')}>
                Download
              </a>
              <Button onClick={() => void check.refetch()}>Try again</Button>
            </>
          }
        >
          {check.error ? messageOf(check.error) : 'You are offline.'} The invoice itself is below.
        </Notice>
      )}
      {isWide && !isMissing && <PdfFrame invoice={invoice} isReady={check.isSuccess} />}
      <div className={isWide && !isMissing ? 'hidden print:block' : undefined}>
        <Paper
          content={{
            ...invoice,
            paid: {
              amount_paid_cents: invoice.amount_paid_cents,
              amount_credited_cents: invoice.amount_credited_cents,
              amount_due_cents: invoice.amount_due_cents,
              isVoid: invoice.status === 'void',
            },
          }}
        />
      </div>
    </div>
  )
}

function PdfFrame({ invoice, isReady }: { invoice: Invoice; isReady: boolean }) {
  return (
    <div className="relative h-[calc(100dvh-7.5rem)] min-h-[38rem] overflow-hidden rounded-lg border border-line bg-paper shadow-card print:hidden">
      {isReady ? (
        <iframe
          // The document changes when it is paid or voided.
          key={`${invoice.status}${invoice.amount_due_cents}`}
          title={`${invoice.number} as PDF`}
          src={`${invoicePdfUrl(invoice.id)}#toolbar=0&navpanes=0&view=FitH`}
          // The browser's viewer has dark edges and is dark until it has drawn: so a little too large, and a moment later.
          className="absolute -top-1.5 -left-1.5 h-[calc(100%+0.75rem)] w-[calc(100%+0.75rem)] animate-[appear_200ms_600ms_both]"
        />
      ) : (
        <p role="status" className="sr-only">
          Loading the PDF
        </p>
      )}
    </div>
  )
}
