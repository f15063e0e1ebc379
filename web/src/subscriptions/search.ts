import type { SubscriptionQuery } from '#modules/subscriptions/schemas.ts'
import { isText } from '#web/api/search-params.ts'

/** What the list's address holds; the server says what it does not know. */
export type SubscriptionSearch = Pick<SubscriptionQuery, 'status' | 'plan_id' | 'q' | 'cursor'>

export function readSubscriptionSearch(raw: Record<string, unknown>): SubscriptionSearch {
  const given = ['status', 'plan_id', 'q', 'cursor'].filter((name) => isText(raw[name]))
  return Object.fromEntries(given.map((name) => [name, String(raw[name])]))
}

/** /subscriptions/new?customer_id=… starts with that customer chosen. */
export const readNewSubscriptionSearch = ({ customer_id }: Record<string, unknown>): { customer_id?: string } =>
  isText(customer_id) ? { customer_id: String(customer_id) } : {}
