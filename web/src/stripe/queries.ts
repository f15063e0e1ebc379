import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { CardCollection, CardDisputeList, CardDisputeQuery } from '#modules/stripe/card-schemas.ts'
import type { StripeConnection } from '#modules/stripe/connection-schemas.ts'
import type { StripeEventDetails, StripeEventPage } from '#modules/stripe/event-schemas.ts'
import type { OwnReconciliationPage } from '#modules/stripe/reconciliation-schemas.ts'
import type { OnlinePaymentPage, SavedCardList } from '#modules/stripe/schemas.ts'
import { get } from '#web/api/client.ts'
import type { StripeSearch } from '#web/stripe/search.ts'

/** Events come while one looks, and nobody is told of each. */
const often_ms = 10_000

export const connectionQuery = queryOptions({
  queryKey: ['stripe', 'connection'],
  queryFn: ({ signal }) => get<StripeConnection>('/stripe/connection', { signal }),
  refetchInterval: often_ms,
})

export function stripeEventsQuery({ status, type, cursor }: StripeSearch) {
  const query = { status, type, cursor, limit: 50 }
  return queryOptions({
    queryKey: ['stripe', 'events', query],
    queryFn: ({ signal }) => get<StripeEventPage>('/stripe-events', { query, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: often_ms,
  })
}

export function stripeEventQuery(id: string) {
  return queryOptions({
    queryKey: ['stripe', 'event', id],
    queryFn: ({ signal }) => get<StripeEventDetails>(`/stripe-events/${id}`, { signal }),
    refetchInterval: ({ state }) => (state.data?.status === 'waiting' ? 1_500 : false),
  })
}

export function nightsQuery(cursor: string | undefined) {
  return queryOptions({
    queryKey: ['stripe', 'nights', cursor],
    queryFn: ({ signal }) =>
      get<OwnReconciliationPage>('/stripe/reconciliations', { query: { cursor, limit: 50 }, signal }),
    placeholderData: keepPreviousData,
  })
}

export function disputesQuery(query: CardDisputeQuery = {}) {
  return queryOptions({
    queryKey: ['online-payments', 'disputes', query],
    queryFn: ({ signal }) => get<CardDisputeList>('/card-disputes', { query, signal }),
  })
}

export function savedCardsQuery(customer_id: string) {
  return queryOptions({
    queryKey: ['saved-cards', customer_id],
    queryFn: ({ signal }) => get<SavedCardList>(`/customers/${customer_id}/cards`, { signal }),
  })
}

export function invoiceCardsQuery(invoice_id: string) {
  return queryOptions({
    queryKey: ['online-payments', 'of-invoice', invoice_id],
    queryFn: ({ signal }) => get<OnlinePaymentPage>('/online-payments', { query: { invoice_id, limit: 50 }, signal }),
  })
}

export function collectionQuery(invoice_id: string) {
  return queryOptions({
    queryKey: ['online-payments', 'collection', invoice_id],
    queryFn: ({ signal }) => get<CardCollection>(`/invoices/${invoice_id}/card-collection`, { signal }),
  })
}
