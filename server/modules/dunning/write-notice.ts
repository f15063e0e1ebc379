import { queueCustomerMail } from '#modules/customer-mails/queue-customer-mail.ts'
import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { newId } from '#platform/ids.ts'
import { papersMax, type PortalUrl, reminderLetter } from './emails.ts'
import { dunningReminderSent } from './events.ts'
import type { Debtor } from './overdue.ts'
import type { DunningNotice, DunningStep } from './schemas.ts'

type Due = { lead_invoice_id: string; step: DunningStep }

/**
 * Writes one reminder, its mail and what it listed; answers nothing where the customer has had one of this step, or one
 * today. The keys of the table decide that, so of two who try at once one sends.
 */
export async function writeNotice(
  ctx: Context,
  debtor: Debtor,
  { lead_invoice_id, step }: Due,
  is_by_hand: boolean,
  portalUrl: PortalUrl,
): Promise<DunningNotice | undefined> {
  const { customer_id, customer_name, invoices } = debtor
  const notice = {
    id: newId(),
    customer_id,
    tone: step.tone,
    step_days: step.days,
    is_by_hand,
    notice_date: debtor.today,
    amount_cents: invoices.reduce((sum, { amount_due_cents }) => sum + amount_due_cents, 0),
    sent_by: ctx.actor.name,
    created_at: ctx.now.toString(),
  }
  const { organization_id } = ctx
  const written = await ctx.db.find(
    db
      .insertInto('dunning_notices')
      .values({ organization_id, ...notice, lead_invoice_id })
      .onConflict((taken) => taken.doNothing())
      .returning('id'),
  )
  if (!written) return undefined

  ctx.db.send(
    db.insertInto('dunning_notice_invoices').values(
      invoices.map(({ id, step_days, amount_due_cents }) => {
        return { organization_id, notice_id: notice.id, invoice_id: id, step_days, amount_cents: amount_due_cents }
      }),
    ),
  )
  const mail = queueCustomerMail(ctx, {
    customer_id,
    kind: 'reminder',
    source_id: notice.id,
    letter: reminderLetter(step, debtor, invoices, await portalUrl(ctx, debtor.customer_email)),
    reply_to: debtor.seller_email,
    papers: invoices.slice(0, papersMax).map(({ id }) => ({ kind: 'invoice', id })),
  })
  const invoice_ids = invoices.map(({ id }) => id)
  const { recipient, subject, status, failure } = mail
  recordEvent(ctx, dunningReminderSent, { ...notice, invoice_ids, recipient, subject, customer_name })
  return { ...notice, invoice_ids, recipient, subject, status, failure }
}
