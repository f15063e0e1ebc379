import type { Context } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'
import { allocatePayment } from './allocate-payment.ts'
import { getPaymentSettings, listCustomersWithCredit } from './queries.ts'
import { type Apart, shareCredit } from './rules.ts'

type Due = { id: string; amount_due_cents: number }
type Credit = { id: string; amount_unallocated_cents: number }

/** Sets what a customer paid too much against what they owe: oldest money first, earliest due first. */
export async function applyCredit(ctx: Context, customer_id: string): Promise<void> {
  const { credits, due } = await lockCreditAndDue(ctx, customer_id)
  await allocateShares(ctx, shareCredit(credits, due))
}

/** The same without being asked, where the organisation wants that; what somebody took off an invoice stays off it. */
export async function applyCreditByItself(ctx: Context, customer_id: string): Promise<void> {
  if (!(await getPaymentSettings(ctx)).is_credit_applied) return
  const { credits, due } = await lockCreditAndDue(ctx, customer_id)
  await allocateShares(ctx, shareCredit(credits, due, await listTakenOff(ctx, customer_id)))
}

/** Everybody's. */
export async function applyAllCredit(ctx: Context): Promise<void> {
  for (const customer_id of await listCustomersWithCredit(ctx)) await applyCreditByItself(ctx, customer_id)
}

async function lockCreditAndDue(ctx: Context, customer_id: string): Promise<{ credits: Credit[]; due: Due[] }> {
  const parameters = [ctx.organization_id, customer_id]
  const open: TextQuery<Due> = {
    text: `select id, amount_due_cents from (
             select id, amount_due_cents, due_date from invoices
             where organization_id = $1 and customer_id = $2 and status = 'open' order by id for update
           ) i order by due_date, id`,
    parameters,
  }
  const free: TextQuery<Credit> = {
    text: `select id, amount_unallocated_cents from (
             select id, amount_unallocated_cents, payment_date from payments
             where organization_id = $1 and customer_id = $2 and amount_unallocated_cents > 0 order by id for update
           ) p order by payment_date, id`,
    parameters,
  }
  const due = await ctx.db.all(open)
  return { due, credits: await ctx.db.all(free) }
}

async function allocateShares(ctx: Context, shares: ReturnType<typeof shareCredit>): Promise<void> {
  for (const { payment_id, allocations } of shares) await allocatePayment(ctx, payment_id, { allocations })
}

/** Which credit was last taken off which invoice by somebody. */
async function listTakenOff(ctx: Context, customer_id: string): Promise<Apart[]> {
  const query: TextQuery<Apart> = {
    text: `select payment_id, invoice_id from (
             select distinct on (a.payment_id, a.invoice_id) a.payment_id, a.invoice_id, a.is_taken_off
             from payments p
             join payment_allocations a on a.organization_id = p.organization_id and a.payment_id = p.id
             where p.organization_id = $1 and p.customer_id = $2 and p.amount_unallocated_cents > 0
             order by a.payment_id, a.invoice_id, a.created_at desc, a.id desc
           ) last where is_taken_off`,
    parameters: [ctx.organization_id, customer_id],
  }
  return ctx.db.all(query)
}
