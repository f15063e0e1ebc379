import type { Context } from '#platform/context.ts'
import { type Cursors, pageOf } from '#platform/cursor.ts'
import type { TextQuery } from '#platform/database.ts'
import { notFound } from '#platform/errors.ts'
import type {
  InvoiceBatch,
  InvoiceBatchItem,
  InvoiceBatchItemPage,
  InvoiceBatchItemQuery,
  InvoiceBatchPage,
  InvoiceBatchQuery,
} from './schemas.ts'

const face = `id, action, status, includes_sent, item_count, done_count, refused_count, amount_cents,
  started_by ->> 'name' as started_by, created_at, ended_at`

export async function getInvoiceBatch(ctx: Context, id: string): Promise<InvoiceBatch> {
  const query: TextQuery<InvoiceBatch> = {
    text: `select ${face} from invoice_batches where organization_id = $1 and id = $2`,
    parameters: [ctx.organization_id, id],
  }
  return ctx.db.one(query, () => notFound('batch'))
}

/** Newest first. */
export async function listInvoiceBatches(
  ctx: Context,
  cursors: Cursors,
  query: InvoiceBatchQuery,
): Promise<InvoiceBatchPage> {
  const limit = query.limit ?? 25
  const place = cursors.decode('invoice batches', query.cursor)
  const page: TextQuery<InvoiceBatch> = {
    text: `select ${face} from invoice_batches
           where organization_id = $1 and ($2::uuid is null or id < $2) order by id desc limit ${limit + 1}`,
    parameters: [ctx.organization_id, place?.id ?? null],
  }
  return pageOf(cursors, 'invoice batches', await ctx.db.all(page), limit, ({ id }) => id)
}

/** In the order in which they are done. */
export async function listInvoiceBatchItems(
  ctx: Context,
  cursors: Cursors,
  id: string,
  query: InvoiceBatchItemQuery,
): Promise<InvoiceBatchItemPage> {
  const limit = query.limit ?? 25
  const list = `invoice batch items ${id}`
  const place = cursors.decode(list, query.cursor)
  await getInvoiceBatch(ctx, id)
  const page: TextQuery<InvoiceBatchItem> = {
    text: `select document_id as id, position, status, customer_name, number, invoice_id, amount_cents, refusal_code, refusal,
             settled_at
           from invoice_batch_items
           where organization_id = $1 and batch_id = $2 and position > $3::int and ($4::text is null or status = $4)
           order by position limit ${limit + 1}`,
    parameters: [ctx.organization_id, id, place?.key ?? 0, query.status ?? null],
  }
  return pageOf(cursors, list, await ctx.db.all(page), limit, ({ position }) => position)
}
