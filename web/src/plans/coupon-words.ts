import type { Coupon } from '#modules/plans/coupon-schemas.ts'
import { formatCount, formatMoney, formatRate } from '#web/api/format.ts'

type Terms = Pick<Coupon, 'percent_off_bp' | 'amount_off_cents' | 'duration' | 'duration_months'>

/** "20% off for 3 months" */
export function offWords({ percent_off_bp, amount_off_cents, duration, duration_months }: Terms): string {
  const off = percent_off_bp === null ? formatMoney(amount_off_cents ?? 0) : formatRate(percent_off_bp)
  if (duration === 'once') return `${off} off the first invoice`
  if (duration === 'forever') return `${off} off for as long as it is kept`
  return `${off} off for ${duration_months} ${duration_months === 1 ? 'month' : 'months'}`
}

/** "3 of 50", or "3" without a cap. */
export function redemptionWords({ redemption_count: count, max_redemptions: cap }: Coupon): string {
  return cap === null ? formatCount(count) : `${formatCount(count)} of ${formatCount(cap)}`
}
