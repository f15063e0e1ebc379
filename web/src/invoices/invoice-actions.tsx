import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import {
  Ban,
  CheckCheck,
  Copy,
  Download,
  Ellipsis,
  FileMinus,
  FilePlus,
  HandCoins,
  Mail,
  RefreshCw,
  Undo2,
  UserX,
} from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import type { Invoice } from '#modules/invoices/schemas.ts'
import { newIdempotencyKey } from '#web/api/client.ts'
import { useCan } from '#web/app/session.ts'
import { createDraft } from '#web/invoices/api.ts'
import { copyOf } from '#web/invoices/draft-form.ts'
import { invoicePdfDownloadUrl } from '#web/invoices/pdf-queries.ts'
import { draftQuery } from '#web/invoices/queries.ts'
import { SendDialog } from '#web/invoices/send-dialog.tsx'
import { VoidDialog } from '#web/invoices/void-dialog.tsx'
import { markSent } from '#web/bulk/mark-sent.ts'
import { useReinstate } from '#web/invoices/use-reinstate.ts'
import { RecordPaymentDialog } from '#web/payments/record-payment-dialog.tsx'
import { Button, buttonClass } from '#web/ui/button.tsx'
import { Menu, type MenuItem } from '#web/ui/menu.tsx'
import { toast, toastError } from '#web/ui/toast.ts'

const CreditDialog = lazy(() =>
  import('#web/credit-notes/credit-dialog.tsx').then((m) => ({ default: m.CreditDialog })),
)
const DebitDialog = lazy(() => import('#web/invoices/debit-dialog.tsx').then((m) => ({ default: m.DebitDialog })))
const WriteOffDialog = lazy(() =>
  import('#web/invoices/write-off-dialog.tsx').then((m) => ({ default: m.WriteOffDialog })),
)

export function InvoiceActions({ invoice }: { invoice: Invoice }) {
  const [open, setOpen] = useState<'payment' | 'void' | 'send' | 'credit' | 'debit' | 'write-off'>()
  const canPay = useCan('payments.write') && invoice.status === 'open'
  const canSend = useCan('invoices.send') && invoice.status !== 'void'
  // What money has touched is corrected by a credit note.
  const isUntouched = invoice.amount_paid_cents === 0 && invoice.amount_credited_cents === 0
  const canVoid = useCan('invoices.void') && invoice.status === 'open' && isUntouched
  const isCreditable =
    (invoice.status === 'open' || invoice.status === 'paid') &&
    invoice.amount_credited_cents < invoice.total_amount_cents
  const canIssueNotes = useCan('credit_notes.issue')
  const canWriteOff = useCan('invoices.write_off')
  const reinstate = useReinstate(invoice)
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
    ...(canSend
      ? [{ label: 'Mark as sent', icon: <CheckCheck aria-hidden />, onSelect: () => void markSent(invoice) }]
      : []),
    ...(canWrite
      ? [{ label: 'Duplicate as draft', icon: <Copy aria-hidden />, onSelect: () => void duplicate() }]
      : []),
    ...(canIssue ? [{ label: 'Make recurring', icon: <RefreshCw aria-hidden />, onSelect: () => void repeat() }] : []),
    ...(canIssueNotes && isCreditable
      ? [{ label: 'Credit…', icon: <FileMinus aria-hidden />, onSelect: () => setOpen('credit') }]
      : []),
    ...(canIssueNotes && invoice.status !== 'void'
      ? [{ label: 'Debit note…', icon: <FilePlus aria-hidden />, onSelect: () => setOpen('debit') }]
      : []),
    ...(canWriteOff && invoice.status === 'open'
      ? [{ label: 'Write off…', icon: <UserX aria-hidden />, onSelect: () => setOpen('write-off') }]
      : []),
    ...(canWriteOff && invoice.status === 'uncollectible'
      ? [{ label: 'Take back the write-off', icon: <Undo2 aria-hidden />, onSelect: () => void reinstate() }]
      : []),
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
      <Suspense>
        {open === 'credit' && <CreditDialog invoice={invoice} onClose={close} />}
        {open === 'debit' && <DebitDialog invoice={invoice} onClose={close} />}
        {open === 'write-off' && <WriteOffDialog invoice={invoice} onClose={close} />}
      </Suspense>
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
