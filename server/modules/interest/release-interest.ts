import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'
import { interestReleased } from './events.ts'

/** After a debit note for interest was voided: its days are to be decided again. */
export async function releaseInterest(ctx: Context, debit_note_id: string): Promise<void> {
  const query: TextQuery<{ id: string; number: string }> = {
    text: `update interest_charges c set cancelled_at = $3 from invoices i
           where c.organization_id = $1 and c.debit_note_id = $2 and c.cancelled_at is null
             and i.organization_id = c.organization_id and i.id = c.invoice_id
           returning i.id, i.number`,
    parameters: [ctx.organization_id, debit_note_id, ctx.now.toString()],
  }
  const released = await ctx.db.find(query)
  if (released) recordEvent(ctx, interestReleased, released)
}
