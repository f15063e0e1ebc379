import { keepTexts } from '#web/api/search-params.ts'

/** What the address of the list of payments holds. */
export type PaymentSearch = {
  customer_id?: string | undefined
  from?: string | undefined
  to?: string | undefined
  method?: string | undefined
  has_credit?: string | undefined
  cursor?: string | undefined
}
export const readPaymentSearch = keepTexts<PaymentSearch>('customer_id', 'from', 'to', 'method', 'has_credit', 'cursor')
