import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { notFound } from '#platform/errors.ts'
import { draftDeleted } from './events.ts'

export async function deleteDraft(ctx: Context, id: string): Promise<null> {
  await ctx.db.one(
    db
      .deleteFrom('invoice_drafts')
      .where('organization_id', '=', ctx.organization_id)
      .where('id', '=', id)
      .returning('id'),
    () => notFound('draft'),
  )
  recordEvent(ctx, draftDeleted, { id })
  return null
}
