import { recordEvent } from '#modules/events/record-event.ts'
import { getInvoice } from '#modules/invoices/queries.ts'
import type { Context } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'
import type { CardCollection } from './card-schemas.ts'
import { defaultRetryDays } from './connection-queries.ts'
import { collectionStopped } from './events.ts'
import { stopCollection } from './collections.ts'

type Kept = Omit<CardCollection, 'most_tries'>

/** How the tries of an invoice stand. */
export async function getCollection(ctx: Context, invoice_id: string): Promise<CardCollection> {
  await getInvoice(ctx, invoice_id)
  const query: TextQuery<Kept> = {
    text: `select status, stop_reason, tries, next_try_at from card_collections where organization_id = $1 and invoice_id = $2`,
    parameters: [ctx.organization_id, invoice_id],
  }
  const schedule: TextQuery<{ retry_days: number[] }> = {
    text: 'select retry_days from stripe_connections where organization_id = $1',
    parameters: [ctx.organization_id],
  }
  const [[kept], [connection]] = await ctx.db.batch(query, schedule)
  const most_tries = (connection?.retry_days ?? defaultRetryDays).length + 1
  return { ...(kept ?? { status: 'none', stop_reason: null, tries: 0, next_try_at: null }), most_tries }
}

/** The card is tried no more by itself on this invoice; it can still be charged by hand. */
export async function stopCollecting(ctx: Context, invoice_id: string): Promise<CardCollection> {
  const { number } = await getInvoice(ctx, invoice_id)
  const before = await getCollection(ctx, invoice_id)
  stopCollection(ctx, invoice_id, 'by_hand')
  const after = await getCollection(ctx, invoice_id)
  if (before.status !== after.status) recordEvent(ctx, collectionStopped, { id: invoice_id, number })
  return after
}
