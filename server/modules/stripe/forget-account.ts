import type { Context } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'
import { conflict } from '#platform/errors.ts'
import { type Row, rowColumns } from './queries.ts'

/** While a payment is on its way nobody changes the account, for only that one can say how it ends. */
export async function refuseUnderWay(ctx: Context): Promise<void> {
  const under_way: TextQuery<{ count: number }> = {
    text: `select count(*) as count from online_payments
           where organization_id = $1 and (status = 'processing' or (status = 'opening' and kind = 'saved_card'))`,
    parameters: [ctx.organization_id],
  }
  const { count } = await ctx.db.one(under_way)
  if (count > 0)
    throw conflict(
      'stripe.payments_under_way',
      `${count === 1 ? 'A payment is' : `${count} payments are`} on the way through the account of now. Wait until Stripe has settled them.`,
    )
}

/**
 * What was kept with one account is of no use with another: its cards are charged no more, its pages are given up.
 * Answers with those pages, to be closed there.
 */
export async function forgetAccount(ctx: Context): Promise<Row[]> {
  await refuseUnderWay(ctx)
  const parameters = [ctx.organization_id]
  const give_up: TextQuery<Row> = {
    text: `update online_payments set status = 'canceled', version = version + 1, updated_at = $2
           where organization_id = $1 and status in ('opening', 'open') returning ${rowColumns}`,
    parameters: [ctx.organization_id, ctx.now.toString()],
  }
  const given_up = await ctx.db.all(give_up)
  ctx.db.send({
    text: `update card_setups set status = 'expired', url = null where organization_id = $1 and status in ('opening', 'open')`,
    parameters,
  })
  ctx.db.send({
    text: 'update saved_cards set removed_at = $2 where organization_id = $1 and removed_at is null',
    parameters: [ctx.organization_id, ctx.now.toString()],
  })
  ctx.db.send({ text: 'delete from stripe_customers where organization_id = $1', parameters })
  return given_up
}
