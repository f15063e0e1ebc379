import type { QueryClient } from '@tanstack/react-query'
import type { Change, Changed } from '#modules/subscriptions/change-schemas.ts'
import type { BillingRules, BillingRulesChanges } from '#modules/subscriptions/billing-schemas.ts'
import type {
  Cancellation,
  NewAddOn,
  NewCharge,
  NewSubscription,
  Subscription,
  SubscriptionCharge,
} from '#modules/subscriptions/schemas.ts'
import { del, patch, post } from '#web/api/client.ts'
import { refreshMoney } from '#web/invoices/refresh-money.ts'
import { subscriptionQuery } from '#web/subscriptions/queries.ts'

export const createSubscription = (input: NewSubscription, idempotencyKey: string) =>
  post<Subscription>('/subscriptions', input, { idempotencyKey })

export const changeSubscription = (id: string, change: Change, idempotencyKey: string) =>
  post<Changed>(`/subscriptions/${id}/change`, change, { idempotencyKey })

export const cancelSubscription = (id: string, input: Cancellation) =>
  post<Subscription>(`/subscriptions/${id}/cancel`, input)

export const pauseSubscription = (id: string) => post<Subscription>(`/subscriptions/${id}/pause`)
export const resumeSubscription = (id: string) => post<Subscription>(`/subscriptions/${id}/resume`)

export const addAddOn = (id: string, input: NewAddOn) => post<Subscription>(`/subscriptions/${id}/add-ons`, input)
export const removeAddOn = (id: string, add_on_id: string) => del(`/subscriptions/${id}/add-ons/${add_on_id}`)

export const addCharge = (id: string, input: NewCharge) =>
  post<SubscriptionCharge>(`/subscriptions/${id}/charges`, input)
export const removeCharge = (id: string, charge_id: string) => del(`/subscriptions/${id}/charges/${charge_id}`)

export const changeBillingRules = (changes: BillingRulesChanges) => patch<BillingRules>('/billing-rules', changes)

/** Any change of a subscription may issue an invoice, move its periods and be told in its life line. */
export async function refreshSubscription(queryClient: QueryClient, changed?: Subscription): Promise<void> {
  if (changed) queryClient.setQueryData(subscriptionQuery(changed.id).queryKey, changed)
  await Promise.all([
    queryClient.invalidateQueries({
      queryKey: ['subscriptions'],
      predicate: ({ queryKey: [, part] }) => part !== 'preview',
    }),
    refreshMoney(queryClient),
  ])
}
