import type { RecurringInvoiceQuery } from '#modules/recurring-invoices/schemas.ts'
import { keepTexts } from '#web/api/search-params.ts'

/** What the addresses hold: the list's filters, and what a new one begins with. The server says what it does not know. */
export type RecurringSearch = Pick<RecurringInvoiceQuery, 'status' | 'customer_id' | 'cursor'> & {
  /** `invoice:` or `draft:` and its id: what to begin with. */
  from?: string
}

export const readRecurringSearch = keepTexts<RecurringSearch>('status', 'customer_id', 'cursor', 'from')
