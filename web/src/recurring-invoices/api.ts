import type { QueryClient } from '@tanstack/react-query'
import type {
  NewRecurringInvoice,
  RecurringInvoice,
  RecurringInvoiceChanges,
  RecurringInvoiceResumed,
} from '#modules/recurring-invoices/schemas.ts'
import { patch, post } from '#web/api/client.ts'
import { refreshMoney } from '#web/invoices/refresh-money.ts'
import { recurringInvoiceQuery } from '#web/recurring-invoices/queries.ts'

export const createRecurringInvoice = (input: NewRecurringInvoice, idempotencyKey: string) =>
  post<RecurringInvoice>('/recurring-invoices', input, { idempotencyKey })

export const changeRecurringInvoice = (id: string, version: number, changes: RecurringInvoiceChanges) =>
  patch<RecurringInvoice>(`/recurring-invoices/${id}`, changes, { ifMatch: version })

export const pauseRecurringInvoice = (id: string) => post<RecurringInvoice>(`/recurring-invoices/${id}/pause`)
export const endRecurringInvoice = (id: string) => post<RecurringInvoice>(`/recurring-invoices/${id}/end`)
export const resumeRecurringInvoice = (id: string) => post<RecurringInvoiceResumed>(`/recurring-invoices/${id}/resume`)

/** One that begins today is made at once, so the money may have moved too. */
export async function refreshRecurring(queryClient: QueryClient, changed: RecurringInvoice): Promise<void> {
  queryClient.setQueryData(recurringInvoiceQuery(changed.id).queryKey, changed)
  await Promise.all([
    queryClient.invalidateQueries({
      queryKey: ['recurring-invoices'],
      predicate: ({ queryKey: [, part] }) => part !== 'preview',
    }),
    refreshMoney(queryClient),
  ])
}
