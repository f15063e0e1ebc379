import type { StripeEventQuery } from '#modules/stripe/event-schemas.ts'
import { keepTexts } from '#web/api/search-params.ts'

/** What the addresses hold: the filters of the event log. The server says what it does not know. */
export type StripeSearch = Pick<StripeEventQuery, 'status' | 'type' | 'cursor'>

export const readStripeSearch = keepTexts<StripeSearch>('status', 'type', 'cursor')
