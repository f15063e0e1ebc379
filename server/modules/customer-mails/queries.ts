import { getCustomer } from '#modules/customers/queries.ts'
import type { Context } from '#platform/context.ts'
import { db, type Query, type TextQuery } from '#platform/database.ts'
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
  'delivered_at',
  'opened_at',
  'bounced_at',
  'complained_at',
  'return_reason',
] as const

/** What was mailed about an invoice, reminder or quotation, or to a customer. */
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

/** One that is still on its way to the same address. Who asks holds what it is about, so of two the second finds it. */
export async function findWaitingMail(
  ctx: Context,
  source_id: string,
  recipient: string,
): Promise<CustomerMail | undefined> {
  const mail = db
    .selectFrom('customer_mails')
    .select(customerMailColumns)
    .where('organization_id', '=', ctx.organization_id)
    .where('source_id', '=', source_id)
    .where('recipient', '=', recipient)
    .where('status', 'in', ['queued', 'sending'])
    .limit(1) as Query<CustomerMail>
  return ctx.db.find(mail)
}

/** The last mail to the address that the customer has today, where it came back; nothing else is worth a warning. */
export async function listReturnedMails(ctx: Context, customer_id: string): Promise<CustomerMailList> {
  await getCustomer(ctx, customer_id)
  const columns = customerMailColumns.map((column) => `m.${column}`).join(', ')
  const last: TextQuery<CustomerMail & { is_returned: boolean }> = {
    text: `select ${columns}, m.bounced_at is not null or m.complained_at is not null or m.status = 'failed' as is_returned
           from customer_mails m join customers c on c.organization_id = m.organization_id and c.id = m.customer_id
           where m.organization_id = $1 and m.customer_id = $2 and lower(m.recipient) = lower(c.email)
             and m.settled_at is not null and m.status <> 'cancelled'
           order by m.id desc limit 1`,
    parameters: [ctx.organization_id, customer_id],
  }
  const mails = await ctx.db.all(last)
  return { data: mails.filter(({ is_returned }) => is_returned).map(({ is_returned: _, ...mail }) => mail) }
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
