import { useQueryClient } from '@tanstack/react-query'
import type { Invoice } from '#modules/invoices/schemas.ts'
import { reinstateInvoice } from '#web/invoices/api.ts'
import { invoiceQuery } from '#web/invoices/queries.ts'
import { refreshMoney } from '#web/invoices/refresh-money.ts'
import { toast, toastError } from '#web/ui/toast.ts'

/** Takes a write-off back: the same amount is due again. */
export function useReinstate({ id, number }: Invoice) {
  const queryClient = useQueryClient()
  return async function reinstate() {
    try {
      queryClient.setQueryData(invoiceQuery(id).queryKey, await reinstateInvoice(id))
      await refreshMoney(queryClient)
      toast({ title: `${number} is due again` })
    } catch (error) {
      toastError(`${number} stays written off`, error)
    }
  }
}
