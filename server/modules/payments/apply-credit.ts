import type { Context } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'
import { allocatePayment } from './allocate-payment.ts'
import { getPaymentSettings, listCustomersWithCredit } from './queries.ts'
import { shareCredit } from './rules.ts'

type Due = { id: string; amount_due_cents: number }
type Credit = { id: string; amount_unallocated_cents: number }

/** Sets what a customer paid too much against what they owe: oldest money first, earliest due first. */
export async function applyCredit(ctx: Context, customer_id: string): Promise<void> {
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
  const credits = await ctx.db.all(free)
  for (const { payment_id, allocations } of shareCredit(credits, due))
    await allocatePayment(ctx, payment_id, { allocations })
}

/** Everybody's, where the organisation wants it to happen by itself. */
export async function applyAllCredit(ctx: Context): Promise<void> {
  if (!(await getPaymentSettings(ctx)).is_credit_applied) return
  for (const customer_id of await listCustomersWithCredit(ctx)) await applyCredit(ctx, customer_id)
}
