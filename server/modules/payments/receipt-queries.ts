import { sellerNow } from '#modules/gst/queries.ts'
import type { Party } from '#modules/invoices/schemas.ts'
import type { Context } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'
import { getCustomerBalance, getPayment } from './queries.ts'
import type { Payment } from './schemas.ts'

export type SettledInvoice = {
  id: string
  issue_date: string
  total_amount_cents: number
  amount_due_cents: number
}
export type Receipt = {
  payment: Payment
  seller: Party
  buyer: Party
  invoices: SettledInvoice[]
  /** What the customer still owes on all their invoices. */
  amount_due_cents: number
}

/** What a receipt says: the payment as it stands now, who gave and who got it, and the invoices that it settles. */
export async function getReceipt(ctx: Context, payment_id: string): Promise<Receipt> {
  const payment = await getPayment(ctx, payment_id)
  const partiesQuery: TextQuery<{ seller: Party; buyer: Party }> = {
    text: `with seller as (${sellerNow})
           select jsonb_build_object('name', d.name, 'uen', d.uen, 'gst_reg_no', s.gst_reg_no, 'email', o.billing_email,
               'address', o.address) as seller,
             jsonb_build_object('name', c.name, 'uen', c.uen, 'gst_reg_no', c.gst_reg_no, 'email', c.email,
               'address', c.address) as buyer
           from seller s
           join organizations o on o.organization_id = $1
           join organization_directory d on d.organization_id = $1
           join customers c on c.organization_id = $1 and c.id = $3`,
    parameters: [ctx.organization_id, ctx.now.toString(), payment.customer_id],
  }
  const invoicesQuery: TextQuery<SettledInvoice> = {
    text: `select id, issue_date, total_amount_cents, amount_due_cents from invoices
           where organization_id = $1 and id = any($2::uuid[])`,
    parameters: [ctx.organization_id, `{${payment.allocations.map(({ invoice_id }) => invoice_id).join(',')}}`],
  }
  const [[parties], invoices] = await ctx.db.batch(partiesQuery, invoicesQuery)
  const { amount_due_cents } = await getCustomerBalance(ctx, payment.customer_id)
  return { payment, ...parties!, invoices, amount_due_cents }
}
