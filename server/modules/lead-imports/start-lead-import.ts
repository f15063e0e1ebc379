import { lockLeadAllowance } from '#modules/entitlements/queries.ts'
import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { conflict } from '#platform/errors.ts'
import { queueJob } from '#platform/jobs.ts'
import { leadImportStarted } from './events.ts'
import { importLeads } from './jobs.ts'
import { getLeadImport, lockLeadImport } from './queries.ts'
import type { LeadImport } from './schemas.ts'

/** After the dry run: makes the leads, in the background. From here on they are promised within the limit of the plan. */
export async function startLeadImport(ctx: Context, id: string): Promise<LeadImport> {
  const { status } = await lockLeadImport(ctx, id)
  if (status !== 'checked')
    throw conflict(
      'lead_imports.not_checked',
      'Check the file first; an import that has begun or ended cannot be started.',
    )
  lockLeadAllowance(ctx)
  const { beyond_plan } = await getLeadImport(ctx, id)
  if (beyond_plan) throw conflict('leads.limit_reached', beyond_plan)
  ctx.db.send({
    text: `update lead_imports set status = 'importing' where organization_id = $1 and id = $2`,
    parameters: [ctx.organization_id, id],
  })
  queueJob(ctx, importLeads, { organization_id: ctx.organization_id, import_id: id })
  const lead_import = await getLeadImport(ctx, id)
  recordEvent(ctx, leadImportStarted, lead_import)
  return lead_import
}
