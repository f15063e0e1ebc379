import { recordEvent } from '#modules/events/record-event.ts'
import { creditInvoice } from '#modules/invoices/credit-invoice.ts'
import { postDocuments } from '#modules/invoices/post-documents.ts'
import type { Invoice } from '#modules/invoices/schemas.ts'
import { getOrganization } from '#modules/organizations/queries.ts'
import { releaseFromInvoice } from '#modules/payments/release-from-invoice.ts'
import { type Context, dayIn } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'
import { conflict } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { creditNoteIssued } from './events.ts'
import { getCreditable } from './queries.ts'
import { takeCredit } from './rules.ts'
import type { CreditNote, CreditNotePreview, NewCreditNote } from './schemas.ts'

/**
 * Takes an invoice back, in whole or in part, on paper and in the books. By so much less is owed; what had been paid of
 * it is credit of the customer. GST comes off at the rates of the invoice (GST (General) Regulations, regulation 12;
 * 14 days are allowed after the price changed), never more than is left of it.
 */
export async function issueCreditNote(ctx: Context, input: NewCreditNote): Promise<CreditNote> {
  const { invoice, left_cents: _left, ...computed } = await computeCreditNote(ctx, input, 'for update of i')
  const { total_amount_cents, amount_released_cents, lines, gst_breakdown } = computed
  const id = newId()
  if (amount_released_cents > 0) await releaseFromInvoice(ctx, invoice.id, amount_released_cents)
  await creditInvoice(ctx, { invoice_id: invoice.id, credit_note_id: id, amount_cents: total_amount_cents })
  const details = {
    id,
    invoice_id: invoice.id,
    invoice_number: invoice.number,
    invoice_issue_date: invoice.issue_date,
    customer_id: invoice.customer_id,
    currency: invoice.currency,
    issue_date: dayIn((await getOrganization(ctx)).timezone, ctx.now),
    reason: input.reason,
    subtotal_cents: computed.subtotal_cents,
    gst_amount_cents: computed.gst_amount_cents,
    amount_released_cents,
    created_at: ctx.now.toString(),
    seller: invoice.seller,
    buyer: invoice.buyer,
    lines,
    gst_breakdown,
  }
  const { number } = await ctx.db.one(insertQuery(ctx.organization_id, details))
  postDocuments(ctx, 'credit_notes', [id])
  const note: CreditNote = { ...details, number, total_amount_cents }
  recordEvent(ctx, creditNoteIssued, note)
  return note
}

/** What it would come to, and what would become of money that was paid. Changes nothing. */
export async function previewCreditNote(ctx: Context, input: NewCreditNote): Promise<CreditNotePreview> {
  const { invoice: _, ...preview } = await computeCreditNote(ctx, input)
  return preview
}

type Computed = CreditNotePreview & { invoice: Invoice }

async function computeCreditNote(
  ctx: Context,
  input: NewCreditNote,
  lock: 'for update of i' | '' = '',
): Promise<Computed> {
  const { invoice, ...left } = await getCreditable(ctx, input.invoice_id, lock)
  if (invoice.status === 'void' || invoice.status === 'uncollectible')
    throw conflict('credit_notes.invoice_not_open', refusalOf(invoice))
  const left_cents = left.groups.reduce((sum, group) => sum + group.taxable_left_cents + group.gst_left_cents, 0)
  if (left_cents === 0) throw conflict('credit_notes.nothing_left', `${invoice.number} is credited in full already.`)
  const taken = takeCredit(input, left)
  const subtotal_cents = taken.groups.reduce((sum, group) => sum + group.taxable_cents, 0)
  const gst_amount_cents = taken.groups.reduce((sum, group) => sum + group.gst_cents, 0)
  const total_amount_cents = subtotal_cents + gst_amount_cents
  if (total_amount_cents === 0) throw conflict('credit_notes.nothing_left', 'This would credit nothing.')
  return {
    invoice,
    subtotal_cents,
    gst_amount_cents,
    total_amount_cents,
    amount_released_cents: Math.max(0, total_amount_cents - invoice.amount_due_cents),
    left_cents,
    lines: taken.lines.map(({ line, quantity, amount_cents }, i) => ({
      position: i + 1,
      invoice_position: line.position,
      description: line.description,
      quantity,
      unit: line.unit,
      gst_code: line.gst_code as CreditNote['lines'][number]['gst_code'],
      gst_rate_bp: line.gst_rate_bp,
      amount_cents,
      service_from_date: line.service_from_date,
      service_to_date: line.service_to_date,
    })),
    gst_breakdown: taken.groups as CreditNote['gst_breakdown'],
  }
}

const refusalOf = ({ number, status }: Invoice): string =>
  status === 'void' ? `${number} is void: nothing of it is owed.` : `${number} is written off. Reinstate it first.`

function insertQuery(
  organization_id: string,
  note: Omit<CreditNote, 'number' | 'total_amount_cents'>,
): TextQuery<Pick<CreditNote, 'number'>> {
  return {
    text: `
      with numbered as (
        insert into number_series (organization_id, series, last_number) values ($1, $2, 1)
        on conflict (organization_id, series) do update set last_number = number_series.last_number + 1
        returning series || '-' || lpad(last_number::text, greatest(5, length(last_number::text)), '0') as number
      ), noted as (
        insert into credit_notes (organization_id, id, number, invoice_id, invoice_number, invoice_issue_date, customer_id,
          seller, buyer, currency, issue_date, reason, subtotal_cents, gst_amount_cents, amount_released_cents, search_text,
          created_at)
        select $1, $3, number, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, lower(number) || ' ' || $16, $17
        from numbered
        returning number
      ), lined as (
        insert into credit_note_lines (organization_id, credit_note_id, position, invoice_position, description, quantity,
          unit, gst_code, gst_rate_bp, amount_cents, service_from_date, service_to_date)
        select $1, $3, position, invoice_position, description, quantity, unit, gst_code, gst_rate_bp, amount_cents,
          service_from_date, service_to_date
        from jsonb_to_recordset($18::jsonb) as l (position int, invoice_position int, description text, quantity numeric,
          unit text, gst_code text, gst_rate_bp int, amount_cents bigint, service_from_date date, service_to_date date)
      ), grouped as (
        insert into credit_note_gst_groups (organization_id, credit_note_id, gst_code, gst_rate_bp, taxable_cents, gst_cents)
        select $1, $3, gst_code, gst_rate_bp, taxable_cents, gst_cents
        from jsonb_to_recordset($19::jsonb) as g (gst_code text, gst_rate_bp int, taxable_cents bigint, gst_cents bigint)
      )
      select number from noted`,
    parameters: [
      organization_id,
      `CN-${note.issue_date.slice(0, 4)}`,
      note.id,
      note.invoice_id,
      note.invoice_number,
      note.invoice_issue_date,
      note.customer_id,
      note.seller,
      note.buyer,
      note.currency,
      note.issue_date,
      note.reason,
      note.subtotal_cents,
      note.gst_amount_cents,
      note.amount_released_cents,
      `${note.invoice_number} ${note.buyer.name}`.normalize('NFKC').toLowerCase(),
      note.created_at,
      note.lines,
      note.gst_breakdown,
    ],
  }
}
