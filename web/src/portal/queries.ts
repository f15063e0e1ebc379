import { queryOptions } from '@tanstack/react-query'
import type { CustomerPortal, SellerPortal } from '#modules/portal/schemas.ts'
import { get } from '#web/api/client.ts'

export const sellerPortalQuery = queryOptions({
  queryKey: ['portal', 'settings'],
  queryFn: ({ signal }) => get<SellerPortal>('/portal-settings', { signal }),
})

export const customerPortalQuery = (id: string) =>
  queryOptions({
    queryKey: ['portal', 'customer', id],
    queryFn: ({ signal }) => get<CustomerPortal>(`/customers/${id}/portal`, { signal }),
  })
