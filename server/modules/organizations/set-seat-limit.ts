import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'

/** How many seats the plan has, null for any number. Not an edit of the settings, so their version stays. */
export function setSeatLimit(ctx: Context, seat_limit: number | null): void {
  ctx.db.send(
    db
      .updateTable('organizations')
      .set({ seat_limit, updated_at: ctx.now.toString() })
      .where('organization_id', '=', ctx.organization_id),
  )
}
