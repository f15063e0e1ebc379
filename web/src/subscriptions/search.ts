import type { SubscriptionQuery } from '#modules/subscriptions/schemas.ts'
import { keepTexts } from '#web/api/search-params.ts'

/** What the list's address holds. */
export type SubscriptionSearch = Pick<SubscriptionQuery, 'status' | 'plan_id' | 'q' | 'cursor'>
export const readSubscriptionSearch = keepTexts<SubscriptionSearch>('status', 'plan_id', 'q', 'cursor')

/** /subscriptions/new?customer_id=… starts with that customer chosen. */
export const readNewSubscriptionSearch = keepTexts<{ customer_id?: string }>('customer_id')
