import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { conflict } from '#platform/errors.ts'
import type { Storage } from '#platform/storage.ts'
import { leadImportCancelled } from './events.ts'
import { getLeadImport, lockLeadImport } from './queries.ts'
import { removeFile } from './read-file.ts'
import type { LeadImport } from './schemas.ts'

/** Stops wherever it is. Leads that were made stay, until the import is undone. */
export async function cancelLeadImport(ctx: Context, storage: Storage, id: string): Promise<LeadImport> {
  const held = await lockLeadImport(ctx, id)
  if (!['uploading', 'uploaded', 'checking', 'checked', 'importing'].includes(held.status))
    throw conflict('lead_imports.ended', 'This import has ended already: there is nothing to cancel.')
  ctx.db.send({
    text: `update lead_imports set status = 'cancelled', ended_at = $3 where organization_id = $1 and id = $2`,
    parameters: [ctx.organization_id, id, ctx.now.toString()],
  })
  const lead_import = await getLeadImport(ctx, id)
  recordEvent(ctx, leadImportCancelled, lead_import)
  await removeFile(storage, held)
  return lead_import
}
