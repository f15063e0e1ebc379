import { type SqlBool, sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import { beyond, type Cursors, pageOf } from '#platform/cursor.ts'
import { db, type TextQuery } from '#platform/database.ts'
import { notFound } from '#platform/errors.ts'
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

function invoiceQueries(ctx: Context, id: string) {
  const key = [ctx.organization_id, id]
  const face: TextQuery<Omit<Invoice, 'lines' | 'gst_breakdown'>> = {
    text: `select i.id, i.number, i.kind, i.status,
             i.status = 'open' and i.due_date < ($3::timestamptz at time zone o.timezone)::date as is_overdue,
             i.customer_id, i.currency, i.issue_date, i.due_date, i.reference, i.subtotal_cents, i.gst_amount_cents,
             i.total_amount_cents, i.amount_paid_cents, i.amount_credited_cents, i.amount_due_cents, i.created_at,
             i.seller, i.buyer, i.tax_point_date, i.notes, i.voided_at, i.void_reason
           from invoices i join organizations o on o.organization_id = i.organization_id
           where i.organization_id = $1 and i.id = $2`,
    parameters: [...key, ctx.now.toString()],
  }
  const lines: TextQuery<Invoice['lines'][number]> = {
    text: `select position, description, quantity, unit, unit_price_cents, discount_cents, gst_code, gst_rate_bp, amount_cents
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

const sortTypes = { issue_date: 'date', due_date: 'date', total_amount_cents: 'bigint' } as const

export async function listInvoices(ctx: Context, cursors: Cursors, query: InvoiceQuery): Promise<InvoicePage> {
  const limit = query.limit ?? 25
  const sort = query.sort ?? '-issue_date'
  const direction = sort.startsWith('-') ? 'desc' : 'asc'
  const column = sort.replace('-', '') as keyof typeof sortTypes
  const list = `invoices ${sort}`
  const place = cursors.decode(list, query.cursor)
  let select = matching(ctx, query)
    .select(['id', 'number', 'kind', 'status', 'customer_id', 'currency', 'issue_date', 'due_date', 'reference'])
    .select(['subtotal_cents', 'gst_amount_cents', 'total_amount_cents', 'amount_paid_cents'])
    .select(['amount_credited_cents', 'amount_due_cents', 'created_at'])
    .select([isOverdue(ctx).as('is_overdue'), sql<string>`buyer ->> 'name'`.as('customer_name')])
    .orderBy(column, direction)
    .orderBy('id', direction)
    .limit(sql.lit(limit + 1))
  if (place) select = select.where(beyond(column, sortTypes[column], direction, place))
  const rows = (await ctx.db.all(select)) as InvoiceSummary[]
  return pageOf(cursors, list, rows, limit, (row) => row[column])
}

/** Counts and sums over what a filter shows. */
export async function sumInvoices(ctx: Context, query: InvoiceTotalsQuery): Promise<InvoiceTotals> {
  const sum = <C extends keyof InvoiceTotals>(column: C) =>
    sql<number>`coalesce(sum(${sql.ref(column)}) filter (where status <> 'void'), 0)::bigint`.as(column)
  return ctx.db.one(
    matching(ctx, query).select([
      sql<number>`count(*)`.as('count'),
      sum('total_amount_cents'),
      sum('amount_paid_cents'),
      sum('amount_due_cents'),
    ]),
  )
}

function matching(ctx: Context, { status, customer_id, from, to, due_from, due_to, q }: InvoiceTotalsQuery) {
  let select = db.selectFrom('invoices').where('organization_id', '=', ctx.organization_id)
  if (status === 'overdue') select = select.where('status', '=', 'open').where(isOverdue(ctx))
  else if (status) select = select.where('status', '=', status)
  if (customer_id) select = select.where('customer_id', '=', customer_id)
  if (from) select = select.where('issue_date', '>=', from)
  if (to) select = select.where('issue_date', '<=', to)
  if (due_from) select = select.where('due_date', '>=', due_from)
  if (due_to) select = select.where('due_date', '<=', due_to)
  if (q?.trim()) select = select.where(sql<SqlBool>`position(${q.trim().toLowerCase()} in search_text) > 0`)
  return select
}

/** Decided here, by the organisation's own calendar, and nowhere else. */
function isOverdue(ctx: Context) {
  return sql<SqlBool>`(status = 'open' and due_date < (
    select (${ctx.now.toString()}::timestamptz at time zone timezone)::date from organizations
    where organization_id = ${ctx.organization_id}))`
}
