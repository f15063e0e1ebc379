import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { contactRestored } from './events.ts'
import { contactColumns, getContact } from './queries.ts'
import type { Contact } from './schemas.ts'

/** Brings an archived contact back. One that is there stays as it is. */
export async function restoreContact(ctx: Context, id: string): Promise<Contact> {
  const contact = await ctx.db.find(
    db
      .updateTable('contacts')
      .set((eb) => ({ archived_at: null, version: eb('version', '+', 1), updated_at: ctx.now.toString() }))
      .where('organization_id', '=', ctx.organization_id)
      .where('id', '=', id)
      .where('archived_at', 'is not', null)
      .returning(contactColumns),
  )
  if (!contact) return getContact(ctx, id)
  recordEvent(ctx, contactRestored, contact)
  return contact
}
