import { useQuery } from '@tanstack/react-query'
import { useCan } from '#web/app/session.ts'
import { customerQuery } from '#web/customers/queries.ts'
import { leadQuery } from '#web/leads/queries.ts'
import { QuotationEditor } from '#web/quotations/quotation-editor.tsx'
import { QuotationLink } from '#web/quotations/quotation-link.tsx'
import type { Recipient } from '#web/quotations/recipient-fields.tsx'
import type { QuotationSearch } from '#web/quotations/search.ts'
import { backClass } from '#web/ui/link-class.ts'
import { PageHeader } from '#web/ui/page-header.tsx'
import { Empty, Skeleton } from '#web/ui/state.tsx'

export function NewQuotationPage({ search: { customer_id, lead_id } }: { search: QuotationSearch }) {
  const customer = useQuery({ ...customerQuery(customer_id ?? ''), enabled: customer_id !== undefined })
  const lead = useQuery({ ...leadQuery(lead_id ?? ''), enabled: lead_id !== undefined })
  if (!useCan('quotations.write'))
    return <Empty title="You may look at quotations, not write them">Ask an owner or admin to let you.</Empty>
  // An address that names nobody begins with an open choice.
  if (customer.isLoading || lead.isLoading) return <Skeleton className="mt-2 h-96 w-full" />
  const recipient = recipientOf(customer.data, lead.data)
  return (
    <>
      <PageHeader
        title={recipient.option ? `Quotation for ${recipient.option.label}` : 'New quotation'}
        section="Leads"
        back={<QuotationLink className={backClass}>Quotations</QuotationLink>}
      />
      <QuotationEditor recipient={recipient} isFixed={recipient.option !== null} />
    </>
  )
}

type Named = { id: string; name: string; company?: string | null; customer_id?: string | null }

/** A lead that is a customer by now is offered to as one. */
function recipientOf(customer: Named | undefined, lead: Named | undefined): Recipient {
  if (customer) return { kind: 'customer', option: { value: customer.id, label: customer.name } }
  if (!lead) return { kind: 'lead', option: null }
  const label = lead.company ?? lead.name
  return lead.customer_id
    ? { kind: 'customer', option: { value: lead.customer_id, label } }
    : { kind: 'lead', option: { value: lead.id, label } }
}
