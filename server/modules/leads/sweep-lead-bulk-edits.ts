import type { Context } from '#platform/context.ts'
import { undoHours } from './bulk-schemas.ts'

/** Forgets bulk edits that cannot be undone any more. What they changed stays in the history of each lead. */
export async function sweepLeadBulkEdits(ctx: Context): Promise<void> {
  const parameters = [ctx.organization_id, ctx.now.toString()]
  const old = `organization_id = $1 and created_at <= $2::timestamptz - interval '${undoHours} hours'`
  await ctx.db.all({
    text: `delete from lead_bulk_edit_values
           where organization_id = $1 and bulk_edit_id in (select id from lead_bulk_edits where ${old})`,
    parameters,
  })
  await ctx.db.all({ text: `delete from lead_bulk_edits where ${old}`, parameters })
}
