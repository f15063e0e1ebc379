import type { Context } from '#platform/context.ts'
import { type PastBulkEdit, type PastBulkEditList, undoHours } from './bulk-schemas.ts'

/** What can be undone still, and what was. */
export async function listPastBulkEdits(ctx: Context): Promise<PastBulkEditList> {
  const data = await ctx.db.all<PastBulkEdit>({
    text: `select id, changes, changed_count, actor_name, created_at + interval '${undoHours} hours' as undo_until,
             undone_at, undone_by_name, restored_count, created_at
           from lead_bulk_edits
           where organization_id = $1 and created_at > $2::timestamptz - interval '${undoHours} hours'
           order by id desc limit 50`,
    parameters: [ctx.organization_id, ctx.now.toString()],
  })
  return { data }
}
