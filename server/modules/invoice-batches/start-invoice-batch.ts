import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { newId } from '#platform/ids.ts'
import { queueJob } from '#platform/jobs.ts'
import { type Choice, listChosen } from './chosen-queries.ts'
import { invoiceBatchStarted } from './events.ts'
import { continueInvoiceBatch } from './jobs.ts'
import { getInvoiceBatch } from './queries.ts'
import type { BatchAction, InvoiceBatch } from './schemas.ts'

/** Starts doing one thing with many documents. Which they are is decided now; the worker does it, in the name of who asked. */
export async function startInvoiceBatch(
  ctx: Context,
  action: BatchAction,
  { includes_sent = false, ...choice }: Choice & { includes_sent?: boolean },
): Promise<InvoiceBatch> {
  const chosen = await listChosen(ctx, action, choice)
  const id = newId()
  const { organization_id, actor } = ctx
  const amount_cents = chosen.reduce((sum, each) => sum + each.amount_cents, 0)
  ctx.db.send({
    text: `insert into invoice_batches (organization_id, id, action, includes_sent, item_count, amount_cents, started_by, created_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    parameters: [
      organization_id,
      id,
      action,
      includes_sent,
      chosen.length,
      amount_cents,
      JSON.stringify(actor),
      ctx.now.toString(),
    ],
  })
  ctx.db.send({
    text: `insert into invoice_batch_items (organization_id, batch_id, position, document_id, number, customer_name, amount_cents)
           select $1, $2, ordinality, (d ->> 'document_id')::uuid, d ->> 'number', d ->> 'customer_name',
             (d ->> 'amount_cents')::bigint
           from jsonb_array_elements($3::jsonb) with ordinality as e (d, ordinality)`,
    parameters: [organization_id, id, JSON.stringify(chosen)],
  })
  queueJob(ctx, continueInvoiceBatch, { organization_id, batch_id: id })
  const batch = await getInvoiceBatch(ctx, id)
  recordEvent(ctx, invoiceBatchStarted, batch)
  return batch
}
