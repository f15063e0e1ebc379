import { useQuery } from '@tanstack/react-query'
import { useFormContext, useWatch } from 'react-hook-form'
import type { Customer } from '#modules/customers/schemas.ts'
import { messageOf } from '#web/api/problem.ts'
import { useOrganization } from '#web/app/session.ts'
import type { DraftForm } from '#web/invoices/draft-form.ts'
import { Paper } from '#web/invoices/paper.tsx'
import type { Preview } from '#web/invoices/use-preview.ts'
import { organizationQuery } from '#web/organizations/queries.ts'

type Props = { preview: Preview; buyer: Customer | null | undefined; buyerName: string | undefined }

/** The invoice as it will look, with the server's numbers; dimmed while they are behind the typing. */
export function PreviewPaper({ preview: { computed, isStale, error }, buyer, buyerName }: Props) {
  const { control } = useFormContext<DraftForm>()
  const [reference, notes] = useWatch({ control, name: ['reference', 'notes'] })
  const { data: seller } = useQuery(organizationQuery(useOrganization().id))
  return (
    <section aria-label="Preview" className="min-w-0">
      {error !== null && (
        <p role="alert" className="pb-2 text-sm text-bad">
          The totals could not be worked out. {messageOf(error)}
        </p>
      )}
      <Paper
        isSheet
        isDimmed={isStale}
        content={{
          kind: computed?.kind ?? 'invoice',
          number: null,
          issue_date: computed?.issue_date,
          due_date: computed?.due_date,
          reference: reference.trim() || null,
          notes: notes.trim() || null,
          seller: seller && { ...seller, email: seller.billing_email },
          buyer:
            buyer ?? (buyerName ? { name: buyerName, uen: null, gst_reg_no: null, email: null, address: null } : null),
          lines: computed?.lines ?? [],
          gst_breakdown: computed?.gst_breakdown ?? [],
          subtotal_cents: computed?.subtotal_cents ?? 0,
          gst_amount_cents: computed?.gst_amount_cents ?? 0,
          total_amount_cents: computed?.total_amount_cents ?? 0,
        }}
      />
    </section>
  )
}
