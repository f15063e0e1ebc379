import { listMailsAbout } from '#modules/customer-mails/queries.ts'
import type { CustomerMailList } from '#modules/customer-mails/schemas.ts'
import type { Context } from '#platform/context.ts'
import { type Cursors, pageOf } from '#platform/cursor.ts'
import type { TextQuery } from '#platform/database.ts'
import { notFound } from '#platform/errors.ts'
import type { Corrected, CustomerAccounting, PrintedInvoice } from './invoice-page.ts'
import type {
  Invoice,
  InvoicePage,
  InvoiceQuery,
  InvoiceSummary,
  InvoiceTotals,
  InvoiceTotalsQuery,
} from './schemas.ts'

/** The whole document, in one round trip. */
export async function getInvoice(ctx: Context, id: string): Promise<Invoice> {
  const [[face], lines, gst_breakdown] = await ctx.db.batch(...invoiceQueries(ctx, id))
  if (!face) throw notFound('invoice')
  return { ...face, lines, gst_breakdown }
}

/** What was mailed of the invoice by itself. */
export async function listInvoiceMails(ctx: Context, id: string): Promise<CustomerMailList> {
  await getInvoice(ctx, id)
  return listMailsAbout(ctx, id)
}

/** The whole document with what only its paper says, in one round trip. */
export async function getPrintedInvoice(ctx: Context, id: string): Promise<PrintedInvoice> {
  const [[face], lines, gst_breakdown, [customer_accounting = null], [corrects = null]] = await ctx.db.batch(
    ...invoiceQueries(ctx, id),
    customerAccountingQuery(ctx, id),
    correctedQuery(ctx, id),
  )
  if (!face) throw notFound('invoice')
  return { ...face, lines, gst_breakdown, customer_accounting, corrects }
}

function invoiceQueries(ctx: Context, id: string) {
  const key = [ctx.organization_id, id]
  const face: TextQuery<Omit<Invoice, 'lines' | 'gst_breakdown'>> = {
    text: `select i.id, i.number, i.kind, i.status,
             i.status = 'open' and i.due_date < ($3::timestamptz at time zone o.timezone)::date as is_overdue,
             i.customer_id, i.currency, i.issue_date, i.due_date, i.reference, i.subtotal_cents, i.gst_amount_cents,
             i.total_amount_cents, i.amount_paid_cents, i.amount_credited_cents, i.amount_written_off_cents,
             i.amount_due_cents, i.created_at,
             i.subscription_id, case when i.subscription_id is not null then jsonb_build_array(i.subscription_id) else coalesce((
               select jsonb_agg(l.subscription_id order by l.subscription_id) from invoice_subscriptions l
               where l.organization_id = i.organization_id and l.invoice_id = i.id), '[]') end as subscription_ids,
             i.seller, i.buyer, i.tax_point_date, i.notes, i.progress, i.voided_at, i.void_reason, i.written_off_at, i.write_off_reason,
             i.corrects_invoice_id, i.correction_reason
           from invoices i join organizations o on o.organization_id = i.organization_id
           where i.organization_id = $1 and i.id = $2`,
    parameters: [...key, ctx.now.toString()],
  }
  const lines: TextQuery<Invoice['lines'][number]> = {
    text: `select position, description, quantity, unit, unit_price_cents, discount_cents, gst_code, gst_rate_bp, amount_cents,
             service_from_date, service_to_date
           from invoice_lines where organization_id = $1 and invoice_id = $2 order by position`,
    parameters: key,
  }
  const groups: TextQuery<Invoice['gst_breakdown'][number]> = {
    text: `select gst_code, gst_rate_bp, taxable_cents, gst_cents
           from invoice_gst_groups where organization_id = $1 and invoice_id = $2 order by gst_rate_bp desc, gst_code`,
    parameters: key,
  }
  return [face, lines, groups] as const
}

/** PINT-SG wants rate 0 on the seller's side (SRCA-S); what the customer owes is at the rate of theirs (SRCA-C). */
function customerAccountingQuery(ctx: Context, id: string): TextQuery<CustomerAccounting> {
  return {
    text: `select r.gst_rate_bp, g.taxable_cents, round(g.taxable_cents * r.gst_rate_bp / 10000.0)::bigint as gst_cents
           from invoices i
           join invoice_gst_groups g on g.organization_id = i.organization_id and g.invoice_id = i.id and g.gst_code = 'SRCA-S'
           join lateral (
             select gst_rate_bp from gst_rates
             where gst_code = 'SRCA-C' and from_date <= i.tax_point_date order by from_date desc limit 1
           ) r on true
           where i.organization_id = $1 and i.id = $2`,
    parameters: [ctx.organization_id, id],
  }
}

/** The invoice that a debit note adds to. */
function correctedQuery(ctx: Context, id: string): TextQuery<Corrected> {
  return {
    text: `select c.number, c.issue_date from invoices i
           join invoices c on c.organization_id = i.organization_id and c.id = i.corrects_invoice_id
           where i.organization_id = $1 and i.id = $2`,
    parameters: [ctx.organization_id, id],
  }
}

const sortTypes = { issue_date: 'date', due_date: 'date', total_amount_cents: 'bigint' } as const

/** Written out rather than built: the most wanted list of all, and building it would cost as much as running it. */
export async function listInvoices(ctx: Context, cursors: Cursors, query: InvoiceQuery): Promise<InvoicePage> {
  const limit = query.limit ?? 25
  const sort = query.sort ?? '-issue_date'
  const direction = sort.startsWith('-') ? 'desc' : 'asc'
  const column = sort.replace('-', '') as keyof typeof sortTypes
  const list = `invoices ${sort}`
  const place = cursors.decode(list, query.cursor)
  const { conditions, parameters } = matching(ctx, query)
  if (place) {
    const [key, id] = [parameters.push(place.key), parameters.push(place.id)]
    conditions.push(`(${column}, id) ${direction === 'desc' ? '<' : '>'} ($${key}::${sortTypes[column]}, $${id}::uuid)`)
  }
  const page: TextQuery<InvoiceSummary> = {
    text: `select id, number, kind, status, ${isOverdue} as is_overdue, customer_id, buyer ->> 'name' as customer_name, currency,
             issue_date, due_date, reference, subtotal_cents, gst_amount_cents, total_amount_cents, amount_paid_cents,
             amount_credited_cents, amount_written_off_cents, amount_due_cents, created_at
           from invoices where ${conditions.join(' and ')}
           order by ${column} ${direction}, id ${direction} limit ${limit + 1}`,
    parameters,
  }
  return pageOf(cursors, list, await ctx.db.all(page), limit, (row) => row[column])
}

/** Counts and sums over what a filter shows. */
export async function sumInvoices(ctx: Context, query: InvoiceTotalsQuery): Promise<InvoiceTotals> {
  const { conditions, parameters } = matching(ctx, query)
  const sum = (column: string) => `coalesce(sum(${column}) filter (where status <> 'void'), 0)::bigint as ${column}`
  const totals: TextQuery<InvoiceTotals> = {
    text: `select count(*) as count, ${sum('total_amount_cents')}, ${sum('amount_paid_cents')}, ${sum('amount_due_cents')}
           from invoices where ($2::timestamptz is not null) and ${conditions.join(' and ')}`,
    parameters,
  }
  return ctx.db.one(totals)
}

/** Decided here, by the organisation's own calendar, and nowhere else; $1 is the organisation, $2 the time. */
const isOverdue = `(status = 'open' and due_date < (
  select ($2::timestamptz at time zone timezone)::date from organizations where organization_id = $1))`

/** Invoices about which a mail of ours is under way or arrived, or that somebody marked. */
export const isSent = (invoice: string) => `(
  exists (select from customer_mails m where m.organization_id = ${invoice}.organization_id and m.source_id = ${invoice}.id
    and m.status in ('queued', 'sending', 'sent') and m.bounced_at is null)
  or exists (select from invoice_sent_marks k where k.organization_id = ${invoice}.organization_id and k.invoice_id = ${invoice}.id))`

/** Two indexes, and few rows of either: what it was billed alone, and what it shares with others. */
const idsOfSubscription = (subscription_id: string) => `
  select id from invoices where organization_id = $1 and subscription_id = ${subscription_id}::uuid
  union all
  select invoice_id from invoice_subscriptions where organization_id = $1 and subscription_id = ${subscription_id}::uuid`

/** What a filter shows, as conditions for a statement whose $1 is the organisation and $2 the time. */
export function matching(ctx: Context, query: InvoiceTotalsQuery): { conditions: string[]; parameters: unknown[] } {
  const { status, sent, customer_id, subscription_id, from, to, due_from, due_to, q } = query
  const parameters: unknown[] = [ctx.organization_id, ctx.now.toString()]
  const conditions = ['organization_id = $1']
  const add = (condition: (placeholder: string) => string, value: unknown) => {
    if (value) conditions.push(condition(`$${parameters.push(value)}`))
  }
  if (status === 'overdue') conditions.push(`status = 'open'`, isOverdue)
  else add((p) => `status = ${p}`, status)
  if (sent === 'yes') conditions.push(isSent('invoices'))
  if (sent === 'no') conditions.push(`status <> 'void'`, `not ${isSent('invoices')}`)
  add((p) => `customer_id = ${p}`, customer_id)
  add((p) => `id = any(array(${idsOfSubscription(p)}))`, subscription_id)
  add((p) => `issue_date >= ${p}::date`, from)
  add((p) => `issue_date <= ${p}::date`, to)
  add((p) => `due_date >= ${p}::date`, due_from)
  add((p) => `due_date <= ${p}::date`, due_to)
  add((p) => `position(${p} in search_text) > 0`, q?.trim().toLowerCase())
  return { conditions, parameters }
}
