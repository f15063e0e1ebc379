import { keepTexts } from '#web/api/search-params.ts'

export type OperatorSearch = { q?: string; state?: string; cursor?: string }
export const readOperatorSearch = keepTexts<OperatorSearch>('q', 'state', 'cursor')
