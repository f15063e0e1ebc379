import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { conflict } from '#platform/errors.ts'
import { documentArchiveCancelled } from './events.ts'
import { getDocumentArchive } from './queries.ts'
import type { DocumentArchive } from './schemas.ts'

/** Stops drawing. What was drawn stays with its documents, and the next file is the faster for it. */
export async function cancelDocumentArchive(ctx: Context, id: string): Promise<DocumentArchive> {
  await getDocumentArchive(ctx, id)
  const cancelled = await ctx.db.find({
    text: `update document_archives set status = 'cancelled', ended_at = $3
           where organization_id = $1 and id = $2 and status = 'building' returning id`,
    parameters: [ctx.organization_id, id, ctx.now.toString()],
  })
  if (!cancelled)
    throw conflict(
      'document_archives.not_building',
      'This file is not being made any more: there is nothing to cancel.',
    )
  const archive = await getDocumentArchive(ctx, id)
  recordEvent(ctx, documentArchiveCancelled, archive)
  return archive
}
