import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { invalid } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { queueJob } from '#platform/jobs.ts'
import { documentArchiveRequested } from './events.ts'
import { findFiltered, findNamed } from './document-queries.ts'
import { buildDocumentArchive } from './jobs.ts'
import { getDocumentArchive } from './queries.ts'
import { archiveMax, type DocumentArchive, type NewDocumentArchive } from './schemas.ts'

/** Asks for one zip file of many PDFs. What goes in is decided now; the worker draws it. */
export async function requestDocumentArchive(
  ctx: Context,
  { ids, filter }: NewDocumentArchive,
): Promise<DocumentArchive> {
  if ((ids === undefined) === (filter === undefined))
    throw refused('/filter', 'required', 'Send either `ids` or `filter`; an empty filter means everything.')
  const documents = ids ? await findNamed(ctx, ids) : await findFiltered(ctx, filter!)
  if (documents.length === 0) throw refused('/filter', 'empty', 'No document matches. Choose others.')
  if (documents.length > archiveMax)
    throw refused('/filter', 'too_many', `More than ${archiveMax} documents match. Choose fewer days.`)
  const id = newId()
  const { organization_id, actor } = ctx
  ctx.db.send({
    text: `insert into document_archives (organization_id, id, customer_id, document_count, requested_by, is_by_customer, created_at)
           values ($1, $2, $3, $4, $5, $6, $7)`,
    parameters: [
      organization_id,
      id,
      filter?.customer_id ?? null,
      documents.length,
      actor.name,
      actor.kind === 'customer',
      ctx.now.toString(),
    ],
  })
  ctx.db.send({
    text: `insert into document_archive_items (organization_id, archive_id, position, document_kind, document_id, number)
           select $1, $2, ordinality, d ->> 'document_kind', (d ->> 'document_id')::uuid, d ->> 'number'
           from jsonb_array_elements($3::jsonb) with ordinality as e (d, ordinality)`,
    parameters: [organization_id, id, JSON.stringify(documents)],
  })
  queueJob(ctx, buildDocumentArchive, { organization_id, archive_id: id })
  const archive = await getDocumentArchive(ctx, id)
  recordEvent(ctx, documentArchiveRequested, archive)
  return archive
}

const refused = (pointer: string, code: string, detail: string) =>
  invalid('document_archives.invalid', detail, [{ pointer, code, detail }])
