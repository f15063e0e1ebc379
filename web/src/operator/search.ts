import { isText } from '#web/api/search-params.ts'

export type OperatorSearch = { q?: string; state?: string; cursor?: string }

/** The server refuses what is none of its values; the address only keeps texts. */
export function readOperatorSearch(search: Record<string, unknown>): OperatorSearch {
  return Object.fromEntries(
    ['q', 'state', 'cursor'].flatMap((key) => (isText(search[key]) ? [[key, String(search[key])]] : [])),
  )
}
