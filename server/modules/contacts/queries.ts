import { getCustomer } from '#modules/customers/queries.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { notFound } from '#platform/errors.ts'
import type { Contact, ContactQuery } from './schemas.ts'

export const contactColumns = [
  'id',
  'customer_id',
  'name',
  'email',
  'phone',
  'job_title',
  'notes',
  'archived_at',
  'version',
  'created_at',
  'updated_at',
] as const

export async function getContact(ctx: Context, id: string): Promise<Contact> {
  const query = db
    .selectFrom('contacts')
    .select(contactColumns)
    .where('organization_id', '=', ctx.organization_id)
    .where('id', '=', id)
  return ctx.db.one(query, () => notFound('contact'))
}

export async function listContacts(
  ctx: Context,
  customer_id: string,
  { archived = 'no' }: ContactQuery,
): Promise<{ data: Contact[] }> {
  await getCustomer(ctx, customer_id)
  let select = db
    .selectFrom('contacts')
    .select(contactColumns)
    .where('organization_id', '=', ctx.organization_id)
    .where('customer_id', '=', customer_id)
    .orderBy('id')
    .limit(500)
  if (archived === 'no') select = select.where('archived_at', 'is', null)
  if (archived === 'yes') select = select.where('archived_at', 'is not', null)
  return { data: await ctx.db.all(select) }
}
