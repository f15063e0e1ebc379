import { type Static, Type } from 'typebox'
import { GstCode } from '#modules/gst/schemas.ts'
import { Price } from '#modules/plans/schemas.ts'
import {
  Cents,
  Day,
  Id,
  Input,
  Instant,
  Line,
  ListQuery,
  Meaning,
  Nullable,
  OneOf,
  Output,
  Page,
  Quantity,
  SignedCents,
  Version,
} from '#platform/schemas.ts'

export const subscriptionStatuses = ['trialing', 'active', 'past_due', 'unpaid', 'paused', 'canceled'] as const
export type SubscriptionStatus = (typeof subscriptionStatuses)[number]
export const SubscriptionStatus = OneOf(...subscriptionStatuses)

export const PauseReason = OneOf('requested', 'unpaid')

export const Seats = Type.Integer({
  minimum: 1,
  maximum: 1_000_000,
  description: 'Seats, or units of whatever is sold',
})
const CouponCode = Type.String({ minLength: 1, maxLength: 40, description: 'As the customer was told it' })
const PriceId = Meaning(Id, 'The price, which says plan, interval and amount')
const Reason = Meaning(Line(200), 'Why, for yourselves')

export type NewSubscription = Static<typeof NewSubscription>
export const NewSubscription = Input('NewSubscription', {
  customer_id: Id,
  price_id: Meaning(Id, 'One that is sold today, of a plan'),
  quantity: Type.Optional(Seats),
  start_date: Meaning(
    Type.Optional(Day),
    'Today unless you say otherwise; at most one interval back, at most a year ahead',
  ),
  trial_end_date: Meaning(
    Type.Optional(Nullable(Day)),
    'The first day that costs. Left out: the start plus the trial days of the plan; null: no trial',
  ),
  coupon_code: Type.Optional(CouponCode),
  minimum_term_end_date: Meaning(Type.Optional(Nullable(Day)), 'It cannot be cancelled to end before this day'),
  add_ons: Type.Optional(
    Type.Array(
      Input('NewAddOn', {
        price_id: Meaning(Id, 'Of an add-on with the same interval'),
        quantity: Type.Optional(Seats),
      }),
      {
        maxItems: 20,
        description: 'Prices of add-ons with the same interval',
      },
    ),
  ),
})

const AddOn = Output('SubscriptionAddOn', {
  id: Id,
  price_id: PriceId,
  name: Type.String({ description: 'Of the add-on' }),
  quantity: Seats,
  amount_cents: Meaning(Nullable(Cents), 'For one interval, before GST; null when usage decides it'),
})

export type Subscription = Static<typeof Subscription>
export const Subscription = Output('Subscription', {
  id: Id,
  customer_id: Id,
  customer_name: Type.String(),
  plan: Meaning(
    Output('SubscribedPlan', {
      id: Id,
      code: Type.String({ description: 'The short name that programs decide by' }),
      name: Type.String(),
    }),
    'What they are on today',
  ),
  price_id: PriceId,
  price: Meaning(Price, 'The terms they have, which stay theirs'),
  quantity: Seats,
  amount_cents: Meaning(
    Nullable(Cents),
    'For one interval, before GST, coupon and add-ons; null when usage decides it',
  ),
  status: Meaning(
    SubscriptionStatus,
    '`past_due`: an invoice is overdue; `unpaid`: so long that renewals have stopped; `paused`: see `pause_reason`',
  ),
  start_date: Day,
  trial_end_date: Meaning(Nullable(Day), 'The first day that costs; null without a trial'),
  billing_anchor_day: Type.Integer({ description: 'Of the month, 1 to 31; the last day of months that are shorter' }),
  current_period_start_date: Day,
  current_period_end_date: Meaning(Day, 'The day on which the next period begins'),
  next_invoice_date: Meaning(Nullable(Day), 'When it is renewed; null while it is not'),
  cancel_at_period_end: Type.Boolean({ description: 'It ends with this period instead of being renewed' }),
  cancel_reason: Nullable(Type.String({ description: 'Why, as whoever cancelled it wrote' })),
  canceled_at: Meaning(Nullable(Instant), 'When somebody cancelled it'),
  ended_date: Meaning(Nullable(Day), 'The first day without it'),
  paused_at: Nullable(Instant),
  pause_reason: Meaning(
    Nullable(PauseReason),
    '`requested`: somebody paused it, and resumes it; `unpaid`: the billing rules did, and payment ends it',
  ),
  minimum_term_end_date: Nullable(Day),
  pending_change: Meaning(
    Nullable(
      Output('PendingChange', {
        price_id: PriceId,
        plan_name: Type.String({ description: 'The plan of that price' }),
        quantity: Seats,
      }),
    ),
    'What it becomes at its renewal',
  ),
  coupon: Meaning(
    Nullable(
      Output('SubscriptionCoupon', {
        code: CouponCode,
        name: Type.String(),
        end_date: Meaning(Nullable(Day), 'Periods that begin from this day on have it no more; null for ever'),
      }),
    ),
    'What is taken off plan and add-ons; null without one',
  ),
  credit_cents: Meaning(Cents, 'Before GST; taken off the next invoices'),
  add_ons: Type.Array(AddOn, { description: 'On each invoice beside the plan' }),
  version: Version,
  created_at: Instant,
  updated_at: Instant,
})

export type SubscriptionQuery = Static<typeof SubscriptionQuery>
export const SubscriptionQuery = Input('SubscriptionQuery', {
  ...ListQuery,
  status: Meaning(Type.Optional(OneOf(...subscriptionStatuses, 'running')), '`running`: trialing, active or past due'),
  customer_id: Type.Optional(Id),
  price_id: Meaning(Type.Optional(Id), 'Who is on this price'),
  plan_id: Meaning(Type.Optional(Id), 'Who is on any price of this plan'),
  q: Type.Optional(Type.String({ maxLength: 100, description: 'Part of the name of a customer' })),
})
export type SubscriptionPage = Static<typeof SubscriptionPage>
export const SubscriptionPage = Page('SubscriptionPage', Subscription)

export type SubscriptionCount = Static<typeof SubscriptionCount>
export const SubscriptionCount = Output('SubscriptionCount', {
  count: Type.Integer({ description: 'All of them' }),
  by_status: Type.Array(
    Output('SubscriptionStatusCount', {
      status: Meaning(SubscriptionStatus, 'The status they share'),
      count: Type.Integer({ description: 'How many have it' }),
    }),
    {
      description: 'Statuses that somebody has',
    },
  ),
  monthly_recurring_cents: Meaning(
    SignedCents,
    'Of running ones without trial, by month, before GST, coupons and usage',
  ),
})

export type Cancellation = Static<typeof Cancellation>
export const Cancellation = Input('SubscriptionCancellation', {
  when: Meaning(
    OneOf('now', 'period_end'),
    '`now` gives credit for the unused rest; `period_end` can be undone by resume',
  ),
  reason: Type.Optional(Reason),
})

export type NewCharge = Static<typeof NewCharge>
export const NewCharge = Input('NewSubscriptionCharge', {
  description: Meaning(Line(200), 'What it is for, as the invoice says it'),
  quantity: Type.Optional(Quantity),
  unit_price_cents: Meaning(Cents, 'Before GST'),
  gst_code: Meaning(Type.Optional(Nullable(GstCode)), 'Left out: as for the plan'),
})
export type SubscriptionCharge = Static<typeof SubscriptionCharge>
export const SubscriptionCharge = Output('SubscriptionCharge', {
  id: Id,
  subscription_id: Meaning(Id, 'On whose next invoice it goes'),
  kind: Meaning(OneOf('one_off', 'proration'), 'Added by hand, or by a change that is charged later'),
  description: Type.String({ description: 'As the invoice says it' }),
  quantity: Type.String({ description: 'A decimal as text' }),
  unit_price_cents: Meaning(Cents, 'Before GST'),
  discount_cents: Meaning(Cents, 'Credit that a proration takes off'),
  amount_cents: Meaning(Cents, 'What goes on the next invoice, before GST'),
  created_at: Instant,
})
export type SubscriptionChargeList = Static<typeof SubscriptionChargeList>
export const SubscriptionChargeList = Output('SubscriptionChargeList', {
  data: Type.Array(SubscriptionCharge, { description: 'What waits for the next invoice' }),
})

export type NewAddOn = Static<typeof NewAddOn>
export const NewAddOn = Input('NewSubscriptionAddOn', {
  price_id: Meaning(Id, 'Of an add-on with the same interval'),
  quantity: Type.Optional(Seats),
})
