import { recordEvent } from '#modules/events/record-event.ts'
import { archiveLeads } from '#modules/leads/archive-leads.ts'
import type { Context, InTransaction } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'
import { leadImportUndone } from './events.ts'
import { getLeadImport, lockLeadImport } from './queries.ts'

const batchSize = 1_000

/** A batch in each transaction; what is archived is not looked at again, so starting over is going on. */
export async function continueUndo(transact: InTransaction, id: string): Promise<void> {
  while (await transact((ctx) => undoBatch(ctx, id)));
}

async function undoBatch(ctx: Context, id: string): Promise<boolean> {
  const { status } = await lockLeadImport(ctx, id)
  if (status !== 'undoing') return false
  const ids = (await ctx.db.all(selectUntouched(ctx, id))).map((lead) => lead.id)
  await archiveLeads(ctx, ids)
  const goesOn = ids.length > 0
  ctx.db.send({
    text: `update lead_imports set undone_count = undone_count + $3, status = $4, undone_at = $5
           where organization_id = $1 and id = $2`,
    parameters: [
      ctx.organization_id,
      id,
      ids.length,
      goesOn ? 'undoing' : 'undone',
      goesOn ? null : ctx.now.toString(),
    ],
  })
  if (!goesOn) recordEvent(ctx, leadImportUndone, await getLeadImport(ctx, id))
  return goesOn
}

/** Nobody has edited, answered, converted or merged them, and there is nothing in their timeline. */
const selectUntouched = (ctx: Context, import_id: string): TextQuery<{ id: string }> => ({
  text: `select l.id from leads l
         where l.organization_id = $1 and l.import_id = $2 and l.archived_at is null and l.version = 1
           and l.first_replied_at is null and l.customer_id is null and l.submission_count = 0
           and not exists (select from lead_activities a where a.organization_id = $1 and a.lead_id = l.id)
         order by l.id limit ${batchSize} for update of l`,
  parameters: [ctx.organization_id, import_id],
})
