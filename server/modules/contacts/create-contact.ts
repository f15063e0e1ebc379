import { getCustomer } from '#modules/customers/queries.ts'
import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { newId } from '#platform/ids.ts'
import { contactCreated } from './events.ts'
import { contactColumns } from './queries.ts'
import type { Contact, NewContact } from './schemas.ts'

export async function createContact(ctx: Context, customer_id: string, input: NewContact): Promise<Contact> {
  await getCustomer(ctx, customer_id)
  const contact = await ctx.db.one(
    db
      .insertInto('contacts')
      .values({
        organization_id: ctx.organization_id,
        id: newId(),
        customer_id,
        name: input.name,
        email: input.email ?? null,
        phone: input.phone ?? null,
        job_title: input.job_title ?? null,
        notes: input.notes ?? null,
        created_at: ctx.now.toString(),
        updated_at: ctx.now.toString(),
      })
      .returning(contactColumns),
  )
  recordEvent(ctx, contactCreated, contact)
  return contact
}
