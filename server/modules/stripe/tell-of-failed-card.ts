import type { Context } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'

export type FailedTry = { invoice_id: string; next_try_at: string | null; brand: string; last4: string }

/** A charge that nobody was there for and that failed, with what follows; nothing where somebody charged by hand. */
export function getFailedTry(ctx: Context, online_payment_id: string): Promise<FailedTry | undefined> {
  const query: TextQuery<FailedTry> = {
    text: `select k.invoice_id, k.next_try_at, c.brand, c.last4
           from online_payments p
           join card_collections k on k.organization_id = p.organization_id and k.invoice_id = p.invoice_id
             and k.online_payment_id = p.id
           join saved_cards c on c.organization_id = p.organization_id and c.id = p.saved_card_id
           where p.organization_id = $1 and p.id = $2 and p.status = 'failed'`,
    parameters: [ctx.organization_id, online_payment_id],
  }
  return ctx.db.find(query)
}

/** True once for each card of an invoice: whoever gets it writes the mail in the same transaction. */
export async function claimTelling(ctx: Context, invoice_id: string): Promise<boolean> {
  const claimed = await ctx.db.find({
    text: `update card_collections set told_at = $3 where organization_id = $1 and invoice_id = $2 and told_at is null
           returning invoice_id`,
    parameters: [ctx.organization_id, invoice_id, ctx.now.toString()],
  })
  return claimed !== undefined
}
