import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { LeadConversion } from '#modules/lead-conversions/schemas.ts'
import type { Lead } from '#modules/leads/schemas.ts'
import { post } from '#web/api/client.ts'
import { useOrganization } from '#web/app/session.ts'
import { textLinkClass } from '#web/ui/link-class.ts'
import { toast, toastError } from '#web/ui/toast.ts'

/** What follows a conversion: all that shows it is read again, the ways to what was made, and Undo. A draft opens. */
export function useConverted() {
  const { slug } = useOrganization()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const readAgain = () => {
    for (const name of ['leads', 'customers', 'subscriptions', 'invoice-drafts', 'invoices', 'quotations', 'events'])
      void queryClient.invalidateQueries({ queryKey: [name] })
  }

  async function undo(lead: Lead) {
    try {
      await post<Lead>(`/leads/${lead.id}/unconvert`)
      toast({ title: `${lead.name} is a lead again` })
    } catch (error) {
      toastError(`${lead.name} stays a customer`, error)
    }
    readAgain()
  }

  return (conversion: LeadConversion, name: string) => {
    const { lead, customer_id, subscription_id, invoice_draft_id, quotation_id } = conversion
    readAgain()
    const links = [
      { words: 'Open customer', to: `/app/${slug}/customers/${customer_id}` },
      ...(subscription_id ? [{ words: 'Open subscription', to: `/app/${slug}/subscriptions/${subscription_id}` }] : []),
    ]
    toast({
      title: `${lead.name} became the customer ${name}`,
      // Toasts stand outside the router, hence links that tell it.
      description: (
        <span className="flex flex-wrap gap-x-3">
          {links.map(({ words, to }) => (
            <a
              key={to}
              href={to}
              className={`${textLinkClass} pointer-coarse:py-2`}
              onClick={(event) => {
                if (event.ctrlKey || event.metaKey || event.shiftKey) return
                event.preventDefault()
                void navigate({ to })
              }}
            >
              {words}
            </a>
          ))}
        </span>
      ),
      // What was sold stands: a subscription is ended on its own page.
      ...(!subscription_id && { action: { label: 'Undo', onClick: () => void undo(lead) } }),
    })
    if (quotation_id) void navigate({ to: `/app/${slug}/leads/quotations/${quotation_id}` })
    if (invoice_draft_id) void navigate({ to: `/app/${slug}/invoices/drafts/${invoice_draft_id}` })
  }
}
