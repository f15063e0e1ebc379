import { queryOptions } from '@tanstack/react-query'
import type { CustomerMailList } from '#modules/customer-mails/schemas.ts'
import type { CustomerDunning, DunningSettings, InvoiceDunning } from '#modules/dunning/schemas.ts'
import { get } from '#web/api/client.ts'

export const dunningSettingsQuery = queryOptions({
  queryKey: ['dunning', 'settings'],
  queryFn: ({ signal }) => get<DunningSettings>('/dunning-settings', { signal }),
})

export const invoiceDunningQuery = (id: string) =>
  queryOptions({
    queryKey: ['dunning', 'invoice', id],
    queryFn: ({ signal }) => get<InvoiceDunning>(`/invoices/${id}/dunning`, { signal }),
  })

export const customerDunningQuery = (id: string) =>
  queryOptions({
    queryKey: ['dunning', 'customer', id],
    queryFn: ({ signal }) => get<CustomerDunning>(`/customers/${id}/dunning`, { signal }),
  })

export const invoiceMailsQuery = (id: string) =>
  queryOptions({
    queryKey: ['dunning', 'mails', id],
    queryFn: ({ signal }) => get<CustomerMailList>(`/invoices/${id}/mails`, { signal }),
  })
