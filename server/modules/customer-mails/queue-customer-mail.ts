import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { newId } from '#platform/ids.ts'
import { queueJob } from '#platform/jobs.ts'
import type { Letter } from '#platform/mail.ts'
import { deliverCustomerMail } from './jobs.ts'
import type { CustomerMail, Paper } from './schemas.ts'

export type NewCustomerMail = Pick<CustomerMail, 'customer_id' | 'kind' | 'source_id'> & {
  letter: Letter
  /** Answers go to the seller, not to us. */
  reply_to: string
  papers: Paper[]
}

/** A mail to a customer that is kept on record, with what became of it. It goes out once the transaction commits. */
export function queueCustomerMail(ctx: Context, mail: NewCustomerMail): CustomerMail {
  const { letter, papers, reply_to, ...about } = mail
  const id = newId()
  const { to: recipient, subject } = letter
  const created_at = ctx.now.toString()
  const { organization_id } = ctx
  ctx.db.send(
    db.insertInto('customer_mails').values({
      organization_id,
      id,
      ...about,
      recipient,
      subject,
      text_body: letter.text,
      html_body: letter.html,
      reply_to,
      attachments: JSON.stringify(papers),
      created_at,
    }),
  )
  queueJob(ctx, deliverCustomerMail, { organization_id, customer_mail_id: id })
  const later = { settled_at: null, delivered_at: null, opened_at: null, bounced_at: null, complained_at: null }
  return {
    id,
    ...about,
    recipient,
    subject,
    status: 'queued',
    failure: null,
    created_at,
    ...later,
    return_reason: null,
  }
}
