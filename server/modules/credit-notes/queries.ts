import { getInvoice } from '#modules/invoices/queries.ts'
import type { Invoice } from '#modules/invoices/schemas.ts'
import type { Context } from '#platform/context.ts'
import { type Cursors, pageOf } from '#platform/cursor.ts'
import type { TextQuery } from '#platform/database.ts'
import { notFound } from '#platform/errors.ts'
import type { LeftGroup, LeftLine } from './rules.ts'
import type { CreditNote, CreditNotePage, CreditNoteQuery, CreditNoteSummary } from './schemas.ts'

const face = `n.id, n.number, n.invoice_id, n.invoice_number, n.invoice_issue_date, n.customer_id, n.currency, n.issue_date,
  n.reason, n.subtotal_cents, n.gst_amount_cents, n.total_amount_cents, n.amount_released_cents, n.created_at`

export async function getCreditNote(ctx: Context, id: string): Promise<CreditNote> {
  const key = [ctx.organization_id, id]
  const noteQuery: TextQuery<Omit<CreditNote, 'lines' | 'gst_breakdown'>> = {
    text: `select ${face}, n.seller, n.buyer from credit_notes n where n.organization_id = $1 and n.id = $2`,
    parameters: key,
  }
  const linesQuery: TextQuery<CreditNote['lines'][number]> = {
    text: `select position, invoice_position, description, quantity, unit, gst_code, gst_rate_bp, amount_cents,
             service_from_date, service_to_date
           from credit_note_lines where organization_id = $1 and credit_note_id = $2 order by position`,
    parameters: key,
  }
  const groupsQuery: TextQuery<CreditNote['gst_breakdown'][number]> = {
    text: `select gst_code, gst_rate_bp, taxable_cents, gst_cents from credit_note_gst_groups
           where organization_id = $1 and credit_note_id = $2 order by gst_rate_bp desc, gst_code`,
    parameters: key,
  }
  const [[note], lines, gst_breakdown] = await ctx.db.batch(noteQuery, linesQuery, groupsQuery)
  if (!note) throw notFound('credit note')
  return { ...note, lines, gst_breakdown }
}

/** Newest first. */
export async function listCreditNotes(ctx: Context, cursors: Cursors, query: CreditNoteQuery): Promise<CreditNotePage> {
  const limit = query.limit ?? 25
  const place = cursors.decode('credit_notes', query.cursor)
  const parameters: unknown[] = [ctx.organization_id]
  const conditions = ['n.organization_id = $1']
  const add = (condition: (placeholder: string) => string, value: unknown) => {
    if (value) conditions.push(condition(`$${parameters.push(value)}`))
  }
  add((p) => `n.invoice_id = ${p}::uuid`, query.invoice_id)
  add((p) => `n.customer_id = ${p}::uuid`, query.customer_id)
  add((p) => `n.issue_date >= ${p}::date`, query.from)
  add((p) => `n.issue_date <= ${p}::date`, query.to)
  add((p) => `position(${p} in n.search_text) > 0`, query.q?.trim().toLowerCase())
  if (place) {
    const [day, id] = [parameters.push(place.key), parameters.push(place.id)]
    conditions.push(`(n.issue_date, n.id) < ($${day}::date, $${id}::uuid)`)
  }
  const page: TextQuery<CreditNoteSummary> = {
    text: `select ${face}, n.buyer ->> 'name' as customer_name from credit_notes n where ${conditions.join(' and ')}
           order by n.issue_date desc, n.id desc limit ${limit + 1}`,
    parameters,
  }
  return pageOf(cursors, 'credit_notes', await ctx.db.all(page), limit, (row) => row.issue_date)
}

export type Creditable = { invoice: Invoice; lines: LeftLine[]; groups: LeftGroup[] }

/** An invoice with what is left of its lines and groups after the credit notes of before. */
export async function getCreditable(
  ctx: Context,
  invoice_id: string,
  lock: 'for update of i' | '',
): Promise<Creditable> {
  const key = [ctx.organization_id, invoice_id]
  // Whoever waited here reads below what the other wrote.
  if (lock)
    await ctx.db.all({
      text: `select i.id from invoices i where i.organization_id = $1 and i.id = $2 ${lock}`,
      parameters: key,
    })
  const invoice = await getInvoice(ctx, invoice_id)
  const linesQuery: TextQuery<LeftLine> = {
    text: `select l.position, l.description, l.quantity, l.unit, l.gst_code, l.gst_rate_bp, l.service_from_date,
             l.service_to_date, l.amount_cents, l.amount_cents - coalesce(c.cents, 0) as left_cents
           from invoice_lines l
           left join (
             select c.invoice_position, sum(c.amount_cents)::bigint as cents from credit_notes n
             join credit_note_lines c on c.organization_id = n.organization_id and c.credit_note_id = n.id
             where n.organization_id = $1 and n.invoice_id = $2 group by c.invoice_position
           ) c on c.invoice_position = l.position
           where l.organization_id = $1 and l.invoice_id = $2 order by l.position`,
    parameters: key,
  }
  const groupsQuery: TextQuery<LeftGroup> = {
    text: `select g.gst_code, g.gst_rate_bp, g.taxable_cents - coalesce(c.taxable_cents, 0) as taxable_left_cents,
             g.gst_cents - coalesce(c.gst_cents, 0) as gst_left_cents
           from invoice_gst_groups g
           left join (
             select c.gst_code, c.gst_rate_bp, sum(c.taxable_cents)::bigint as taxable_cents, sum(c.gst_cents)::bigint as gst_cents
             from credit_notes n
             join credit_note_gst_groups c on c.organization_id = n.organization_id and c.credit_note_id = n.id
             where n.organization_id = $1 and n.invoice_id = $2 group by c.gst_code, c.gst_rate_bp
           ) c using (gst_code, gst_rate_bp)
           where g.organization_id = $1 and g.invoice_id = $2 order by g.gst_rate_bp desc, g.gst_code`,
    parameters: key,
  }
  const [lines, groups] = await ctx.db.batch(linesQuery, groupsQuery)
  return { invoice, lines, groups }
}
