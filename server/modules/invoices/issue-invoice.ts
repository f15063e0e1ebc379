import { allowanceQuery } from '#modules/entitlements/queries.ts'
import { refuseBeyond } from '#modules/entitlements/rules.ts'
import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db, type TextQuery } from '#platform/database.ts'
import { invalid } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { computeLines } from './compute-lines.ts'
import { invoiceIssued } from './events.ts'
import { postDocuments } from './post-documents.ts'
import type { InvoiceProgress } from './progress.ts'
import { dueDateFor, freezeParties, kindFor, listMissing, seriesOf } from './rules.ts'
import type { Invoice, IssuedLine, NewDraft } from './schemas.ts'

/** The invoice that a debit note corrects: its tax point decides the rates. */
type Corrected = { corrects_invoice_id: string; correction_reason: string; tax_point_date: string }
export type NewInvoice = Omit<NewDraft, 'lines'> & {
  lines: IssuedLine[]
  id?: string
  subscription_ids?: string[]
  corrected?: Corrected
  /** Where money came before the invoice: earlier than today, never later. */
  tax_point_date?: string
  /** Of a part of an agreed total. */
  progress?: InvoiceProgress
}

/**
 * Issues an invoice: the next number of its series, and a record that nothing in the service can change any more.
 * Refused, with the list of what is missing, while anything is; and beyond what the plan allows in a month. Invoices of
 * subscriptions are issued all the same: their customers owe them, and half a renewal run would leave periods unbilled.
 */
export async function issueInvoice(ctx: Context, input: NewInvoice): Promise<Invoice> {
  const tax_point_date = input.corrected?.tax_point_date ?? input.tax_point_date
  const computed = await computeLines(ctx, input.customer_id, input.lines, tax_point_date)
  const { parties, lines, gst_breakdown, subtotal_cents, gst_amount_cents, total_amount_cents } = computed
  const missing = listMissing({ ...computed, due_date: input.due_date })
  if (missing.length)
    throw invalid('invoices.incomplete', 'The invoice cannot be issued yet; `errors` lists what is missing.', missing)

  const { subscription_ids = [] } = input
  const details = {
    id: input.id ?? newId(),
    kind: input.corrected ? ('debit_note' as const) : kindFor(parties),
    customer_id: input.customer_id,
    subscription_id: subscription_ids.length === 1 ? subscription_ids[0]! : null,
    subscription_ids,
    ...freezeParties(parties),
    currency: input.currency ?? 'SGD',
    issue_date: parties.today,
    due_date: dueDateFor(parties, input.due_date),
    tax_point_date: tax_point_date ?? parties.today,
    corrects_invoice_id: input.corrected?.corrects_invoice_id ?? null,
    correction_reason: input.corrected?.correction_reason ?? null,
    reference: input.reference ?? null,
    notes: input.notes ?? null,
    progress: input.progress ?? null,
    subtotal_cents,
    gst_amount_cents,
    created_at: ctx.now.toString(),
    lines: lines.map((line, i) => ({ position: i + 1, ...line })),
    gst_breakdown,
  }
  const [[issued], [allowance]] = await ctx.db.batch(
    insertInvoice(ctx.organization_id, details),
    allowanceQuery(ctx, details.issue_date),
  )
  if (!subscription_ids.length) refuseBeyond(allowance, details.issue_date)
  if (subscription_ids.length > 1) linkAll(ctx, details)
  const { number, status } = issued!
  const invoice: Invoice = {
    ...details,
    number,
    status,
    is_overdue: false,
    total_amount_cents,
    amount_paid_cents: 0,
    amount_credited_cents: 0,
    amount_written_off_cents: 0,
    amount_due_cents: total_amount_cents,
    voided_at: null,
    void_reason: null,
    written_off_at: null,
    write_off_reason: null,
  }
  postDocuments(ctx, 'invoices', [invoice.id])
  recordEvent(ctx, invoiceIssued, invoice)
  return invoice
}

/** Of one alone its column says it. */
function linkAll(ctx: Context, { id, subscription_ids }: Details): void {
  ctx.db.send(
    db.insertInto('invoice_subscriptions').values(
      subscription_ids.map((subscription_id) => {
        return { organization_id: ctx.organization_id, subscription_id, invoice_id: id }
      }),
    ),
  )
}

type Details = Pick<
  Invoice,
  | 'id'
  | 'kind'
  | 'customer_id'
  | 'subscription_id'
  | 'subscription_ids'
  | 'seller'
  | 'buyer'
  | 'currency'
  | 'issue_date'
  | 'due_date'
  | 'tax_point_date'
  | 'corrects_invoice_id'
  | 'correction_reason'
  | 'reference'
  | 'notes'
  | 'progress'
  | 'subtotal_cents'
  | 'gst_amount_cents'
  | 'created_at'
  | 'lines'
  | 'gst_breakdown'
>

/** One statement: the counter's row, which is the lock of the series, is taken as late as can be. */
function insertInvoice(organization_id: string, details: Details): TextQuery<Pick<Invoice, 'number' | 'status'>> {
  return {
    text: `
      with numbered as (
        insert into number_series (organization_id, series, last_number) values ($1, $2, 1)
        on conflict (organization_id, series) do update set last_number = number_series.last_number + 1
        returning series || '-' || lpad(last_number::text, greatest(5, length(last_number::text)), '0') as number
      ), invoiced as (
        insert into invoices (organization_id, id, number, kind, customer_id, subscription_id, seller, buyer, currency, issue_date, due_date,
          tax_point_date, reference, notes, subtotal_cents, gst_amount_cents, search_text, created_at, updated_at,
          corrects_invoice_id, correction_reason, progress)
        select $1, $3, number, $4, $5, $20::uuid, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, lower(number) || ' ' || $16, $17, $17,
          $21::uuid, $22, $23::jsonb
        from numbered
        returning number, status
      ), lined as (
        insert into invoice_lines (organization_id, invoice_id, position, description, quantity, unit, unit_price_cents,
          discount_cents, gst_code, gst_rate_bp, service_from_date, service_to_date)
        select $1, $3, position, description, quantity, unit, unit_price_cents, discount_cents, gst_code, gst_rate_bp,
          service_from_date, service_to_date
        from jsonb_to_recordset($18::jsonb) as l (position int, description text, quantity numeric, unit text,
          unit_price_cents bigint, discount_cents bigint, gst_code text, gst_rate_bp int, service_from_date date,
          service_to_date date)
      ), grouped as (
        insert into invoice_gst_groups (organization_id, invoice_id, gst_code, gst_rate_bp, taxable_cents)
        select $1, $3, gst_code, gst_rate_bp, taxable_cents
        from jsonb_to_recordset($19::jsonb) as g (gst_code text, gst_rate_bp int, taxable_cents bigint)
      )
      select number, status from invoiced`,
    parameters: [
      organization_id,
      seriesOf(details),
      details.id,
      details.kind,
      details.customer_id,
      details.seller,
      details.buyer,
      details.currency,
      details.issue_date,
      details.due_date,
      details.tax_point_date,
      details.reference,
      details.notes,
      details.subtotal_cents,
      details.gst_amount_cents,
      searchText(details.buyer.name, details.reference),
      details.created_at,
      details.lines,
      details.gst_breakdown,
      details.subscription_id,
      details.corrects_invoice_id,
      details.correction_reason,
      details.progress,
    ],
  }
}

const searchText = (buyer: string, reference: string | null): string =>
  [buyer, reference].filter(Boolean).join(' ').normalize('NFKC').toLowerCase()
