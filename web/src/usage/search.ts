import { isText } from '#web/api/search-params.ts'

/** Which meter and customer; nobody chosen is everybody. */
export type UsageSearch = { meter_id?: string; customer_id?: string }

export function readUsageSearch(raw: Record<string, unknown>): UsageSearch {
  const given = ['meter_id', 'customer_id'].filter((name) => isText(raw[name]))
  return Object.fromEntries(given.map((name) => [name, String(raw[name])]))
}
