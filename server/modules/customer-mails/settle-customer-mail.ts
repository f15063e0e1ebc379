import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db, type Query } from '#platform/database.ts'
import { customerMailFailed, customerMailSent } from './events.ts'
import { customerMailColumns } from './queries.ts'
import type { CustomerMail } from './schemas.ts'

/** How often a mail server is asked before a mail is given up: with the back-off of jobs, within half an hour. */
const attemptsMax = 7

export type Outcome =
  | { status: 'sent' | 'cancelled'; failure: null }
  | { status: 'failed'; failure: string }
  /** The mail server may take it later. */
  | { status: 'queued'; failure: string }

/** Writes down what became of a mail; answers whether it is to be tried again. */
export async function settleCustomerMail(ctx: Context, id: string, outcome: Outcome): Promise<boolean> {
  const current = db
    .selectFrom('customer_mails')
    .select('attempts')
    .where('organization_id', '=', ctx.organization_id)
    .where('id', '=', id)
  const { attempts } = await ctx.db.one(current)
  const status = outcome.status === 'queued' && attempts >= attemptsMax ? 'failed' : outcome.status
  const failure = outcome.failure?.slice(0, 500) ?? null
  const settled_at = status === 'queued' ? null : ctx.now.toString()
  const mail = await ctx.db.one(
    db
      .updateTable('customer_mails')
      .set({ status, failure, settled_at })
      .where('organization_id', '=', ctx.organization_id)
      .where('id', '=', id)
      .returning(customerMailColumns) as Query<CustomerMail>,
  )
  if (status === 'sent') recordEvent(ctx, customerMailSent, mail)
  if (status === 'failed') recordEvent(ctx, customerMailFailed, mail)
  return status === 'queued'
}
