import { changesBetween, recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { staleVersion } from '#platform/errors.ts'
import { contactUpdated } from './events.ts'
import { contactColumns, getContact } from './queries.ts'
import type { Contact, ContactChanges } from './schemas.ts'

export async function updateContact(
  ctx: Context,
  id: string,
  version: number,
  changes: ContactChanges,
): Promise<Contact> {
  const before = await getContact(ctx, id)
  const contact = await ctx.db.find(
    db
      .updateTable('contacts')
      .set({ ...changes, version: version + 1, updated_at: ctx.now.toString() })
      .where('organization_id', '=', ctx.organization_id)
      .where('id', '=', id)
      .where('version', '=', version)
      .returning(contactColumns),
  )
  if (!contact) throw staleVersion('contact')
  recordEvent(ctx, contactUpdated, contact, changesBetween(before, contact))
  return contact
}
