import { createDraft } from '#modules/invoices/create-draft.ts'
import { issueInvoice } from '#modules/invoices/issue-invoice.ts'
import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db, type TextQuery } from '#platform/database.ts'
import { recurringInvoiceEnded } from './events.ts'
import { getRecurringInvoice } from './queries.ts'
import { dateAt, type Ending, fillTexts, isOver, mistaken, type Rhythm } from './rules.ts'
import type { RecurringInvoice } from './schemas.ts'

type Due = Rhythm &
  Ending &
  Pick<RecurringInvoice, 'id' | 'customer_id' | 'when_due' | 'reference' | 'notes' | 'lines'> & {
    next_index: number
    next_date: string
    is_archived: boolean
    done_dates: string[]
  }

/**
 * Makes the invoice or draft of the one date that is next, if it has come, and moves on to the date after it. The row is
 * held meanwhile and the date has a key, so whoever comes at the same time or again makes nothing. Answers whether it
 * made one; refuses as issuing does.
 */
export async function makeNext(ctx: Context, id: string): Promise<boolean> {
  const due = await ctx.db.find(dueQuery(ctx, id))
  if (!due) return false
  if (due.is_archived)
    throw mistaken([{ pointer: '/customer_id', code: 'archived', detail: 'The customer is archived: restore them.' }])
  const { customer_id, reference, notes, lines } = fillTexts(due, due, due.next_index)
  const input = { customer_id, reference, notes, lines }
  const made =
    due.when_due === 'issue'
      ? { outcome: 'issued' as const, invoice_id: (await issueInvoice(ctx, input)).id }
      : { outcome: 'drafted' as const, draft_id: (await createDraft(ctx, input)).id }
  ctx.db.send(
    db.insertInto('recurring_invoice_dates').values({
      ...made,
      organization_id: ctx.organization_id,
      recurring_invoice_id: id,
      invoice_date: due.next_date,
      created_at: ctx.now.toString(),
    }),
  )
  await moveOn(ctx, due)
  return true
}

/** Nothing when it is not due, or somebody else is making it. */
function dueQuery(ctx: Context, id: string): TextQuery<Due> {
  return {
    text: `select r.id, r.customer_id, r.billing_interval, r.interval_count, r.first_date, r.next_index, r.next_date,
             r.end_after_count, r.end_date, r.when_due, r.reference, r.notes, r.lines, r.made_count,
             c.archived_at is not null as is_archived,
             (select coalesce(jsonb_agg(d.invoice_date), '[]') from recurring_invoice_dates d
              where d.organization_id = $1 and d.recurring_invoice_id = r.id and d.invoice_date > r.next_date) as done_dates
           from recurring_invoices r
           join organizations o on o.organization_id = r.organization_id
           join customers c on c.organization_id = r.organization_id and c.id = r.customer_id
           where r.organization_id = $1 and r.id = $2 and r.status = 'active'
             and r.next_date <= ($3::timestamptz at time zone o.timezone)::date
           for update of r skip locked`,
    parameters: [ctx.organization_id, id, ctx.now.toString()],
  }
}

/** To the next date that was not skipped, or to the end. */
async function moveOn(ctx: Context, due: Due): Promise<void> {
  const now = ctx.now.toString()
  const done = new Set(due.done_dates)
  const made_count = due.made_count + 1
  let next_index = due.next_index + 1
  while (done.has(dateAt(due, next_index))) next_index++
  const next_date = dateAt(due, next_index)
  const is_over = isOver({ ...due, made_count }, next_date)
  ctx.db.send(
    db
      .updateTable('recurring_invoices')
      .set({ next_index, next_date, made_count, held_reason: null, held_detail: null, updated_at: now })
      .set(is_over ? { status: 'ended', ended_at: now } : {})
      .where('organization_id', '=', ctx.organization_id)
      .where('id', '=', due.id),
  )
  if (is_over) recordEvent(ctx, recurringInvoiceEnded, await getRecurringInvoice(ctx, due.id))
}
