import { changesBetween, recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { staleVersion } from '#platform/errors.ts'
import { refuseFirstDate, refuseMistakes } from './create-recurring-invoice.ts'
import { recurringInvoiceUpdated } from './events.ts'
import { withDefaults } from './preview-recurring-invoice.ts'
import { getRecurringInvoice, type LockedRecurringInvoice, lockRecurringInvoice } from './queries.ts'
import { isOver, mistaken } from './rules.ts'
import type { RecurringInvoice, RecurringInvoiceChanges } from './schemas.ts'
import { writeRecurringInvoice } from './write-recurring-invoice.ts'

/** Changes what comes; what was made stays as it is. */
export async function updateRecurringInvoice(
  ctx: Context,
  id: string,
  version: number,
  changes: RecurringInvoiceChanges,
): Promise<RecurringInvoice> {
  const locked = await lockRecurringInvoice(ctx, id)
  if (locked.version !== version) throw staleVersion('recurring invoice')
  const before = await getRecurringInvoice(ctx, id)
  const counted = await countAnew(ctx, locked, changes)
  const wanted = withDefaults({ ...locked, ...changes, ...counted })
  const total_amount_cents = await refuseMistakes(ctx, locked, wanted, wanted.next_date)
  if (locked.status === 'active' && isOver(wanted, wanted.next_date))
    throw mistaken([
      { pointer: '/end_date', code: 'too_early', detail: 'No date is left before it. Choose a later day, or end it.' },
    ])
  writeRecurringInvoice(ctx, id, { ...changes, ...counted, total_amount_cents, held_reason: null, held_detail: null })
  const after = await getRecurringInvoice(ctx, id)
  recordEvent(ctx, recurringInvoiceUpdated, after, changesBetween(before, after))
  return after
}

/** Another first date or interval begins a new count: from the day that was given, else from the next date. */
async function countAnew(ctx: Context, locked: LockedRecurringInvoice, changes: RecurringInvoiceChanges) {
  const { first_date, next_index, next_date } = locked
  const is = (field: 'billing_interval' | 'interval_count' | 'first_date') =>
    changes[field] !== undefined && changes[field] !== locked[field]
  if (is('first_date')) {
    refuseFirstDate(changes.first_date!, locked, await lastDone(ctx, locked.id))
    return { first_date: changes.first_date!, next_index: 0, next_date: changes.first_date! }
  }
  if (is('billing_interval') || is('interval_count')) return { first_date: next_date, next_index: 0, next_date }
  return { first_date, next_index, next_date }
}

async function lastDone(ctx: Context, id: string): Promise<string | null> {
  const { last_date } = await ctx.db.one<{ last_date: string | null }>({
    text: `select max(invoice_date) as last_date from recurring_invoice_dates
           where organization_id = $1 and recurring_invoice_id = $2`,
    parameters: [ctx.organization_id, id],
  })
  return last_date
}
