import { continueBatch } from '#modules/invoice-batches/continue-invoice-batch.ts'
import { startInvoiceBatch } from '#modules/invoice-batches/start-invoice-batch.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'

/** The latest invoices went on paper, and somebody marked them together; a void one among them was refused. */
export async function demoBatch(ctx: Context): Promise<void> {
  const latest = db
    .selectFrom('invoices')
    .select('id')
    .where('organization_id', '=', ctx.organization_id)
    .orderBy('issue_date', 'desc')
    .orderBy('id', 'desc')
  const fresh = await ctx.db.all(latest.where('status', '=', 'open').limit(8))
  const gone = await ctx.db.all(latest.where('status', '=', 'void').limit(1))
  const ids = [...fresh, ...gone].map(({ id }) => id)
  const { id } = await startInvoiceBatch(ctx, 'mark_sent', { ids })
  await continueBatch((work) => work(ctx), id)
}
