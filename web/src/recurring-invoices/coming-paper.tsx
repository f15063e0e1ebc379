import { useQuery } from '@tanstack/react-query'
import type { RecurringInvoicePreview } from '#modules/recurring-invoices/schemas.ts'
import { useOrganization } from '#web/app/session.ts'
import { customerQuery } from '#web/customers/queries.ts'
import { Paper } from '#web/invoices/paper.tsx'
import { organizationQuery } from '#web/organizations/queries.ts'

type Props = { coming: RecurringInvoicePreview | undefined; customerId: string; isDimmed?: boolean }

/** The next invoice as it will look on its day, with the server's numbers. */
export function ComingPaper({ coming, customerId, isDimmed = false }: Props) {
  const { data: seller } = useQuery(organizationQuery(useOrganization().id))
  const { data: buyer } = useQuery({ ...customerQuery(customerId), enabled: customerId !== '' })
  const invoice = coming?.invoice
  return (
    <Paper
      isDimmed={isDimmed}
      content={{
        kind: invoice?.kind ?? 'invoice',
        number: null,
        issue_date: invoice?.issue_date,
        due_date: invoice?.due_date,
        reference: coming?.reference?.trim() || null,
        notes: coming?.notes?.trim() || null,
        seller: seller && { ...seller, email: seller.billing_email },
        buyer: (customerId && buyer) || null,
        lines: invoice?.lines ?? [],
        gst_breakdown: invoice?.gst_breakdown ?? [],
        subtotal_cents: invoice?.subtotal_cents ?? 0,
        gst_amount_cents: invoice?.gst_amount_cents ?? 0,
        total_amount_cents: invoice?.total_amount_cents ?? 0,
      }}
    />
  )
}
