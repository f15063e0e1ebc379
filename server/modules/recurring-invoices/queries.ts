import type { NewLine } from '#modules/invoices/schemas.ts'
import type { Context } from '#platform/context.ts'
import { type Cursors, pageOf } from '#platform/cursor.ts'
import type { TextQuery } from '#platform/database.ts'
import { conflict, notFound } from '#platform/errors.ts'
import { moves } from './rules.ts'
import type {
  RecurringInvoice,
  RecurringInvoiceDatePage,
  RecurringInvoiceDateQuery,
  RecurringInvoicePage,
  RecurringInvoiceQuery,
  RecurringInvoiceStatus,
  RecurringInvoiceSummary,
} from './schemas.ts'

/** The columns of a `RecurringInvoiceSummary`, in its order. */
const face = `r.id, r.customer_id, c.name as customer_name, r.status, r.billing_interval, r.interval_count, r.first_date,
  case when r.status = 'active' then r.next_date end as next_date, r.end_after_count, r.end_date, r.when_due, r.currency,
  r.reference, r.total_amount_cents, r.made_count, r.held_reason, r.held_detail,
  case when r.status = 'paused' then r.paused_at end as paused_at, r.ended_at, r.version, r.created_at, r.updated_at`
const source = `recurring_invoices r join customers c on c.organization_id = r.organization_id and c.id = r.customer_id`

export async function getRecurringInvoice(ctx: Context, id: string): Promise<RecurringInvoice> {
  const query: TextQuery<RecurringInvoice> = {
    text: `select ${face}, r.notes, r.lines from ${source} where r.organization_id = $1 and r.id = $2`,
    parameters: [ctx.organization_id, id],
  }
  return ctx.db.one(query, () => notFound('recurring invoice'))
}

/** Newest first. */
export async function listRecurringInvoices(
  ctx: Context,
  cursors: Cursors,
  query: RecurringInvoiceQuery,
): Promise<RecurringInvoicePage> {
  const limit = query.limit ?? 25
  const parameters: unknown[] = [ctx.organization_id]
  const conditions = ['r.organization_id = $1']
  const add = (condition: (placeholder: string) => string, value: unknown) => {
    if (value) conditions.push(condition(`$${parameters.push(value)}`))
  }
  if (query.status === 'held') conditions.push(`r.status = 'active' and r.held_reason is not null`)
  else add((n) => `r.status = ${n}`, query.status)
  add((n) => `r.customer_id = ${n}::uuid`, query.customer_id)
  add(
    (n) => `r.id in (select d.recurring_invoice_id from recurring_invoice_dates d
                     where d.organization_id = $1 and d.invoice_id = ${n}::uuid)`,
    query.invoice_id,
  )
  const place = cursors.decode('recurring invoices', query.cursor)
  if (place) add((n) => `r.id < ${n}::uuid`, place.id)
  const page: TextQuery<RecurringInvoiceSummary> = {
    text: `select ${face} from ${source} where ${conditions.join(' and ')} order by r.id desc limit ${limit + 1}`,
    parameters,
  }
  return pageOf(cursors, 'recurring invoices', await ctx.db.all(page), limit, ({ id }) => id)
}

/** What became of its dates, the latest first. */
export async function listRecurringInvoiceDates(
  ctx: Context,
  cursors: Cursors,
  id: string,
  query: RecurringInvoiceDateQuery,
): Promise<RecurringInvoiceDatePage> {
  const limit = query.limit ?? 25
  const list = `recurring invoice dates ${id}`
  const place = cursors.decode(list, query.cursor)
  const page: TextQuery<RecurringInvoiceDatePage['data'][number] & { id: string }> = {
    text: `select d.recurring_invoice_id as id, d.invoice_date, d.outcome, d.invoice_id, i.number as invoice_number,
             coalesce(i.total_amount_cents, f.total_amount_cents) as total_amount_cents, f.id as draft_id, d.created_at
           from recurring_invoice_dates d
           left join invoices i on i.organization_id = d.organization_id and i.id = d.invoice_id
           left join invoice_drafts f on f.organization_id = d.organization_id and f.id = d.draft_id
           where d.organization_id = $1 and d.recurring_invoice_id = $2 and d.invoice_date < coalesce($3::date, 'infinity')
           order by d.invoice_date desc limit ${limit + 1}`,
    parameters: [ctx.organization_id, id, place?.key ?? null],
  }
  await getRecurringInvoice(ctx, id)
  const { data, next_cursor } = pageOf(cursors, list, await ctx.db.all(page), limit, (row) => row.invoice_date)
  return { data: data.map(({ id: _, ...date }) => date), next_cursor }
}

export type Day = { today: string; timezone: string }

export type LockedRecurringInvoice = Omit<
  RecurringInvoice,
  'customer_name' | 'next_date' | 'total_amount_cents' | 'created_at' | 'updated_at'
> &
  Day & {
    next_index: number
    next_date: string
    /** The day on which it was paused, or ended. */
    stopped_date: string | null
    lines: NewLine[]
  }

/** One as it stands, held until the transaction ends: whoever changes it, or makes what is due, waits. */
export async function lockRecurringInvoice(ctx: Context, id: string): Promise<LockedRecurringInvoice> {
  const query: TextQuery<LockedRecurringInvoice> = {
    text: `select r.id, r.customer_id, r.status, r.billing_interval, r.interval_count, r.first_date, r.next_index, r.next_date,
             r.end_after_count, r.end_date, r.when_due, r.currency, r.reference, r.notes, r.lines, r.made_count,
             r.held_reason, r.held_detail, r.paused_at, r.ended_at, r.version,
             (coalesce(r.paused_at, r.ended_at) at time zone o.timezone)::date as stopped_date,
             ($3::timestamptz at time zone o.timezone)::date as today, o.timezone
           from recurring_invoices r join organizations o on o.organization_id = r.organization_id
           where r.organization_id = $1 and r.id = $2 for update of r`,
    parameters: [ctx.organization_id, id, ctx.now.toString()],
  }
  return ctx.db.one(query, () => notFound('recurring invoice'))
}

/** Refuses what the table of moves does not allow. */
export function refuseIllegalMove({ status }: { status: RecurringInvoiceStatus }, to: RecurringInvoiceStatus): void {
  if (moves[status].includes(to)) return
  throw conflict(
    'recurring_invoices.illegal_move',
    `A recurring invoice that is ${status} cannot become ${to}. Load it again: somebody may have changed it.`,
  )
}

export async function getToday(ctx: Context): Promise<Day> {
  return ctx.db.one<Day>({
    text: `select ($2::timestamptz at time zone timezone)::date as today, timezone from organizations where organization_id = $1`,
    parameters: [ctx.organization_id, ctx.now.toString()],
  })
}
