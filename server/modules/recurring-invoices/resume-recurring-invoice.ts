import { changesBetween, recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { conflict } from '#platform/errors.ts'
import { recurringInvoiceResumed } from './events.ts'
import { getRecurringInvoice, type LockedRecurringInvoice, lockRecurringInvoice, refuseIllegalMove } from './queries.ts'
import { dateAt, indexFrom, isOver } from './rules.ts'
import type { RecurringInvoiceResumed } from './schemas.ts'
import { writeRecurringInvoice } from './write-recurring-invoice.ts'

/**
 * Takes up what was paused or ended. Dates that passed meanwhile are skipped, and answered; one that was due before
 * that and could not be made is due again.
 */
export async function resumeRecurringInvoice(ctx: Context, id: string): Promise<RecurringInvoiceResumed> {
  const locked = await lockRecurringInvoice(ctx, id)
  refuseIllegalMove(locked, 'active')
  const before = await getRecurringInvoice(ctx, id)
  const { next_index, skipped_dates } = afterStop(locked)
  const next_date = dateAt(locked, next_index)
  if (isOver(locked, next_date))
    throw conflict('recurring_invoices.is_over', 'No date is left before its end. Change when it ends, then resume it.')
  if (skipped_dates.length) skip(ctx, id, skipped_dates)
  writeRecurringInvoice(ctx, id, { status: 'active', paused_at: null, ended_at: null, next_index, next_date })
  const recurring_invoice = await getRecurringInvoice(ctx, id)
  const data = { ...recurring_invoice, skipped_dates }
  recordEvent(ctx, recurringInvoiceResumed, data, changesBetween(before, recurring_invoice))
  return { recurring_invoice, skipped_dates }
}

function afterStop(locked: LockedRecurringInvoice): { next_index: number; skipped_dates: string[] } {
  const stopped = indexFrom(locked, locked.next_index, locked.stopped_date!)
  const resumed = indexFrom(locked, stopped, locked.today)
  const skipped_dates = Array.from({ length: resumed - stopped }, (_, i) => dateAt(locked, stopped + i))
  // What waited already waits on: making it moves past the dates that are skipped here.
  return { next_index: stopped > locked.next_index ? locked.next_index : resumed, skipped_dates }
}

function skip(ctx: Context, recurring_invoice_id: string, dates: string[]): void {
  const { organization_id } = ctx
  const created_at = ctx.now.toString()
  const row = { organization_id, recurring_invoice_id, outcome: 'skipped' as const, created_at }
  ctx.db.send(db.insertInto('recurring_invoice_dates').values(dates.map((invoice_date) => ({ ...row, invoice_date }))))
}
