import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { contactArchived } from './events.ts'
import { contactColumns, getContact } from './queries.ts'
import type { Contact } from './schemas.ts'

/** Takes a contact out of the list. Archiving twice changes nothing. */
export async function archiveContact(ctx: Context, id: string): Promise<Contact> {
  const contact = await ctx.db.find(
    db
      .updateTable('contacts')
      .set((eb) => ({
        archived_at: ctx.now.toString(),
        version: eb('version', '+', 1),
        updated_at: ctx.now.toString(),
      }))
      .where('organization_id', '=', ctx.organization_id)
      .where('id', '=', id)
      .where('archived_at', 'is', null)
      .returning(contactColumns),
  )
  if (!contact) return getContact(ctx, id)
  recordEvent(ctx, contactArchived, contact)
  return contact
}
