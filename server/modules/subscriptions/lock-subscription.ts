import type { Static } from 'typebox'
import type { Context } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'
import { conflict, notFound } from '#platform/errors.ts'
import { type Coupon, defaultRules, moves, type Terms } from './rules.ts'
import type { BillingRules } from './billing-schemas.ts'
import type { PauseReason, SubscriptionStatus } from './schemas.ts'

export type LockedSubscription = Terms & {
  id: string
  customer_id: string
  plan_name: string
  status: SubscriptionStatus
  trial_end_date: string | null
  anchor_date: string
  period_index: number
  current_period_start_date: string
  current_period_end_date: string
  next_invoice_date: string | null
  cancel_at_period_end: boolean
  minimum_term_end_date: string | null
  paused_date: string | null
  pause_reason: Static<typeof PauseReason> | null
  coupon_end_date: string | null
  pending_price_id: string | null
  credit_cents: number
  has_add_ons: boolean
  /** What all add-ons come to in one interval. */
  add_ons_cents: number
  /** The coupon, while it holds for the present period. */
  coupon: Coupon | null
  today: string
  timezone: string
  rules: BillingRules
}

const rulePairs = Object.keys(defaultRules).map((rule) => `'${rule}', b.${rule}`)

/** A subscription as it stands, held until the transaction ends: whoever changes it, or renews it, waits. */
export async function lockSubscription(ctx: Context, id: string): Promise<LockedSubscription> {
  const lock: TextQuery<unknown> = {
    text: 'select from subscriptions where organization_id = $1 and id = $2 for update',
    parameters: [ctx.organization_id, id],
  }
  const query: TextQuery<Omit<LockedSubscription, 'rules'> & { rules: BillingRules | null }> = {
    text: `select s.id, s.customer_id, l.name as plan_name, p.plan_id, s.price_id, s.quantity, s.status, s.trial_end_date,
             s.anchor_date, s.period_index, s.current_period_start_date, s.current_period_end_date, s.next_invoice_date,
             s.cancel_at_period_end, s.minimum_term_end_date, s.pending_price_id,
             (s.paused_at at time zone o.timezone)::date as paused_date, s.pause_reason, s.coupon_end_date, s.credit_cents, p.interval_months,
             case when p.meter_id is null then
               price_amount_cents(p.model, p.unit_amount_cents, p.package_size, p.tiers, s.quantity) end as amount_cents,
             a.add_ons_cents is not null as has_add_ons, coalesce(a.add_ons_cents, 0)::bigint as add_ons_cents,
             case when k.id is not null then
               jsonb_build_object('percent_off_bp', k.percent_off_bp, 'amount_off_cents', k.amount_off_cents) end as coupon,
             ($3::timestamptz at time zone o.timezone)::date as today, o.timezone,
             case when b.organization_id is not null then jsonb_build_object(${rulePairs.join(', ')}) end as rules
           from subscriptions s
           join organizations o on o.organization_id = s.organization_id
           join prices p on p.organization_id = s.organization_id and p.id = s.price_id
           join plans l on l.organization_id = p.organization_id and l.id = p.plan_id
           left join billing_settings b on b.organization_id = s.organization_id
           left join coupons k on k.organization_id = s.organization_id and k.id = s.coupon_id
             and (s.coupon_end_date is null or s.current_period_start_date < s.coupon_end_date)
           left join lateral (
             select sum(price_amount_cents(r.model, r.unit_amount_cents, r.package_size, r.tiers, a.quantity)) as add_ons_cents
             from subscription_add_ons a join prices r on r.organization_id = a.organization_id and r.id = a.price_id
             where a.organization_id = $1 and a.subscription_id = s.id and a.removed_at is null
           ) a on true
           where s.organization_id = $1 and s.id = $2`,
    parameters: [ctx.organization_id, id, ctx.now.toString()],
  }
  const [, [row]] = await ctx.db.batch(lock, query)
  if (!row) throw notFound('subscription')
  return { ...row, rules: row.rules ?? defaultRules }
}

/** Refuses what the table of moves does not allow. */
export function refuseIllegalMove({ status }: LockedSubscription, to: SubscriptionStatus): void {
  if (moves[status].includes(to)) return
  throw conflict('subscriptions.illegal_move', `A subscription that is ${words(status)} cannot become ${words(to)}.`)
}

/** Days that ended and are not billed would be lost if something took effect before their renewal. */
export function refuseWhileDue({ period_index, next_invoice_date, today }: LockedSubscription): void {
  if (period_index >= 0 && next_invoice_date && next_invoice_date <= today)
    throw conflict(
      'subscriptions.renewal_due',
      'Its renewal is due. Start a renewal run, or wait for the next hour; then do this again.',
    )
}

const words = (status: SubscriptionStatus): string => status.replace('_', ' ')
