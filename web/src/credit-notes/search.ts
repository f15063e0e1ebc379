import { keepTexts } from '#web/api/search-params.ts'

export type CreditNoteSearch = { q?: string | undefined; cursor?: string | undefined }
export const readCreditNoteSearch = keepTexts<CreditNoteSearch>('q', 'cursor')
