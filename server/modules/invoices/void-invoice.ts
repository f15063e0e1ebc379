import { recordEvent } from '#modules/events/record-event.ts'
import { reverseEntries } from '#modules/journal/post-entries.ts'
import { getOrganization } from '#modules/organizations/queries.ts'
import { type Context, dayIn } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { conflict, type Problem } from '#platform/errors.ts'
import { invoiceVoided } from './events.ts'
import { getInvoice } from './queries.ts'
import type { Invoice, VoidReason } from './schemas.ts'

/** Takes an unpaid invoice out of force. It keeps its number and stays on record with the reason. */
export async function voidInvoice(ctx: Context, id: string, { reason }: VoidReason): Promise<Invoice> {
  const voided = await ctx.db.find(
    db
      .updateTable('invoices')
      .set({ voided_at: ctx.now.toString(), void_reason: reason, updated_at: ctx.now.toString() })
      .where('organization_id', '=', ctx.organization_id)
      .where('id', '=', id)
      .where('voided_at', 'is', null)
      .where('written_off_at', 'is', null)
      .where('amount_paid_cents', '=', 0)
      .where('amount_credited_cents', '=', 0)
      .returning('id'),
  )
  const invoice = await getInvoice(ctx, id)
  if (!voided) throw refusal(invoice)
  const entry_date = dayIn((await getOrganization(ctx)).timezone, ctx.now)
  reverseEntries(ctx, { of: 'invoice', source: 'invoice_voided', source_id: id, entry_date })
  recordEvent(ctx, invoiceVoided, invoice)
  return invoice
}

function refusal({ number, status, amount_paid_cents }: Invoice): Problem {
  if (amount_paid_cents > 0)
    return conflict(
      'invoices.has_payments',
      `${number} has payments against it, so it cannot be voided. Use a credit note.`,
    )
  return conflict('invoices.not_open', `${number} is ${status}, so it cannot be voided.`)
}
