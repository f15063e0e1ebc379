import { recordEvent } from '#modules/events/record-event.ts'
import { maskNrics } from '#modules/organizations/mask-nrics.ts'
import type { Context } from '#platform/context.ts'
import { newId } from '#platform/ids.ts'
import { leadImportCreated } from './events.ts'
import { getLeadImport } from './queries.ts'
import type { LeadImport, NewLeadImport } from './schemas.ts'

/** Announces a file, whose pieces follow. */
export async function createLeadImport(ctx: Context, { file_name, byte_count }: NewLeadImport): Promise<LeadImport> {
  const id = newId()
  ctx.db.send({
    text: `insert into lead_imports (organization_id, id, file_name, byte_count, started_by, created_at)
           values ($1, $2, $3, $4, $5, $6)`,
    parameters: [ctx.organization_id, id, maskNrics(file_name).text, byte_count, ctx.actor.name, ctx.now.toString()],
  })
  const lead_import = await getLeadImport(ctx, id)
  recordEvent(ctx, leadImportCreated, lead_import)
  return lead_import
}
