import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { conflict } from '#platform/errors.ts'
import { queueJob } from '#platform/jobs.ts'
import { leadImportUndoStarted } from './events.ts'
import { undoLeadImportRows } from './jobs.ts'
import { getLeadImport, lockLeadImport } from './queries.ts'
import type { LeadImport } from './schemas.ts'

/** Takes an import back, in the background: its leads are archived, but for those that somebody worked on. */
export async function undoLeadImport(ctx: Context, id: string): Promise<LeadImport> {
  const { status, imported_count } = await lockLeadImport(ctx, id)
  if (!['completed', 'cancelled', 'failed'].includes(status) || imported_count === 0)
    throw conflict(
      'lead_imports.nothing_to_undo',
      'Only an import that has ended and brought leads can be undone, once.',
    )
  ctx.db.send({
    text: `update lead_imports set status = 'undoing' where organization_id = $1 and id = $2`,
    parameters: [ctx.organization_id, id],
  })
  queueJob(ctx, undoLeadImportRows, { organization_id: ctx.organization_id, import_id: id })
  const lead_import = await getLeadImport(ctx, id)
  recordEvent(ctx, leadImportUndoStarted, lead_import)
  return lead_import
}
