import type { Context } from '#platform/context.ts'

/** Whoever begins or books a payment of the invoice at the same time is through by the time that this returns. */
export async function lockInvoice(ctx: Context, invoice_id: string): Promise<void> {
  await ctx.db.all({
    text: 'select id from invoices where organization_id = $1 and id = $2 for update',
    parameters: [ctx.organization_id, invoice_id],
  })
}
