import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Ban, RefreshCw, Copy, Download, Ellipsis, HandCoins, Mail } from 'lucide-react'
import { useState } from 'react'
import type { Invoice } from '#modules/invoices/schemas.ts'
import { newIdempotencyKey } from '#web/api/client.ts'
import { useCan } from '#web/app/session.ts'
import { createDraft } from '#web/invoices/api.ts'
import { copyOf } from '#web/invoices/draft-form.ts'
import { invoicePdfDownloadUrl } from '#web/invoices/pdf-queries.ts'
import { draftQuery } from '#web/invoices/queries.ts'
import { SendDialog } from '#web/invoices/send-dialog.tsx'
import { VoidDialog } from '#web/invoices/void-dialog.tsx'
import { RecordPaymentDialog } from '#web/payments/record-payment-dialog.tsx'
import { Button, buttonClass } from '#web/ui/button.tsx'
import { Menu, type MenuItem } from '#web/ui/menu.tsx'
import { toast, toastError } from '#web/ui/toast.ts'

export function InvoiceActions({ invoice }: { invoice: Invoice }) {
  const [open, setOpen] = useState<'payment' | 'void' | 'send'>()
  const canPay = useCan('payments.write') && invoice.status === 'open'
  const canVoid = useCan('invoices.void') && invoice.status === 'open'
  const canSend = useCan('invoices.send') && invoice.status !== 'void'
  const canWrite = useCan('invoices.write')
  const canIssue = useCan('invoices.issue')
  const navigate = useNavigate()
  const duplicate = useDuplicate(invoice)
  const repeat = () =>
    navigate({
      from: '/app/$slug',
      to: '/app/$slug/invoices/recurring/$',
      params: { _splat: 'new' },
      search: { from: `invoice:${invoice.id}` },
    })
  const items: MenuItem[] = [
    ...(canSend ? [{ label: 'Mail to customer…', icon: <Mail aria-hidden />, onSelect: () => setOpen('send') }] : []),
    ...(canWrite
      ? [{ label: 'Duplicate as draft', icon: <Copy aria-hidden />, onSelect: () => void duplicate() }]
      : []),
    ...(canIssue ? [{ label: 'Make recurring', icon: <RefreshCw aria-hidden />, onSelect: () => void repeat() }] : []),
    ...(canVoid
      ? [
          'separator' as const,
          { label: 'Void invoice…', icon: <Ban aria-hidden />, danger: true, onSelect: () => setOpen('void') },
        ]
      : []),
  ]
  const close = () => setOpen(undefined)
  return (
    <>
      {items.length > 0 && (
        <Menu
          label="More actions"
          trigger={<Ellipsis aria-hidden />}
          className={`${buttonClass('ghost')} pointer-coarse:w-11`}
          items={items}
        />
      )}
      <a href={invoicePdfDownloadUrl(invoice.id)} download className={buttonClass(canPay ? 'secondary' : 'primary')}>
        <Download aria-hidden />
        <span className="max-md:sr-only">Download PDF</span>
        <span aria-hidden className="md:hidden">
          PDF
        </span>
      </a>
      {canPay && (
        <Button variant="primary" onClick={() => setOpen('payment')}>
          <HandCoins aria-hidden />
          Record payment
        </Button>
      )}
      {open === 'payment' && <RecordPaymentDialog invoice={invoice} onClose={close} />}
      {open === 'send' && <SendDialog invoice={invoice} onClose={close} />}
      {open === 'void' && <VoidDialog invoice={invoice} onClose={close} />}
    </>
  )
}

function useDuplicate(invoice: Invoice) {
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  return async function duplicate() {
    try {
      const draft = await createDraft(copyOf(invoice), newIdempotencyKey())
      queryClient.setQueryData(draftQuery(draft.id).queryKey, draft)
      void queryClient.invalidateQueries({ queryKey: ['drafts', 'list'] })
      toast({ title: `Draft made from ${invoice.number}` })
      await navigate({ from: '/app/$slug', to: '/app/$slug/invoices/drafts/$id', params: { id: draft.id } })
    } catch (error) {
      toastError(`${invoice.number} could not be duplicated`, error)
    }
  }
}
