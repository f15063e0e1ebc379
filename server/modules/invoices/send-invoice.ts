import { findWaitingMail } from '#modules/customer-mails/queries.ts'
import { queueCustomerMail } from '#modules/customer-mails/queue-customer-mail.ts'
import type { CustomerMail } from '#modules/customer-mails/schemas.ts'
import { getCustomer } from '#modules/customers/queries.ts'
import { recordEvent } from '#modules/events/record-event.ts'
import { getOrganization } from '#modules/organizations/queries.ts'
import type { Context } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'
import { conflict, invalid } from '#platform/errors.ts'
import { invoiceLetter } from './emails.ts'
import { invoiceSent } from './events.ts'
import { getInvoice } from './queries.ts'
import type { InvoiceSending } from './schemas.ts'

/** Mails the invoice with its PDF. One that is still on its way to the same address is not sent again. */
export async function sendInvoice(ctx: Context, id: string, { to }: InvoiceSending): Promise<CustomerMail> {
  const invoice = await getInvoice(ctx, id)
  const { number, customer_id } = invoice
  if (invoice.status === 'void') throw conflict('invoices.not_open', `${number} is void: there is nothing to send.`)
  const { name, email } = await getCustomer(ctx, customer_id)
  const recipient = to ?? email
  if (!recipient)
    throw invalid('invoices.no_recipient', `Add the e-mail address of ${name}, or name one.`, [
      { pointer: '/to', code: 'required', detail: 'A mail needs an address.' },
    ])
  // Whoever asks at the same time waits here, and then finds what is on its way.
  await ctx.db.one(lockCustomer(ctx, customer_id))
  const waiting = await findWaitingMail(ctx, id, recipient)
  if (waiting) return waiting
  const mail = queueCustomerMail(ctx, {
    customer_id,
    kind: 'invoice',
    source_id: id,
    letter: invoiceLetter(invoice, recipient),
    reply_to: (await getOrganization(ctx)).billing_email,
    papers: [{ kind: 'invoice', id }],
  })
  recordEvent(ctx, invoiceSent, { id, number, customer_id, recipient, customer_mail_id: mail.id })
  return mail
}

const lockCustomer = (ctx: Context, id: string): TextQuery<{ id: string }> => ({
  text: 'select id from customers where organization_id = $1 and id = $2 for update',
  parameters: [ctx.organization_id, id],
})
