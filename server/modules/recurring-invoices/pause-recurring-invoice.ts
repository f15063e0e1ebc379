import { changesBetween, recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { recurringInvoicePaused } from './events.ts'
import { getRecurringInvoice, lockRecurringInvoice, refuseIllegalMove } from './queries.ts'
import type { RecurringInvoice } from './schemas.ts'
import { writeRecurringInvoice } from './write-recurring-invoice.ts'

/** Nothing is made until it is resumed; what passes meanwhile is skipped then. */
export async function pauseRecurringInvoice(ctx: Context, id: string): Promise<RecurringInvoice> {
  refuseIllegalMove(await lockRecurringInvoice(ctx, id), 'paused')
  const before = await getRecurringInvoice(ctx, id)
  writeRecurringInvoice(ctx, id, {
    status: 'paused',
    paused_at: ctx.now.toString(),
    held_reason: null,
    held_detail: null,
  })
  const paused = await getRecurringInvoice(ctx, id)
  recordEvent(ctx, recurringInvoicePaused, paused, changesBetween(before, paused))
  return paused
}
