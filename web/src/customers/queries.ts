import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Customer, CustomerCount, CustomerPage } from '#modules/customers/schemas.ts'
import { get } from '#web/api/client.ts'
import type { CustomerSearch } from '#web/customers/search.ts'

export const pageSize = 50

export function customersQuery({ q, archived, sort = 'name', cursor }: CustomerSearch) {
  const query = { q, archived: archived ?? 'no', sort, cursor, limit: pageSize }
  return queryOptions({
    queryKey: ['customers', 'list', query],
    queryFn: ({ signal }) => get<CustomerPage>('/customers', { query, signal }),
    placeholderData: keepPreviousData,
  })
}

export function customerCountQuery({ q, archived }: CustomerSearch) {
  const query = { q, archived: archived ?? 'no' }
  return queryOptions({
    queryKey: ['customers', 'count', query],
    queryFn: ({ signal }) => get<CustomerCount>('/customers/count', { query, signal }),
    placeholderData: keepPreviousData,
  })
}

export function customerQuery(id: string) {
  return queryOptions({
    queryKey: ['customers', 'one', id],
    queryFn: ({ signal }) => get<Customer>(`/customers/${id}`, { signal }),
  })
}
