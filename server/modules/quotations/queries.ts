import { listMailsAbout } from '#modules/customer-mails/queries.ts'
import type { CustomerMailList } from '#modules/customer-mails/schemas.ts'
import { computeLines, withoutDays } from '#modules/invoices/compute-lines.ts'
import type { NewLine } from '#modules/invoices/schemas.ts'
import type { Context } from '#platform/context.ts'
import { type Cursors, pageOf } from '#platform/cursor.ts'
import type { TextQuery } from '#platform/database.ts'
import { notFound } from '#platform/errors.ts'
import { type LeadParty, missingOf, partiesOf } from './rules.ts'
import type { Quotation, QuotationPage, QuotationQuery, QuotationSummary } from './schemas.ts'

/** The columns of a `QuotationSummary`, in its order. A draft that was issued is an invoice by the id of its own. */
const face = `q.id, q.number, q.status,
  q.status = 'sent' and q.valid_until < ($2::timestamptz at time zone o.timezone)::date as is_expired,
  q.customer_id, q.lead_id, coalesce(q.buyer ->> 'name', c.name, l.company, l.name) as recipient_name, q.currency, q.valid_until,
  q.reference, q.subtotal_cents, q.gst_amount_cents, q.total_amount_cents, q.sent_at, q.answered_at,
  d.id as invoice_draft_id, i.id as invoice_id, q.version, q.created_at, q.updated_at`
const source = `quotations q
  join organizations o on o.organization_id = q.organization_id
  left join customers c on c.organization_id = q.organization_id and c.id = q.customer_id
  left join leads l on l.organization_id = q.organization_id and l.id = q.lead_id
  left join invoice_drafts d on d.organization_id = q.organization_id and d.id = q.invoice_draft_id
  left join invoices i on i.organization_id = q.organization_id and i.id = q.invoice_draft_id`

type Row = Omit<Quotation, 'lines' | 'missing' | 'public_url' | 'seller' | 'buyer' | 'gst_breakdown'> & {
  lines: NewLine[] | Quotation['lines']
  seller: Quotation['seller'] | null
  buyer: Quotation['buyer'] | null
  gst_breakdown: Quotation['gst_breakdown'] | null
  issue_date: string | null
  lead: LeadParty
  /** Today, by the calendar of the organisation. */
  today: string
}

/** With what is worked out anew each time while it is a draft. */
export type Found = Omit<Quotation, 'public_url'> & Pick<Row, 'issue_date' | 'today'>

export async function getQuotation(ctx: Context, id: string): Promise<Found> {
  return withLines(ctx, await readRow(ctx, id))
}

export async function listQuotationMails(ctx: Context, id: string): Promise<CustomerMailList> {
  await getQuotation(ctx, id)
  return listMailsAbout(ctx, id)
}

/** Nobody else changes it until the transaction ends. */
export async function lockQuotation(ctx: Context, id: string): Promise<Found> {
  await ctx.db.one(
    {
      text: 'select id from quotations where organization_id = $1 and id = $2 for update',
      parameters: [ctx.organization_id, id],
    },
    () => notFound('quotation'),
  )
  return getQuotation(ctx, id)
}

async function readRow(ctx: Context, id: string): Promise<Row> {
  const query: TextQuery<Row> = {
    text: `select ${face}, q.seller, q.buyer, q.notes, q.lines, q.gst_breakdown, q.sent_to, q.seen_at, q.last_seen_at, q.answered_by, q.decline_reason,
             q.replaces_quotation_id, q.issue_date, ($2::timestamptz at time zone o.timezone)::date as today,
             jsonb_build_object('name', l.name, 'company', l.company, 'email', l.email, 'uen', l.uen) as lead
           from ${source} where q.organization_id = $1 and q.id = $3`,
    parameters: [ctx.organization_id, ctx.now.toString(), id],
  }
  return ctx.db.one(query, () => notFound('quotation'))
}

async function withLines(ctx: Context, { lead, lines, ...row }: Row): Promise<Found> {
  if (row.seller && row.buyer && row.gst_breakdown)
    return {
      ...row,
      lines: lines as Quotation['lines'],
      seller: row.seller,
      buyer: row.buyer,
      gst_breakdown: row.gst_breakdown,
      missing: [],
    }
  const computed = await computeLines(ctx, row.customer_id, lines)
  const { parties, subtotal_cents, gst_amount_cents, total_amount_cents, gst_breakdown } = computed
  return {
    ...row,
    ...partiesOf(parties, lead),
    lines: withoutDays(computed.lines),
    gst_breakdown,
    subtotal_cents,
    gst_amount_cents,
    total_amount_cents,
    missing: missingOf({ ...computed, valid_until: row.valid_until }),
  }
}

/** Newest first. */
export async function listQuotations(ctx: Context, cursors: Cursors, query: QuotationQuery): Promise<QuotationPage> {
  const limit = query.limit ?? 25
  const parameters: unknown[] = [ctx.organization_id, ctx.now.toString()]
  const conditions = ['q.organization_id = $1']
  const add = (condition: (placeholder: string) => string, value: unknown) => {
    if (value) conditions.push(condition(`$${parameters.push(value)}`))
  }
  const today = '($2::timestamptz at time zone o.timezone)::date'
  if (query.status === 'open') conditions.push(`q.status = 'sent' and q.valid_until >= ${today}`)
  else if (query.status === 'expired') conditions.push(`q.status = 'sent' and q.valid_until < ${today}`)
  else add((n) => `q.status = ${n}`, query.status)
  add((n) => `q.customer_id = ${n}::uuid`, query.customer_id)
  add(
    (n) => `q.lead_id in (select m.id from leads m
      where m.organization_id = $1 and (m.id = ${n}::uuid or m.merged_into_id = ${n}::uuid))`,
    query.lead_id,
  )
  add((n) => `position(${n} in q.search_text) > 0`, query.q?.trim().toLowerCase())
  const place = cursors.decode('quotations', query.cursor)
  if (place) add((n) => `q.id < ${n}::uuid`, place.id)
  const page: TextQuery<QuotationSummary> = {
    text: `select ${face} from ${source} where ${conditions.join(' and ')} order by q.id desc limit ${limit + 1}`,
    parameters,
  }
  return pageOf(cursors, 'quotations', await ctx.db.all(page), limit, ({ id }) => id)
}
