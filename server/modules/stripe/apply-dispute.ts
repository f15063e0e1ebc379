import type { Stripe } from 'stripe'
import { recordEvent } from '#modules/events/record-event.ts'
import { postEntries } from '#modules/journal/post-entries.ts'
import { getOrganization } from '#modules/organizations/queries.ts'
import { recordRefund } from '#modules/payments/record-refund.ts'
import { type Context, dayIn } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'
import { newId } from '#platform/ids.ts'
import type { CardDispute } from './card-schemas.ts'
import { findDispute, getDispute } from './dispute-queries.ts'
import { cardDisputeChanged, cardDisputeLost, cardDisputeOpened, cardDisputeWon } from './events.ts'
import { freeMoney } from './free-money.ts'
import type { Row } from './queries.ts'
import { disputeStatusOf } from './rules.ts'

const events = {
  open: cardDisputeChanged,
  under_review: cardDisputeChanged,
  won: cardDisputeWon,
  lost: cardDisputeLost,
}

/** Brings one dispute to what Stripe says of it. Lost money leaves the payment, and its invoice is open again. */
export async function applyDispute(ctx: Context, row: Row, payment_id: string, seen: Stripe.Dispute): Promise<void> {
  const before = await findDispute(ctx, { stripe_dispute_id: seen.id }, true)
  if (before && before.online_payment_id !== row.id) return
  const status = disputeStatusOf(seen.status)
  const fee_cents = Math.max(
    before?.fee_cents ?? 0,
    seen.balance_transactions.reduce((sum, { fee }) => sum + fee, 0),
  )
  if (before?.status === 'lost' || (before?.status === status && before.fee_cents === fee_cents)) return
  const id = before?.id ?? (await open(ctx, row, seen))
  const refund_id = status === 'lost' ? await takeOff(ctx, payment_id, seen) : null
  const due_by = seen.evidence_details.due_by
  ctx.db.send({
    text: `update card_disputes set status = $3, reason = $4, fee_cents = $5, respond_by = $6, refund_id = $7, closed_at = $8,
             updated_at = $9
           where organization_id = $1 and id = $2`,
    parameters: [
      ctx.organization_id,
      id,
      status,
      seen.reason,
      fee_cents,
      due_by ? Temporal.Instant.fromEpochMilliseconds(due_by * 1000).toString() : null,
      refund_id,
      status === 'won' || status === 'lost' ? ctx.now.toString() : null,
      ctx.now.toString(),
    ],
  })
  postEntries(ctx, {
    source: 'dispute',
    source_id: id,
    entry_date: dayIn((await getOrganization(ctx)).timezone, ctx.now),
    entries: [{ debit: 'fees', credit: 'stripe_balance', amount_cents: fee_cents - (before?.fee_cents ?? 0) }],
  })
  const dispute = await getDispute(ctx, id)
  if (!before) recordEvent(ctx, cardDisputeOpened, dispute)
  if (before ? before.status !== status : dispute.closed_at) recordEvent(ctx, events[status], dispute)
}

async function open(
  ctx: Context,
  row: Row,
  { id: stripe_dispute_id, amount, reason }: Stripe.Dispute,
): Promise<string> {
  const insert: TextQuery<Pick<CardDispute, 'id'>> = {
    text: `insert into card_disputes (organization_id, id, online_payment_id, stripe_dispute_id, amount_cents, reason, status,
             opened_at, updated_at)
           values ($1, $2, $3, $4, $5, $6, 'open', $7, $7) returning id`,
    parameters: [ctx.organization_id, newId(), row.id, stripe_dispute_id, amount, reason, ctx.now.toString()],
  }
  return (await ctx.db.one(insert)).id
}

async function takeOff(
  ctx: Context,
  payment_id: string,
  { amount, reason, id }: Stripe.Dispute,
): Promise<string | null> {
  const amount_cents = await freeMoney(ctx, payment_id, amount)
  if (amount_cents === 0) return null
  const words = `Dispute lost: ${reason.replaceAll('_', ' ')}`
  return (await recordRefund(ctx, payment_id, { amount_cents, method: 'card', reference: id, reason: words })).id
}
