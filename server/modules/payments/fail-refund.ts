import { recordEvent } from '#modules/events/record-event.ts'
import { reverseEntries } from '#modules/journal/post-entries.ts'
import { getOrganization } from '#modules/organizations/queries.ts'
import { type Context, dayIn } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'
import { conflict } from '#platform/errors.ts'
import { refundFailed } from './events.ts'
import { getRefund } from './refund-queries.ts'
import type { Refund, RefundFailure } from './refund-schemas.ts'

/** Notes that a refund did not arrive. Of one that Stripe has under way Stripe says so itself: its money may still go. */
export async function failRefundByHand(
  ctx: Context,
  id: string,
  input: RefundFailure,
  isAtStripe: (ctx: Context, id: string) => Promise<boolean>,
): Promise<Refund> {
  if (await isAtStripe(ctx, id))
    throw conflict(
      'payments.refund_at_stripe',
      'Stripe makes this refund, and says here by itself whether it arrived. What was not done at Stripe cannot be noted by hand.',
    )
  return failRefund(ctx, id, input)
}

/** The money came back, or never went: it is credit of the customer again. */
export async function failRefund(ctx: Context, id: string, { failure }: RefundFailure): Promise<Refund> {
  const failed = await ctx.db.find(failQuery(ctx, id, failure))
  const refund = await getRefund(ctx, id)
  if (!failed) throw conflict('payments.refund_failed', 'This refund failed already.')
  const entry_date = dayIn((await getOrganization(ctx)).timezone, ctx.now)
  reverseEntries(ctx, { of: 'refund', source: 'refund_failed', source_id: id, entry_date })
  recordEvent(ctx, refundFailed, refund)
  return refund
}

function failQuery(ctx: Context, id: string, failure: string): TextQuery<{ id: string }> {
  return {
    text: `with failed as (
             update refunds set status = 'failed', failure = $3, updated_at = $4
             where organization_id = $1 and id = $2 and status <> 'failed' returning id, payment_id, amount_cents
           ), freed as (
             update payments p set amount_refunded_cents = p.amount_refunded_cents - f.amount_cents, updated_at = $4
             from failed f where p.organization_id = $1 and p.id = f.payment_id
           )
           select id from failed`,
    parameters: [ctx.organization_id, id, failure, ctx.now.toString()],
  }
}
