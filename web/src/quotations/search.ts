import { keepTexts } from '#web/api/search-params.ts'

/** What the addresses hold, named as the API names it. */
export type QuotationSearch = {
  status?: string
  q?: string
  customer_id?: string
  lead_id?: string
  cursor?: string
}
export const readQuotationSearch = keepTexts<QuotationSearch>('status', 'q', 'customer_id', 'lead_id', 'cursor')
