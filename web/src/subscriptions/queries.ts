import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { InvoicePage } from '#modules/invoices/schemas.ts'
import type { PaymentPage } from '#modules/payments/schemas.ts'
import type { PlanPage, PricePage } from '#modules/plans/schemas.ts'
import type { BillingRules } from '#modules/subscriptions/billing-schemas.ts'
import type { SubscriptionPeriodList, SubscriptionPreview } from '#modules/subscriptions/billed-schemas.ts'
import type { Change, ChangePreview } from '#modules/subscriptions/change-schemas.ts'
import type {
  NewSubscription,
  Subscription,
  SubscriptionChargeList,
  SubscriptionCount,
  SubscriptionPage,
} from '#modules/subscriptions/schemas.ts'
import { get, post } from '#web/api/client.ts'
import type { SubscriptionSearch } from '#web/subscriptions/search.ts'

export const pageSize = 50

export function subscriptionsQuery(search: SubscriptionSearch & { customer_id?: string }) {
  const query = { ...search, limit: pageSize }
  return queryOptions({
    queryKey: ['subscriptions', 'list', query],
    queryFn: ({ signal }) => get<SubscriptionPage>('/subscriptions', { query, signal }),
    placeholderData: keepPreviousData,
  })
}

export const subscriptionCountQuery = queryOptions({
  queryKey: ['subscriptions', 'count'],
  queryFn: ({ signal }) => get<SubscriptionCount>('/subscriptions/count', { signal }),
})

export function subscriptionQuery(id: string) {
  return queryOptions({
    queryKey: ['subscriptions', 'one', id],
    queryFn: ({ signal }) => get<Subscription>(`/subscriptions/${id}`, { signal }),
  })
}

export function chargesQuery(id: string) {
  return queryOptions({
    queryKey: ['subscriptions', 'charges', id],
    queryFn: ({ signal }) => get<SubscriptionChargeList>(`/subscriptions/${id}/charges`, { signal }),
  })
}

export function periodsQuery(id: string) {
  return queryOptions({
    queryKey: ['subscriptions', 'periods', id],
    queryFn: ({ signal }) => get<SubscriptionPeriodList>(`/subscriptions/${id}/periods`, { signal }),
  })
}

/** The latest hundred, newest first. */
export function subscriptionInvoicesQuery(subscription_id: string) {
  return queryOptions({
    queryKey: ['invoices', 'list', { subscription_id }],
    queryFn: ({ signal }) => get<InvoicePage>('/invoices', { query: { subscription_id, limit: 100 }, signal }),
  })
}

export function customerPaymentsQuery(customer_id: string) {
  return queryOptions({
    queryKey: ['payments', 'of-customer', customer_id],
    queryFn: ({ signal }) => get<PaymentPage>('/payments', { query: { customer_id, limit: 100 }, signal }),
  })
}

export function plansQuery(kind: 'plan' | 'add_on') {
  return queryOptions({
    queryKey: ['plans', 'to-choose', kind],
    queryFn: ({ signal }) => get<PlanPage>('/plans', { query: { kind, limit: 100 }, signal }),
    staleTime: 30_000,
  })
}

export function pricesOnSaleQuery(plan_id: string) {
  return queryOptions({
    queryKey: ['plans', 'on-sale', plan_id],
    queryFn: ({ signal }) =>
      get<PricePage>(`/plans/${plan_id}/prices`, { query: { on_sale: 'today', limit: 100 }, signal }),
    enabled: plan_id !== '',
    staleTime: 30_000,
  })
}

const asked = { placeholderData: keepPreviousData, staleTime: 30_000, gcTime: 60_000, retry: false } as const

/** What a new subscription would charge today: the only source of its figures. */
export function newSubscriptionPreviewQuery(input: NewSubscription | null) {
  return queryOptions({
    queryKey: ['subscriptions', 'preview', input],
    queryFn: ({ signal }) => post<SubscriptionPreview>('/subscriptions/preview', input ?? {}, { signal }),
    enabled: input !== null,
    ...asked,
  })
}

export function changePreviewQuery(id: string, change: Change) {
  return queryOptions({
    queryKey: ['subscriptions', 'preview', id, change],
    queryFn: ({ signal }) => post<ChangePreview>(`/subscriptions/${id}/preview-change`, change, { signal }),
    ...asked,
  })
}

export const billingRulesQuery = queryOptions({
  queryKey: ['billing-rules'],
  queryFn: ({ signal }) => get<BillingRules>('/billing-rules', { signal }),
})
