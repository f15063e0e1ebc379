import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { formatMoney } from '#web/api/format.ts'
import { chargeInterest, waiveInterest } from '#web/interest/queries.ts'
import { refreshMoney } from '#web/invoices/refresh-money.ts'
import { toast, toastError } from '#web/ui/toast.ts'

/** Charging and waiving, with what is read again after it. */
export function useInterest() {
  const queryClient = useQueryClient()
  const [busyId, setBusyId] = useState<string>()
  const reread = async () => {
    await queryClient.invalidateQueries({ queryKey: ['interest'] })
    await refreshMoney(queryClient)
  }
  async function charge(invoice_id: string) {
    setBusyId(invoice_id)
    try {
      const note = await chargeInterest(invoice_id)
      toast({ title: `${note.number} asks for ${formatMoney(note.total_amount_cents)}` })
    } catch (error) {
      toastError('The interest was not charged', error)
    }
    await reread()
    setBusyId(undefined)
  }
  async function waive(invoice_id: string, reason: string) {
    await waiveInterest(invoice_id, reason)
    await reread()
    toast({ title: 'Interest waived' })
  }
  return { busyId, charge, waive }
}
