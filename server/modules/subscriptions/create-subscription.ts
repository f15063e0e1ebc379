import { recordEvent } from '#modules/events/record-event.ts'
import { totalMax } from '#modules/invoices/rules.ts'
import { redeemCoupon } from '#modules/plans/redeem-coupon.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { conflict, invalid, notFound, type ProblemField } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { billOne } from './bill-due.ts'
import { type Offer, offersOf } from './offers.ts'
import { subscriptionActivated, subscriptionCreated } from './events.ts'
import { getSubscription } from './queries.ts'
import { refuseSharedMeter } from './refuse-shared-meter.ts'
import { periodStart } from './rules.ts'
import type { NewSubscription, Subscription } from './schemas.ts'

/** Puts a customer on a price. Without a trial, and when it starts today or before, its first invoice is issued at once. */
export async function createSubscription(ctx: Context, input: NewSubscription): Promise<Subscription> {
  const add_ons = (input.add_ons ?? []).map(({ price_id, quantity = 1 }) => ({ price_id, quantity }))
  const wanted = [{ price_id: input.price_id, quantity: input.quantity ?? 1 }, ...add_ons]
  const [{ today, is_archived }, [offer, ...add_on_offers]] = await offersOf(ctx, input.customer_id, wanted)
  if (is_archived === null) throw notFound('customer')
  const start_date = input.start_date ?? today
  const trial_end_date = trialEndOf(input, offer, start_date)
  refuseMistakes(input, { offer, add_on_offers, today, is_archived, start_date, trial_end_date })

  const anchor_date = trial_end_date ?? start_date
  const coupon = input.coupon_code ? await redeemCoupon(ctx, input.coupon_code, today) : undefined
  const id = newId()
  const now = ctx.now.toString()
  const { organization_id } = ctx
  ctx.db.send(
    db.insertInto('subscriptions').values({
      organization_id,
      id,
      customer_id: input.customer_id,
      price_id: input.price_id,
      quantity: input.quantity ?? 1,
      status: trial_end_date ? 'trialing' : 'active',
      start_date,
      trial_end_date,
      anchor_date,
      period_index: -1,
      current_period_start_date: start_date,
      current_period_end_date: anchor_date,
      next_invoice_date: anchor_date,
      minimum_term_end_date: input.minimum_term_end_date ?? null,
      coupon_id: coupon?.id ?? null,
      coupon_end_date: coupon ? couponEnd(coupon, anchor_date) : null,
      created_at: now,
      updated_at: now,
    }),
  )
  if (offer!.meter_id) await refuseSharedMeter(ctx, [id])
  for (const add_on of add_ons)
    ctx.db.send(
      db
        .insertInto('subscription_add_ons')
        .values({ ...add_on, organization_id, id: newId(), subscription_id: id, created_at: now }),
    )
  const { activated_ids } = await billFirst(ctx, id)
  const subscription = await getSubscription(ctx, id)
  recordEvent(ctx, subscriptionCreated, subscription)
  if (activated_ids.length) recordEvent(ctx, subscriptionActivated, subscription)
  return subscription
}

/** Bills what is due already; a customer who cannot be invoiced is refused here, and only skipped by a run. */
export async function billFirst(ctx: Context, id: string): ReturnType<typeof billOne> {
  const billed = await billOne(ctx, id)
  if (billed.skip_reason === 'amount_too_large')
    throw conflict('subscriptions.amount_too_large', `Its invoice would be ${tooLargeWords}: take back charges first.`)
  if (billed.skipped_count)
    throw invalid('subscriptions.not_billable', 'The customer cannot be invoiced yet.', [
      {
        pointer: '/customer_id',
        code: 'required',
        detail: 'An invoice must show the address of a customer who is not archived: add it, or restore the customer.',
      },
    ])
  return billed
}

function trialEndOf(input: NewSubscription, offer: Offer | undefined, start_date: string): string | null {
  if (input.trial_end_date !== undefined) return input.trial_end_date
  const days = offer?.trial_days ?? 0
  return days ? Temporal.PlainDate.from(start_date).add({ days }).toString() : null
}

type CouponTerms = { duration: 'once' | 'months' | 'forever'; duration_months: number | null }

function couponEnd({ duration, duration_months }: CouponTerms, first: string): string | null {
  const day = Temporal.PlainDate.from(first)
  if (duration === 'once') return day.add({ days: 1 }).toString()
  return duration === 'months' ? day.add({ months: duration_months! }).toString() : null
}

type Facts = {
  offer: Offer | undefined
  add_on_offers: (Offer | undefined)[]
  today: string
  is_archived: boolean
  start_date: string
  trial_end_date: string | null
}

function refuseMistakes(input: NewSubscription, facts: Facts): void {
  const { offer, add_on_offers, today, is_archived, start_date, trial_end_date } = facts
  const fields: ProblemField[] = []
  const add = (pointer: string, mistake: Mistake | undefined) => mistake && fields.push({ pointer, ...mistake })
  const tooEarly = (detail: string): Mistake => ({ code: 'too_early', detail })
  const tooLate = (detail: string): Mistake => ({ code: 'too_late', detail })
  if (is_archived) add('/customer_id', { code: 'archived', detail: 'Restore the customer first.' })
  add('/price_id', mistakeOfOffer(offer, 'plan'))
  add('/quantity', mistakeOfAmount(offer))
  add_on_offers.forEach((add_on, i) =>
    add(
      `/add_ons/${i}/price_id`,
      mistakeOfOffer(add_on, 'add_on') ?? mistakeOfInterval(add_on!, offer) ?? mistakeOfAmount(add_on),
    ),
  )
  const earliest = periodStart(today, offer?.interval_months ?? 1, -1)
  if (start_date <= earliest)
    add('/start_date', tooEarly(`Use a day after ${earliest}: one period can be billed late.`))
  if (start_date > periodStart(today, 12, 1)) add('/start_date', tooLate('Use a day within a year from now.'))
  if (trial_end_date && trial_end_date <= start_date)
    add('/trial_end_date', tooEarly('A trial ends after the day on which it starts.'))
  if (trial_end_date && trial_end_date > periodStart(start_date, 24, 1))
    add('/trial_end_date', tooLate('A trial lasts two years at most.'))
  const { minimum_term_end_date: term } = input
  if (term && term <= start_date) add('/minimum_term_end_date', tooEarly('The term ends after the start.'))
  if (fields.length) throw invalid('subscriptions.invalid', 'Some details of the subscription are not right.', fields)
}

/** What is wrong with a field that another names. */
export type Mistake = Pick<ProblemField, 'code' | 'detail'>

/** Why a price cannot be taken today. */
export function mistakeOfOffer(offer: Offer | undefined, kind: Offer['kind']): Mistake | undefined {
  if (!offer) return { code: 'not_found', detail: 'There is no such price.' }
  if (offer.kind !== kind)
    return { code: 'wrong_kind', detail: kind === 'plan' ? 'Choose the price of a plan.' : 'Choose an add-on.' }
  if (!offer.is_available) return { code: 'not_sold', detail: 'This price is not sold today.' }
  if (kind === 'add_on' && offer.meter_id)
    return { code: 'metered', detail: 'An add-on that is billed by use cannot be added.' }
  return undefined
}

const tooLargeWords = 'more than the hundred billion dollars that an invoice can hold'

export function mistakeOfAmount(offer: Offer | undefined): Mistake | undefined {
  if (!offer || (offer.amount_cents ?? 0) <= totalMax) return undefined
  return { code: 'too_large', detail: `One period would cost ${tooLargeWords}.` }
}

export function mistakeOfInterval(add_on: Offer, offer: { interval_months: number } | undefined): Mistake | undefined {
  return offer && add_on.interval_months !== offer.interval_months
    ? { code: 'other_interval', detail: 'Choose an add-on that is billed as often as the plan.' }
    : undefined
}
