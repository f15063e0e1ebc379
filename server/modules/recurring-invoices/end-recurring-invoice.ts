import { changesBetween, recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { recurringInvoiceEnded } from './events.ts'
import { getRecurringInvoice, lockRecurringInvoice, refuseIllegalMove } from './queries.ts'
import type { RecurringInvoice } from './schemas.ts'
import { writeRecurringInvoice } from './write-recurring-invoice.ts'

/** Nothing is made any more. What was made stays; who ended it by mistake resumes it. */
export async function endRecurringInvoice(ctx: Context, id: string): Promise<RecurringInvoice> {
  refuseIllegalMove(await lockRecurringInvoice(ctx, id), 'ended')
  const before = await getRecurringInvoice(ctx, id)
  writeRecurringInvoice(ctx, id, {
    status: 'ended',
    ended_at: ctx.now.toString(),
    held_reason: null,
    held_detail: null,
  })
  const ended = await getRecurringInvoice(ctx, id)
  recordEvent(ctx, recurringInvoiceEnded, ended, changesBetween(before, ended))
  return ended
}
