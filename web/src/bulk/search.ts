import type { InvoiceBatchItemQuery } from '#modules/invoice-batches/schemas.ts'
import { keepTexts } from '#web/api/search-params.ts'

/** What the addresses hold; the server says what it does not know. */
export type BatchSearch = Pick<InvoiceBatchItemQuery, 'status' | 'cursor'>
export const readBatchSearch = keepTexts<BatchSearch>('status', 'cursor')
