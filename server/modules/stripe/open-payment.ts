import type { Stripe } from 'stripe'
import { recordEvent } from '#modules/events/record-event.ts'
import type { TextQuery } from '#platform/database.ts'
import type { Context } from '#platform/context.ts'
import { conflict } from '#platform/errors.ts'
import { type Beginning, giveUp } from './begin-payment.ts'
import { getAccount } from './account.ts'
import { codeOf, isFinal, isRefusal, problemOf } from './ask-stripe.ts'
import { onlinePaymentCanceled, onlinePaymentFailed, onlinePaymentStarted } from './events.ts'
import { closePage } from './close-open-pages.ts'
import { findAtStripe } from './find-at-stripe.ts'
import { afterCharge, tryAgain } from './collections.ts'
import { getOnlinePayment, type Row, rowColumns } from './queries.ts'
import type { OnlinePayment } from './schemas.ts'
import { type Found, type SyncDoor, syncPayment } from './sync-payment.ts'

/** Stripe, by the account that an organisation is paid with. */
export async function clientFor(door: SyncDoor, organization_id: string): Promise<Stripe> {
  const { own } = await door.inOrganization(organization_id, getAccount)
  return door.stripe.client(own)
}

/** Committed before it returns. */
export type Transact = <T>(work: (ctx: Context) => Promise<T>) => Promise<T>
export type Begun = Beginning & { organization_id: string; payment: OnlinePayment }

/** What was begun, told with it; one that is under way already was told before. */
export async function beginning(ctx: Context, begun: Beginning): Promise<Begun> {
  const payment = await getOnlinePayment(ctx, begun.row.id)
  if (begun.is_new) recordEvent(ctx, onlinePaymentStarted, payment)
  return { ...begun, organization_id: ctx.organization_id, payment }
}

/**
 * Asks Stripe for what was begun, under its id, and reads how it stands. A refusal ends it; where no answer comes it
 * stays as it was begun, and whoever asks next, an event or the night finds out what became of it.
 */
export async function openPayment(
  door: SyncDoor,
  begun: Begun,
  ask: (metadata: Record<string, string>) => Promise<Found>,
): Promise<OnlinePayment> {
  const { organization_id, row, is_new } = begun
  const named = { organization_id, online_payment_id: row.id }
  try {
    // Keys are forgotten after a day: of an older beginning it is asked first whether it was heard.
    const known =
      is_new || row.status !== 'opening' ? undefined : await findAtStripe(await clientFor(door, organization_id), row)
    if (row.status === 'opening' && !known) await refuseStale(door, begun)
    await syncPayment(door, named, row.status === 'opening' ? (known ?? (await ask(named))) : undefined)
  } catch (error) {
    if (isRefusal(error)) await door.inOrganization(organization_id, (ctx) => fail(ctx, row.id, error))
    throw problemOf(error)
  }
  return door.inOrganization(organization_id, (ctx) => getOnlinePayment(ctx, row.id))
}

/** How long Stripe may still be at work on what it did not answer. */
const unanswered = { minutes: 10 }

/** What was paid meanwhile is not charged again: a beginning of another amount that Stripe never heard of is given up. */
async function refuseStale(door: SyncDoor, { organization_id, row, payment, stale_since }: Begun): Promise<void> {
  if (!stale_since) return
  const amount = (row.amount_cents / 100).toFixed(2)
  await door.inOrganization(organization_id, async (ctx) => {
    if (Temporal.Instant.compare(stale_since, ctx.now.subtract(unanswered)) > 0)
      throw conflict(
        'stripe.payment_under_way',
        `Stripe has not said yet what became of a charge of ${amount}, and another amount is due by now. Try again in ten minutes.`,
      )
    giveUp(ctx, row.id)
    tryAgain(ctx, row)
    recordEvent(ctx, onlinePaymentCanceled, await getOnlinePayment(ctx, row.id))
  })
  throw conflict(
    'stripe.amount_changed',
    `Stripe never heard of a charge of ${amount}, and another amount is due on ${payment.invoice_number} by now. Charge it again.`,
  )
}

async function fail(ctx: Context, id: string, error: unknown): Promise<void> {
  const query: TextQuery<Row> = {
    text: `update online_payments set status = 'failed', failure_code = $3, failure = $4, is_hard_decline = false,
             version = version + 1, updated_at = $5
           where organization_id = $1 and id = $2 and status = 'opening' returning ${rowColumns}`,
    parameters: [ctx.organization_id, id, codeOf(error), (error as Error).message.slice(0, 500), ctx.now.toString()],
  }
  const failed = await ctx.db.find(query)
  if (!failed) return
  await afterCharge(ctx, failed, { status: 'failed', is_hard_decline: isFinal(error) })
  recordEvent(ctx, onlinePaymentFailed, await getOnlinePayment(ctx, id))
}

/** A page that no longer fits is closed, so that nobody pays on it; if somebody just did, that is told by its event. */
export async function closeGivenUp(door: SyncDoor, { given_up, organization_id }: Begun): Promise<void> {
  if (!given_up) return
  await closePage(await clientFor(door, organization_id), given_up).catch(() => {})
}
