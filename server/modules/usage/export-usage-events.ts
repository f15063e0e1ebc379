import { Readable } from 'node:stream'
import { csvLine } from '#platform/csv.ts'
import { type Pool, read } from '#platform/database.ts'
import type { UsageEvent, UsageExport } from './schemas.ts'
import { selectUsageEvents } from './usage-event-queries.ts'

const pageSize = 500

export const exportHeaders = {
  'content-type': 'text/csv; charset=utf-8',
  'content-disposition': 'attachment; filename="usage-events.csv"',
}

/** The first to count first, a page at a time and as fast as it is read, so that many take no more memory than few. */
export function exportUsageEvents(pool: Pool, organization_id: string, query: UsageExport): Readable {
  return Readable.from(piecesOf(pool, organization_id, query), { objectMode: false })
}

const columns = [
  ...(['occurred_at', 'counted_at', 'created_at', 'meter_id'] as const),
  ...(['customer_id', 'event_key', 'quantity', 'unique_value'] as const),
]

async function* piecesOf(pool: Pool, organization_id: string, query: UsageExport): AsyncGenerator<string> {
  // Spreadsheets take a file for UTF-8 only when it begins so.
  yield `\uFEFF${csvLine(columns)}`
  let last: UsageEvent | undefined
  do {
    const select = selectUsageEvents(organization_id, query, 'asc', last, pageSize)
    const page = await read(pool, organization_id, (tx) => tx.all(select))
    if (page.length) yield page.map((event) => csvLine(columns.map((column) => event[column]))).join('')
    last = page.length === pageSize ? page.at(-1) : undefined
  } while (last)
}
