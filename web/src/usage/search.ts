import { keepTexts } from '#web/api/search-params.ts'

/** Which meter and customer, nobody being everybody; the days of `span`, or the period of a subscription. */
export type UsageSearch = { meter_id?: string; customer_id?: string; span?: string; subscription_id?: string }
export const readUsageSearch = keepTexts<UsageSearch>('meter_id', 'customer_id', 'span', 'subscription_id')
