import type { LeadDuplicateQuery } from '#modules/lead-duplicates/schemas.ts'
import { keepTexts } from '#web/api/search-params.ts'

/** What the addresses hold; the server says what it does not know. */
export type DuplicatesSearch = Pick<LeadDuplicateQuery, 'state' | 'cursor'>
export const readDuplicatesSearch = keepTexts<DuplicatesSearch>('state', 'cursor')
