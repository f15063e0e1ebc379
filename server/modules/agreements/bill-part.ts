import { recordEvent } from '#modules/events/record-event.ts'
import { issueInvoice } from '#modules/invoices/issue-invoice.ts'
import type { Invoice } from '#modules/invoices/schemas.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { agreementBilled } from './events.ts'
import { holdAgreement, setBilled } from './recount.ts'
import type { NewPart } from './schemas.ts'
import { workOutPart } from './work-out-part.ts'

/**
 * Issues the invoice of a deposit, of progress, or of the rest. Each accounts for the GST on its own amount alone, at
 * its tax point: the day of issue, or that of a payment before it. Never more than was agreed, however many try at once.
 */
export async function billPart(ctx: Context, id: string, part: NewPart): Promise<Invoice> {
  const held = await holdAgreement(ctx, id)
  const { amounts, amount_cents, lines } = await workOutPart(ctx, held, part)
  const { title, subtotal_cents, billed_cents: before_cents, customer_id, reference, parts } = held
  const earlier = parts.filter(({ amounts: billed, released_amounts }) =>
    billed.some((cents, i) => cents > released_amounts[i]!),
  )
  const invoice = await issueInvoice(ctx, {
    customer_id,
    reference,
    due_date: part.due_date ?? null,
    lines,
    progress: {
      title,
      agreed_cents: subtotal_cents,
      billed_before_cents: before_cents,
      billed_before_numbers: earlier.map(({ invoice_number }) => invoice_number),
      remaining_cents: subtotal_cents - before_cents - amount_cents,
    },
    ...(part.paid_on_date && { tax_point_date: part.paid_on_date }),
  })
  setBilled(ctx, id, before_cents + amount_cents)
  ctx.db.send(
    db.insertInto('agreement_parts').values({
      organization_id: ctx.organization_id,
      agreement_id: id,
      nth: (parts.at(-1)?.nth ?? 0) + 1,
      invoice_id: invoice.id,
      kind: part.kind,
      label: part.label ?? null,
      percent_bp: part.percent_bp ?? null,
      subtotal_cents: amount_cents,
      billed_before_cents: before_cents,
      amounts: JSON.stringify(amounts),
      released_amounts: JSON.stringify(amounts.map(() => 0)),
      created_at: ctx.now.toString(),
    }),
  )
  const { number: invoice_number, buyer } = invoice
  recordEvent(ctx, agreementBilled, {
    id,
    title,
    customer_name: buyer.name,
    invoice_number,
    subtotal_cents: amount_cents,
  })
  return invoice
}
