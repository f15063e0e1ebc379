import type { Updateable } from 'kysely'
import type { Tables } from '#db/tables.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'

/** Writes columns of a subscription that is locked. */
export function updateSubscription(ctx: Context, id: string, columns: Updateable<Tables['subscriptions']>): void {
  ctx.db.send(
    db
      .updateTable('subscriptions')
      .set((set) => ({ ...columns, version: set('version', '+', 1), updated_at: ctx.now.toString() }))
      .where('organization_id', '=', ctx.organization_id)
      .where('id', '=', id),
  )
}
