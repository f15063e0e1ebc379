import { keepTexts } from '#web/api/search-params.ts'

/** With `export` the books make files; with an account, a document or `entries` they show entries; else the trial balance. */
export type BooksSearch = {
  as_of?: string | undefined
  entries?: string | undefined
  account?: string | undefined
  source_id?: string | undefined
  to?: string | undefined
  cursor?: string | undefined
  export?: string | undefined
  content?: string | undefined
  period?: string | undefined
  from?: string | undefined
}
export const readBooksSearch = keepTexts<BooksSearch>(
  'as_of',
  'entries',
  'account',
  'source_id',
  'to',
  'cursor',
  'export',
  'content',
  'period',
  'from',
)
