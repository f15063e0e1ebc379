import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Check, Ellipsis, FilePlus, Mail, RotateCcw, SquarePen, Undo2, X } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { Quotation } from '#modules/quotations/schemas.ts'
import { useCan } from '#web/app/session.ts'
import { AnswerDialog } from '#web/quotations/answer-dialog.tsx'
import { doWithQuotation, refreshQuotation, type Verb } from '#web/quotations/api.ts'
import { SendDialog } from '#web/quotations/send-dialog.tsx'
import { Button, buttonClass } from '#web/ui/button.tsx'
import { Menu, type MenuItem } from '#web/ui/menu.tsx'
import { toast, toastError, toastUndo } from '#web/ui/toast.ts'

/** What may come next of one that was sent; whatever a member notes is taken back by opening it again. */
export function QuotationActions({ quotation }: { quotation: Quotation }) {
  const { id, number, status, customer_id, invoice_draft_id, invoice_id } = quotation
  const canWrite = useCan('quotations.write')
  const queryClient = useQueryClient()
  const navigate = useNavigate({ from: '/app/$slug' })
  const [dialog, setDialog] = useState<'send' | 'accept' | 'decline'>()
  const [isBusy, setBusy] = useState(false)
  const close = () => setDialog(undefined)
  if (!canWrite) return null

  async function run(verb: Verb, done: (changed: Quotation) => unknown) {
    setBusy(true)
    try {
      const changed = await doWithQuotation(id, verb)
      refreshQuotation(queryClient, changed)
      await done(changed)
    } catch (error) {
      toastError('The quotation was not changed', error)
    }
    setBusy(false)
  }
  const reopen = () => void run('reopen', () => toast({ title: `${number} is open again` }))
  const openQuotation = (to: string) =>
    navigate({ to: '/app/$slug/leads/$', params: { _splat: `quotations/${to}` }, search: {} as never })
  const toInvoice = () =>
    run('invoice', async (changed) => {
      for (const name of ['invoice-drafts', 'invoices']) void queryClient.invalidateQueries({ queryKey: [name] })
      toast({ title: 'Invoice draft made' })
      await navigate({ to: '/app/$slug/invoices/drafts/$id', params: { id: changed.invoice_draft_id! } })
    })

  const isInvoiced = Boolean(invoice_draft_id ?? invoice_id)
  const item = (label: string, icon: ReactNode, onSelect: () => void): MenuItem => ({ label, icon, onSelect })
  const items: MenuItem[] = [
    ...(status === 'sent'
      ? [
          item('Accepted', <Check aria-hidden />, () => setDialog('accept')),
          item('Declined', <X aria-hidden />, () => setDialog('decline')),
          item('Withdraw', <Undo2 aria-hidden />, () => {
            void run('withdraw', () => toastUndo(`${number} withdrawn`, reopen))
          }),
        ]
      : []),
    ...(status !== 'accepted'
      ? [
          item('Revise', <SquarePen aria-hidden />, () => {
            void run('revise', (draft) => openQuotation(draft.id))
          }),
        ]
      : []),
    ...(status !== 'sent' && !isInvoiced ? [item('Open again', <RotateCcw aria-hidden />, reopen)] : []),
  ]
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
      {status === 'sent' && (
        <Button onClick={() => setDialog('send')}>
          <Mail aria-hidden />
          Mail it
        </Button>
      )}
      {status === 'accepted' && !isInvoiced && customer_id && (
        <Button variant="primary" busy={isBusy} busyLabel="Making…" onClick={() => void toInvoice()}>
          <FilePlus aria-hidden />
          Make invoice
        </Button>
      )}
      {dialog === 'send' && <SendDialog quotation={quotation} onClose={close} />}
      {(dialog === 'accept' || dialog === 'decline') && (
        <AnswerDialog quotation={quotation} verb={dialog} onUndo={reopen} onClose={close} />
      )}
    </>
  )
}
