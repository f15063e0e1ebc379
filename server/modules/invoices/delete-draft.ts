import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { notFound } from '#platform/errors.ts'
import { draftDeleted } from './events.ts'

/**
 * Whatever a renewal run put on it is not billed: the periods stay as they are, and what follows from that comes by the
 * event (waive-drafted-periods.ts).
 */
export async function deleteDraft(ctx: Context, id: string): Promise<null> {
  const { subscription_ids } = await ctx.db.one(
    db
      .deleteFrom('invoice_drafts')
      .where('organization_id', '=', ctx.organization_id)
      .where('id', '=', id)
      .returning('subscription_ids'),
    () => notFound('draft'),
  )
  recordEvent(ctx, draftDeleted, { id, subscription_ids })
  return null
}
