import type { ProblemField } from '#platform/errors.ts'
import type { NewCoupon } from './coupon-schemas.ts'
import type { Plan, PlanLimits, Price, PriceReplacement, Tier } from './schemas.ts'

type WantedPlan = Pick<Plan, 'kind' | 'gst_code' | 'trial_days' | 'features' | 'is_active' | 'is_default'>

/** Everything about a plan that a schema cannot see, at once. */
export function checkPlan({ kind, gst_code, trial_days, features, is_active, is_default }: WantedPlan): ProblemField[] {
  const fields: ProblemField[] = []
  if (gst_code === 'NG')
    fields.push(refused('/gst_code', 'Leave it empty: a seller who is not registered for GST charges none anyway.'))
  if (kind === 'add_on' && trial_days > 0)
    fields.push(refused('/trial_days', 'An add-on has no trial of its own: it is charged with its plan.'))
  if (is_default && kind === 'add_on')
    fields.push(refused('/is_default', 'New customers begin on a plan, not on an add-on.'))
  if (is_default && !is_active)
    fields.push(refused('/is_default', 'Restore this plan before new customers can begin on it.'))
  features.forEach(({ code }, i) => {
    if (features.findIndex((other) => other.code === code) < i)
      fields.push(refused(`/features/${i}/code`, `The feature ${code} is listed twice.`))
  })
  return fields
}

/** What was left out has no limit. */
export function completeLimits({ seats, leads_per_month, invoices_per_month }: Partial<PlanLimits>): PlanLimits {
  return {
    seats: seats ?? null,
    leads_per_month: leads_per_month ?? null,
    invoices_per_month: invoices_per_month ?? null,
  }
}

export type PriceTerms = Pick<Price, 'model' | 'unit_amount_cents' | 'package_size' | 'tiers' | 'meter_id'>
/** As a client sends them. */
export type WantedTerms = Pick<PriceTerms, 'model'> & Omit<PriceReplacement, 'model' | 'available_from_date'>

/** The stored form: null for what was left out. */
export function termsFrom({ model, unit_amount_cents, package_size, tiers, meter_id }: WantedTerms): PriceTerms {
  return {
    model,
    unit_amount_cents: unit_amount_cents ?? null,
    package_size: package_size ?? null,
    tiers:
      tiers?.map((tier) => ({
        up_to: tier.up_to ?? null,
        unit_amount_cents: tier.unit_amount_cents,
        flat_amount_cents: tier.flat_amount_cents ?? 0,
      })) ?? null,
    meter_id: meter_id ?? null,
  }
}

/** Which amounts a model has, and whether its tiers cover every quantity once. */
export function checkTerms({ model, unit_amount_cents, package_size, tiers, meter_id }: PriceTerms): ProblemField[] {
  const fields: ProblemField[] = []
  const has_tiers = model === 'tiered' || model === 'volume'
  if (has_tiers && !tiers) fields.push(required('/tiers', `A price by ${model} needs its tiers.`))
  if (!has_tiers && tiers) fields.push(refused('/tiers', `A price of the model ${model} has no tiers.`))
  if (has_tiers && unit_amount_cents !== null)
    fields.push(refused('/unit_amount_cents', 'Each tier has an amount of its own: leave this one out.'))
  if (!has_tiers && unit_amount_cents === null) fields.push(required('/unit_amount_cents', 'Say what it costs.'))
  if (model === 'package' && package_size === null)
    fields.push(required('/package_size', 'Say how many units are in a package.'))
  if (model !== 'package' && package_size !== null)
    fields.push(refused('/package_size', 'Only the model package has a size.'))
  if (model === 'flat' && meter_id)
    fields.push(refused('/meter_id', 'A flat price is the same for whatever quantity: there is nothing to meter.'))
  return [...fields, ...(has_tiers && tiers ? checkTiers(tiers) : [])]
}

function checkTiers(tiers: Tier[]): ProblemField[] {
  return tiers.flatMap(({ up_to }, i) => {
    const pointer = `/tiers/${i}/up_to`
    const is_last = i === tiers.length - 1
    if (is_last && up_to !== null) return [refused(pointer, 'The last tier has no end: leave this out.')]
    if (is_last) return []
    if (up_to === null) return [required(pointer, 'Only the last tier has no end.')]
    const before = tiers[i - 1]?.up_to ?? 0
    return up_to > before
      ? []
      : [{ pointer, code: 'too_small', detail: `This tier must end after the one before it, at ${before}.` }]
  })
}

/** The days on which a price is sold, where `available_to_date` is the last one. */
export function isOnSale(price: Pick<Price, 'available_from_date' | 'available_to_date'>, day: string): boolean {
  return price.available_from_date <= day && (price.available_to_date === null || price.available_to_date >= day)
}

/** Prices are written down for what was and will be, not for a slip of the keyboard. */
const years = 10

export function checkDays(
  { available_from_date, available_to_date }: Pick<Price, 'available_from_date' | 'available_to_date'>,
  today: string,
): ProblemField[] {
  const fields: ProblemField[] = []
  const day = Temporal.PlainDate.from(today)
  if (available_from_date < day.subtract({ years }).toString())
    fields.push({ pointer: '/available_from_date', code: 'too_early', detail: `This is over ${years} years ago.` })
  if (available_from_date > day.add({ years }).toString())
    fields.push({ pointer: '/available_from_date', code: 'too_late', detail: `This is over ${years} years ahead.` })
  if (available_to_date !== null && available_to_date < available_from_date)
    fields.push({ pointer: '/available_to_date', code: 'too_early', detail: 'The last day lies before the first.' })
  return fields
}

export const dayBefore = (day: string): string => Temporal.PlainDate.from(day).subtract({ days: 1 }).toString()

export const normalizeCode = (code: string): string => code.trim().toUpperCase()

type WantedCoupon = Pick<
  NewCoupon,
  'percent_off_bp' | 'amount_off_cents' | 'duration' | 'duration_months' | 'expires_date'
>

export function checkCoupon(coupon: WantedCoupon, today: string): ProblemField[] {
  const { percent_off_bp, amount_off_cents, duration, duration_months, expires_date } = coupon
  const fields: ProblemField[] = []
  if (!percent_off_bp && !amount_off_cents)
    fields.push(required('/percent_off_bp', 'Say what it takes off: a percentage, or an amount.'))
  if (percent_off_bp && amount_off_cents)
    fields.push(refused('/amount_off_cents', 'It takes off a percentage or an amount, not both.'))
  if (duration === 'months' && !duration_months) fields.push(required('/duration_months', 'Say for how many months.'))
  if (duration !== 'months' && duration_months)
    fields.push(refused('/duration_months', 'Only the duration months has a number of them.'))
  if (expires_date && expires_date < today)
    fields.push({ pointer: '/expires_date', code: 'too_early', detail: 'This day is over already.' })
  return fields
}

const refused = (pointer: string, detail: string): ProblemField => ({ pointer, code: 'not_allowed', detail })
const required = (pointer: string, detail: string): ProblemField => ({ pointer, code: 'required', detail })
