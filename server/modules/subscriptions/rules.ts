import type { BillingRules } from './billing-schemas.ts'
import type { SubscriptionStatus } from './schemas.ts'

/**
 * What a subscription may become when somebody asks. Without being asked it moves between active, past due, unpaid and
 * paused by rule, as its invoices are paid. `canceled` is the end: who comes back gets a new subscription.
 */
export const moves: Record<SubscriptionStatus, readonly SubscriptionStatus[]> = {
  trialing: ['active', 'paused', 'canceled'],
  active: ['past_due', 'paused', 'canceled'],
  past_due: ['active', 'unpaid', 'paused', 'canceled'],
  unpaid: ['active', 'past_due', 'canceled'],
  paused: ['trialing', 'active', 'canceled'],
  canceled: [],
}

/** Where an organisation has not said otherwise. */
export const defaultRules: BillingRules = {
  upgrade_rule: 'now',
  downgrade_rule: 'period_end',
  seat_rule: 'now',
  proration_unit: 'day',
  proration_charge: 'now',
  unpaid_after_days: 30,
  paused_after_days: 0,
  invoice_grouping: 'per_subscription',
  draft_days: 0,
  renewal_notice_days: 30,
}

/**
 * The day on which period `index` begins: always counted from the anchor, so that 31 January is followed by 28 February
 * and then by 31 March, and 29 February comes back in every leap year.
 */
export function periodStart(anchor_date: string, interval_months: number, index: number): string {
  return Temporal.PlainDate.from(anchor_date)
    .add({ months: interval_months * index })
    .toString()
}

/**
 * What of an amount falls on the part from `from` to `to` of a period of `length` units. Rounded half-up at both ends
 * counted from the beginning, so the parts of a period always add up to the amount, however often it is cut.
 */
export function shareOf(amount_cents: number, from: number, to: number, length: number): number {
  const upTo = (units: number) => (2n * BigInt(amount_cents) * BigInt(units) + BigInt(length)) / (2n * BigInt(length))
  return Number(upTo(to) - upTo(from))
}

export type Coupon = { percent_off_bp: number | null; amount_off_cents: number | null }

/** A period's price with the coupon taken off: what is credited and charged when a period is cut. */
export function afterCoupon(amount_cents: number, coupon: Coupon | null): number {
  if (!coupon) return amount_cents
  if (coupon.amount_off_cents !== null) return Math.max(0, amount_cents - coupon.amount_off_cents)
  return amount_cents - shareOf(amount_cents, 0, coupon.percent_off_bp!, 10_000)
}

/** A price with a quantity, for one interval; `amount_cents` is null while usage decides it. */
export type Terms = {
  price_id: string
  plan_id: string
  quantity: number
  interval_months: number
  amount_cents: number | null
}

export type ChangeKind = 'upgrade' | 'downgrade' | 'seats'
export type ChangeRule = 'now' | 'now_new_anchor' | 'period_end'

/** More money for the same time is an upgrade; more or fewer of the same price a change of seats. */
export function kindOfChange(from: Terms, to: Terms): ChangeKind {
  if (from.price_id === to.price_id) return 'seats'
  const perYear = ({ amount_cents, interval_months }: Terms) => ((amount_cents ?? 0) * 12) / interval_months
  return perYear(to) < perYear(from) ? 'downgrade' : 'upgrade'
}

/** When a change takes effect. What is billed by use changes with the period: its use so far belongs to the old price. */
export function ruleOfChange(from: Terms, to: Terms, rules: BillingRules, wanted?: ChangeRule): ChangeRule {
  if (from.amount_cents === null || to.amount_cents === null) return 'period_end'
  const kind = kindOfChange(from, to)
  const usual = { upgrade: rules.upgrade_rule, downgrade: rules.downgrade_rule, seats: rules.seat_rule }[kind]
  const rule = wanted ?? usual
  return rule === 'now' && from.interval_months !== to.interval_months ? 'now_new_anchor' : rule
}

export type Period = { from_date: string; to_date: string }

/** How far a period has gone: whole days by the organisation's calendar, or seconds between its midnights. */
export function positionIn(
  { from_date, to_date }: Period,
  now: Temporal.Instant,
  timezone: string,
  unit: BillingRules['proration_unit'],
): { used: number; length: number } {
  const [from, to] = [Temporal.PlainDate.from(from_date), Temporal.PlainDate.from(to_date)]
  if (unit === 'day') {
    const today = now.toZonedDateTimeISO(timezone).toPlainDate()
    const length = from.until(to).days
    return { used: Math.min(Math.max(from.until(today).days, 0), length), length }
  }
  const at = (day: Temporal.PlainDate) => Math.floor(day.toZonedDateTime(timezone).epochMilliseconds / 1000)
  const length = at(to) - at(from)
  return { used: Math.min(Math.max(Math.floor(now.epochMilliseconds / 1000) - at(from), 0), length), length }
}

/** What is credited for the unused rest of the old terms and charged for the new, before GST and before older credit. */
export type Proration = {
  used: number
  length: number
  credit_cents: number
  charge_cents: number
}

export function prorate(
  from_cents: number,
  to_cents: number,
  { used, length }: { used: number; length: number },
  isNewAnchor: boolean,
): Proration {
  return {
    used,
    length,
    credit_cents: shareOf(from_cents, used, length, length),
    charge_cents: isNewAnchor ? to_cents : shareOf(to_cents, used, length, length),
  }
}
