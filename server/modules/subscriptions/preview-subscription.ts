import { getInvoice } from '#modules/invoices/queries.ts'
import type { Context } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'
import type { SubscriptionPreview } from './billed-schemas.ts'
import { createSubscription } from './create-subscription.ts'
import type { NewSubscription } from './schemas.ts'

/**
 * What a new subscription would charge today. It is made and taken back within one transaction, so the numbers, and the
 * refusals, are those of making it; numbers of invoices and redemptions of coupons are given back too.
 */
export async function previewSubscription(ctx: Context, input: NewSubscription): Promise<SubscriptionPreview> {
  ctx.db.send({ text: 'savepoint before_preview', parameters: [] })
  const subscription = await createSubscription(ctx, input)
  const issued: TextQuery<{ id: string }> = {
    text: 'select id from invoices where organization_id = $1 and subscription_id = $2',
    parameters: [ctx.organization_id, subscription.id],
  }
  const [first] = await ctx.db.all(issued)
  const invoice = first ? await getInvoice(ctx, first.id) : null
  ctx.db.send({ text: 'rollback to savepoint before_preview', parameters: [] })
  return { subscription, invoice }
}
