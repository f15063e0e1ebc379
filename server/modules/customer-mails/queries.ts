import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { notFound } from '#platform/errors.ts'
import type { CustomerMail, CustomerMailList, Paper } from './schemas.ts'

export const customerMailColumns = [
  'id',
  'customer_id',
  'kind',
  'source_id',
  'recipient',
  'subject',
  'status',
  'failure',
  'created_at',
  'settled_at',
] as const

/** What was mailed about an invoice or reminder, or to a customer. */
export async function listMailsAbout(ctx: Context, source_id: string): Promise<CustomerMailList> {
  const mails = db
    .selectFrom('customer_mails')
    .select(customerMailColumns)
    .where('organization_id', '=', ctx.organization_id)
    .where('source_id', '=', source_id)
    .orderBy('id', 'desc')
    .limit(50)
  return { data: (await ctx.db.all(mails)) as CustomerMail[] }
}

/** As it will go out. */
export type OutgoingMail = CustomerMail & {
  text_body: string
  html_body: string
  reply_to: string
  attachments: Paper[]
}

export async function getOutgoingMail(ctx: Context, id: string): Promise<OutgoingMail> {
  const mail = db
    .selectFrom('customer_mails')
    .select([...customerMailColumns, 'text_body', 'html_body', 'reply_to', 'attachments'])
    .where('organization_id', '=', ctx.organization_id)
    .where('id', '=', id)
  return (await ctx.db.one(mail, () => notFound('mail'))) as unknown as OutgoingMail
}
