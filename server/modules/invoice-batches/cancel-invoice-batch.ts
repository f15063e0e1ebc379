import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { conflict } from '#platform/errors.ts'
import { invoiceBatchCancelled } from './events.ts'
import { getInvoiceBatch } from './queries.ts'
import type { InvoiceBatch } from './schemas.ts'

/** Stops after the document that is being done. What is done stays done: an invoice that was issued has its number. */
export async function cancelInvoiceBatch(ctx: Context, id: string): Promise<InvoiceBatch> {
  await getInvoiceBatch(ctx, id)
  const cancelled = await ctx.db.find({
    text: `update invoice_batches set status = 'cancelled', ended_at = $3
           where organization_id = $1 and id = $2 and status = 'running' returning id`,
    parameters: [ctx.organization_id, id, ctx.now.toString()],
  })
  if (!cancelled) throw conflict('invoice_batches.not_running', 'This batch has ended: there is nothing to cancel.')
  const batch = await getInvoiceBatch(ctx, id)
  recordEvent(ctx, invoiceBatchCancelled, batch)
  return batch
}
