import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { FileText, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { Quotation } from '#modules/quotations/schemas.ts'
import { fileUrl } from '#web/api/client.ts'
import { useCan } from '#web/app/session.ts'
import { deleteQuotation } from '#web/quotations/api.ts'
import { QuotationActions } from '#web/quotations/quotation-actions.tsx'
import { QuotationEditor } from '#web/quotations/quotation-editor.tsx'
import { QuotationFacts } from '#web/quotations/quotation-facts.tsx'
import { QuotationLife } from '#web/quotations/quotation-life.tsx'
import { QuotationLink } from '#web/quotations/quotation-link.tsx'
import { QuotationPaper } from '#web/quotations/quotation-paper.tsx'
import { quotationQuery } from '#web/quotations/queries.ts'
import { QuotationBadge } from '#web/quotations/status.tsx'
import { Button, buttonClass } from '#web/ui/button.tsx'
import { ConfirmDialog } from '#web/ui/dialog.tsx'
import { backClass } from '#web/ui/link-class.ts'
import { Notice } from '#web/ui/notice.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { PageError, Skeleton } from '#web/ui/state.tsx'
import { toast } from '#web/ui/toast.ts'

/** A draft is edited; what was sent is read. */
export function QuotationPage({ id }: { id: string }) {
  const { data, error, refetch } = useQuery({ ...quotationQuery(id), refetchOnWindowFocus: false })
  const canWrite = useCan('quotations.write')
  if (data) return data.status === 'draft' && canWrite ? <Draft quotation={data} /> : <Sent quotation={data} />
  if (error)
    return (
      <PageError title="The quotation could not be loaded" error={error} onRetry={() => void refetch()}>
        <QuotationLink className={buttonClass()}>All quotations</QuotationLink>
      </PageError>
    )
  return <Skeleton className="mt-2 h-96 w-full" />
}

const back = <QuotationLink className={backClass}>Quotations</QuotationLink>

function Draft({ quotation }: { quotation: Quotation }) {
  const { id, customer_id, lead_id, recipient_name } = quotation
  const navigate = useNavigate({ from: '/app/$slug' })
  const queryClient = useQueryClient()
  const [isDeleting, setDeleting] = useState(false)

  async function remove() {
    await deleteQuotation(id)
    void queryClient.invalidateQueries({ queryKey: ['quotations', 'list'] })
    toast({ title: 'Draft deleted' })
    const params = { _splat: 'quotations' }
    await navigate({ to: '/app/$slug/leads/$', params, search: {} as never, ignoreBlocker: true })
  }

  return (
    <>
      <PageHeader
        title={`Quotation for ${recipient_name}`}
        section="Leads"
        badge={<QuotationBadge {...quotation} />}
        back={back}
      >
        <Button variant="ghost" onClick={() => setDeleting(true)}>
          <Trash2 aria-hidden />
          Delete
        </Button>
      </PageHeader>
      <QuotationEditor
        key={id}
        opened={quotation}
        recipient={{
          kind: customer_id ? 'customer' : 'lead',
          option: { value: (customer_id ?? lead_id)!, label: recipient_name },
        }}
        isFixed
      />
      {isDeleting && (
        <ConfirmDialog
          title={`Delete the draft for ${recipient_name}?`}
          confirmLabel="Delete the draft"
          busyLabel="Deleting…"
          onConfirm={remove}
          onClose={() => setDeleting(false)}
        >
          Nobody has seen it. It cannot be brought back.
        </ConfirmDialog>
      )}
    </>
  )
}

function Sent({ quotation }: { quotation: Quotation }) {
  const { id, number, status, recipient_name, customer_id, lead_id } = quotation
  return (
    <>
      <PageHeader
        title={number ?? `Quotation for ${recipient_name}`}
        section="Leads"
        sub={recipient_name}
        badge={<QuotationBadge {...quotation} />}
        back={back}
      >
        {number && (
          <a href={fileUrl(`/quotations/${id}/pdf`)} target="_blank" rel="noreferrer" className={buttonClass('ghost')}>
            <FileText aria-hidden />
            PDF
          </a>
        )}
        <QuotationActions quotation={quotation} />
      </PageHeader>
      {status === 'accepted' && !customer_id && lead_id && (
        <div className="pb-4">
          <Notice
            title="An invoice goes to a customer"
            actions={
              <Link from="/app/$slug" to="/app/$slug/leads/$" params={{ _splat: lead_id }} className={buttonClass()}>
                Open the lead
              </Link>
            }
          >
            Convert the lead: the quotation goes along, and its invoice is one step from there.
          </Notice>
        </div>
      )}
      <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_19rem] lg:gap-6">
        <QuotationPaper quotation={quotation} />
        <div className="grid h-fit gap-4">
          <QuotationFacts quotation={quotation} />
          {quotation.sent_at && <QuotationLife quotation={quotation} />}
        </div>
      </div>
    </>
  )
}
