import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Invoice } from '#modules/invoices/schemas.ts'
import { customerQuery } from '#web/customers/queries.ts'
import { sendInvoice } from '#web/dunning/api.ts'
import { ConfirmDialog } from '#web/ui/dialog.tsx'
import { TextField } from '#web/ui/field.tsx'
import { toast } from '#web/ui/toast.ts'

export function SendDialog({ invoice, onClose }: { invoice: Invoice; onClose: () => void }) {
  const queryClient = useQueryClient()
  const customer = useQuery(customerQuery(invoice.customer_id))
  const [typed, setTyped] = useState<string>()
  const [problem, setProblem] = useState<string>()
  const to = typed ?? customer.data?.email ?? ''

  async function confirm() {
    if (!to.includes('@')) return setProblem('Type the address that it goes to.')
    await sendInvoice(invoice.id, to.trim())
    void queryClient.invalidateQueries({ queryKey: ['dunning'] })
    toast({ title: `${invoice.number} is on its way to ${to.trim()}` })
    return onClose()
  }

  return (
    <ConfirmDialog
      title={`Mail ${invoice.number}?`}
      confirmLabel="Mail it"
      busyLabel="Mailing…"
      tone="primary"
      onConfirm={confirm}
      onClose={onClose}
    >
      <p>The mail brings the PDF. Answers come to your billing address.</p>
      <div className="pt-3 text-ink">
        <TextField
          label="To"
          type="email"
          maxLength={254}
          error={problem}
          value={to}
          onChange={(event) => {
            setTyped(event.target.value)
            setProblem(undefined)
          }}
        />
      </div>
    </ConfirmDialog>
  )
}
