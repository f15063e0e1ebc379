import { queueCustomerMail } from '#modules/customer-mails/queue-customer-mail.ts'
import type { CustomerMail } from '#modules/customer-mails/schemas.ts'
import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { invalid } from '#platform/errors.ts'
import { statementLetter } from './emails.ts'
import { statementSent } from './events.ts'
import { getStatement } from './queries.ts'
import type { StatementSending } from './schemas.ts'

/** Where customers read their statement as it is now; undefined where they have no such place. */
export type LiveUrl = (ctx: Context) => Promise<string | undefined>

/** Mails the statement as a PDF, drawn when the mail goes out. */
export async function sendStatement(
  ctx: Context,
  customer_id: string,
  sending: StatementSending,
  liveUrl: LiveUrl,
): Promise<CustomerMail> {
  const { recipient: named, ...range } = sending
  const statement = await getStatement(ctx, customer_id, range)
  const { from_date, to_date, customer, seller } = statement
  const recipient = named ?? customer.email
  if (!recipient)
    throw invalid('statements.invalid', `Add the e-mail address of ${customer.name}, or name one.`, [
      { pointer: '/recipient', code: 'required', detail: 'A mail needs an address.' },
    ])
  const mail = queueCustomerMail(ctx, {
    customer_id,
    kind: 'statement',
    source_id: customer_id,
    letter: statementLetter(statement, recipient, await liveUrl(ctx)),
    reply_to: seller.email!,
    papers: [{ kind: 'statement', customer_id, from: from_date, to: to_date }],
  })
  recordEvent(ctx, statementSent, { id: customer_id, name: customer.name, recipient, from_date, to_date })
  return mail
}
