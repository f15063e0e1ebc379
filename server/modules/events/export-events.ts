import { Readable } from 'node:stream'
import { csvLine } from '#platform/csv.ts'
import { type Pool, read } from '#platform/database.ts'
import { selectEvents } from './queries.ts'
import type { EventExport } from './schemas.ts'

type ExportedEvent = Awaited<ReturnType<typeof pageAfter>>[number]

const pageSize = 200

export const exportHeaders = ({ format }: EventExport) => ({
  'content-type': format === 'csv' ? 'text/csv; charset=utf-8' : 'application/jsonl; charset=utf-8',
  'content-disposition': `attachment; filename="events.${format === 'csv' ? 'csv' : 'jsonl'}"`,
})

/** Oldest first, a page at a time and as fast as it is read, so that a long trail takes no more memory than a short one. */
export function exportEvents(pool: Pool, organization_id: string, query: EventExport): Readable {
  return Readable.from(piecesOf(pool, organization_id, query), { objectMode: false })
}

async function* piecesOf(pool: Pool, organization_id: string, query: EventExport): AsyncGenerator<string> {
  // Spreadsheets take a file for UTF-8 only when it begins so.
  if (query.format === 'csv') yield `\uFEFF${csvLine(csvColumns)}`
  for (let after: string | undefined = firstId; after;) {
    const page: ExportedEvent[] = await pageAfter(pool, organization_id, query, after)
    if (page.length) yield page.map(query.format === 'csv' ? csvOf : jsonOf).join('')
    after = page.length === pageSize ? page.at(-1)!.id : undefined
  }
}

const firstId = '00000000-0000-0000-0000-000000000000'

function pageAfter(pool: Pool, organization_id: string, query: EventExport, after: string) {
  const select = selectEvents(organization_id, query)
    .select([
      'e.organization_id',
      'e.data_key',
      'e.actor_key',
      's.sealed_at',
      's.data_digest',
      's.actor_digest',
      's.hash',
    ])
    .where('e.id', '>', after)
    .orderBy('e.id')
    .limit(pageSize)
  return read(pool, organization_id, (tx) => tx.all(select))
}

const csvColumns = [
  ...(['seq', 'created_at', 'name', 'actor_kind', 'actor_id', 'actor_name'] as const),
  ...(['on_behalf_of_id', 'on_behalf_of_name', 'subject_id', 'request_id', 'ip', 'user_agent'] as const),
  ...(['id', 'data', 'changes'] as const),
]

const csvOf = (event: ExportedEvent): string => csvLine(csvColumns.map((column) => event[column]))

/** With all that it takes to verify the chain elsewhere. */
function jsonOf({ data_key, actor_key, sealed_at, data_digest, actor_digest, hash, ...event }: ExportedEvent): string {
  const hex = (bytes: Buffer | null) => bytes?.toString('hex')
  const digests = { data_digest: hex(data_digest), actor_digest: hex(actor_digest), hash: hex(hash) }
  const seal = hash && { sealed_at, data_key, actor_key, ...digests }
  return `${JSON.stringify({ ...event, seal })}\n`
}
