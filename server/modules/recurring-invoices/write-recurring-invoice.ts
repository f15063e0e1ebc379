import type { Updateable } from 'kysely'
import type { Tables } from '#db/tables.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'

/** Writes columns of one that is locked, as an edit that whoever else edits must have seen. */
export function writeRecurringInvoice(
  ctx: Context,
  id: string,
  columns: Updateable<Tables['recurring_invoices']>,
): void {
  ctx.db.send(
    db
      .updateTable('recurring_invoices')
      .set((set) => ({ ...columns, version: set('version', '+', 1), updated_at: ctx.now.toString() }))
      .where('organization_id', '=', ctx.organization_id)
      .where('id', '=', id),
  )
}
