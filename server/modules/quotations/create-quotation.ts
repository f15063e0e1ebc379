import { recordEvent } from '#modules/events/record-event.ts'
import { getCustomer } from '#modules/customers/queries.ts'
import { computeLines } from '#modules/invoices/compute-lines.ts'
import { getLead } from '#modules/leads/queries.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { conflict, invalid } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { quotationCreated } from './events.ts'
import { type Found, getQuotation } from './queries.ts'
import type { NewQuotation } from './schemas.ts'

/** Saves an unfinished quotation: no number, and nobody sees it but the team. */
export async function createQuotation(
  ctx: Context,
  input: NewQuotation & { replaces_quotation_id?: string },
): Promise<Found> {
  const name = await nameOfRecipient(ctx, input)
  const { subtotal_cents, gst_amount_cents } = await computeLines(ctx, input.customer_id ?? null, input.lines)
  const id = newId()
  const now = ctx.now.toString()
  ctx.db.send(
    db.insertInto('quotations').values({
      organization_id: ctx.organization_id,
      id,
      status: 'draft',
      customer_id: input.customer_id ?? null,
      lead_id: input.lead_id ?? null,
      currency: 'SGD',
      valid_until: input.valid_until ?? null,
      reference: input.reference ?? null,
      notes: input.notes ?? null,
      lines: JSON.stringify(input.lines),
      subtotal_cents,
      gst_amount_cents,
      replaces_quotation_id: input.replaces_quotation_id ?? null,
      search_text: searchText(name, input.reference),
      created_at: now,
      updated_at: now,
    }),
  )
  const quotation = await getQuotation(ctx, id)
  recordEvent(ctx, quotationCreated, quotation)
  return quotation
}

export const searchText = (...parts: (string | null | undefined)[]): string =>
  parts.filter(Boolean).join(' ').toLowerCase()

/** Refuses whoever is not there, and two at once. A lead that was converted in the meantime is a customer. */
async function nameOfRecipient(
  ctx: Context,
  { customer_id, lead_id, replaces_quotation_id }: NewQuotation & { replaces_quotation_id?: string },
): Promise<string> {
  if (!customer_id === !lead_id && !replaces_quotation_id)
    throw invalid('quotations.invalid', 'Name a customer or a lead, one of the two.', [
      {
        pointer: '/customer_id',
        code: customer_id ? 'unexpected' : 'required',
        detail: 'Name a customer or a lead, one of the two.',
      },
    ])
  if (customer_id) return (await getCustomer(ctx, customer_id)).name
  const lead = await getLead(ctx, lead_id!)
  if (lead.merged_into_id) throw conflict('leads.merged', 'This lead was merged into another: offer it to that one.')
  if (lead.customer_id)
    throw invalid('quotations.invalid', 'This lead is a customer: name the customer.', [
      { pointer: '/lead_id', code: 'converted', detail: 'This lead is a customer. Send `customer_id` instead.' },
    ])
  return lead.company ?? lead.name
}
