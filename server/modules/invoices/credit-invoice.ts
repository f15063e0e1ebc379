import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'
import { invoiceCredited } from './events.ts'
import type { Invoice } from './schemas.ts'

type Credit = { invoice_id: string; credit_note_id: string; amount_cents: number }

/** Takes what a credit note says off what an invoice asks for; as much is due on it, or the database refuses. */
export async function creditInvoice(ctx: Context, { invoice_id, credit_note_id, amount_cents }: Credit): Promise<void> {
  const query: TextQuery<Pick<Invoice, 'id' | 'number' | 'amount_due_cents'>> = {
    text: `update invoices set amount_credited_cents = amount_credited_cents + $3, updated_at = $4
           where organization_id = $1 and id = $2 returning id, number, amount_due_cents`,
    parameters: [ctx.organization_id, invoice_id, amount_cents, ctx.now.toString()],
  }
  const { id, number, amount_due_cents } = await ctx.db.one(query)
  recordEvent(ctx, invoiceCredited, { id, number, credit_note_id, amount_cents, amount_due_cents })
}
