import type { Context } from '#platform/context.ts'
import { newId } from '#platform/ids.ts'

/** Adds to the credit of a subscription, or takes what an invoice used: entry and balance in one statement. */
export function giveCredit(
  ctx: Context,
  subscription_id: string,
  amount_cents: number,
  reason: string,
  invoice_id: string | null = null,
): void {
  ctx.db.send({
    text: `with entry as (
             insert into subscription_credits (organization_id, id, subscription_id, amount_cents, reason, invoice_id, created_at)
             values ($1, $2, $3, $4, $5, $6, $7)
           )
           update subscriptions set credit_cents = credit_cents + $4::bigint where organization_id = $1 and id = $3`,
    parameters: [ctx.organization_id, newId(), subscription_id, amount_cents, reason, invoice_id, ctx.now.toString()],
  })
}
