import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'
import { agreementReleased } from './events.ts'
import { getAgreement } from './queries.ts'
import { holdAgreement } from './recount.ts'

type Freed = { invoice_id: string } | { credit_note_id: string }

/** After an invoice was voided or credited that bills a part: as much may be billed again. */
export async function releasePart(ctx: Context, freed: Freed): Promise<void> {
  const [invoice_id, credit_note_id] = 'invoice_id' in freed ? [freed.invoice_id, null] : [null, freed.credit_note_id]
  const query: TextQuery<{ id: string; billed_cents: number }> = {
    text: `select a.id, a.billed_cents from agreement_parts p
           join agreements a on a.organization_id = p.organization_id and a.id = p.agreement_id
           where p.organization_id = $1 and p.invoice_id = coalesce($2::uuid, (
             select invoice_id from credit_notes where organization_id = $1 and id = $3::uuid))`,
    parameters: [ctx.organization_id, invoice_id, credit_note_id],
  }
  const before = await ctx.db.find(query)
  if (!before) return
  const { billed_cents } = await holdAgreement(ctx, before.id)
  if (billed_cents === before.billed_cents) return
  const { id, title, customer_name } = await getAgreement(ctx, before.id)
  recordEvent(ctx, agreementReleased, { id, title, customer_name, subtotal_cents: before.billed_cents - billed_cents })
}
