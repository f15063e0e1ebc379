import { queryOptions } from '@tanstack/react-query'
import type { Invoice } from '#modules/invoices/schemas.ts'
import { fileUrl, send } from '#web/api/client.ts'

export const invoicePdfUrl = (id: string) => fileUrl(`/invoices/${id}/pdf`)
export const invoicePdfDownloadUrl = (id: string) => fileUrl(`/invoices/${id}/pdf`, { download: 1 })

/** Whether the PDF can be had, asked again at each visit: a frame cannot tell a document from an error. */
export function pdfCheckQuery({ id, status, amount_due_cents }: Invoice) {
  return queryOptions({
    queryKey: ['invoices', 'pdf', id, status, amount_due_cents],
    queryFn: async ({ signal }) => {
      const response = await send('GET', `/invoices/${id}/pdf`, undefined, { signal })
      await response.body?.cancel()
      return true
    },
    gcTime: 0,
    retry: 1,
    refetchOnWindowFocus: false,
  })
}
