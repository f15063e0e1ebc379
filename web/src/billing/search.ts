import { keepTexts } from '#web/api/search-params.ts'

export type BillingSearch = {
  status?: string | undefined
  customer_id?: string | undefined
  cursor?: string | undefined
}
export const readBillingSearch = keepTexts<BillingSearch>('status', 'customer_id', 'cursor')
