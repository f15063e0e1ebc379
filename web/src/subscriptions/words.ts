import type { Price } from '#modules/plans/schemas.ts'
import type { Subscription, SubscriptionStatus } from '#modules/subscriptions/schemas.ts'
import { formatCount, formatDate, formatMoney } from '#web/api/format.ts'
import type { Tone } from '#web/ui/badge.tsx'

type Interval = Price['billing_interval']

export const statusWords: Record<SubscriptionStatus, readonly [Tone, string]> = {
  trialing: ['info', 'Trial'],
  active: ['ok', 'Active'],
  past_due: ['bad', 'Past due'],
  unpaid: ['bad', 'Unpaid'],
  paused: ['warn', 'Paused'],
  canceled: ['mute', 'Cancelled'],
}

export const each: Record<Interval, string> = { month: 'a month', quarter: 'a quarter', year: 'a year' }
export const often: Record<Interval, string> = { month: 'Monthly', quarter: 'Quarterly', year: 'Yearly' }

/** Whether a number of units is agreed; a flat price has none, and a meter counts its own. */
export const hasSeats = ({ model, meter_id }: Pick<Price, 'model' | 'meter_id'>) =>
  model !== 'flat' && meter_id === null

export const isPerSeat = ({ model, meter_id }: Pick<Price, 'model' | 'meter_id'>) =>
  model === 'per_seat' && meter_id === null

/** "Monthly · $20.00 a seat" */
export const priceWords = (price: Price) => `${often[price.billing_interval]} · ${rateWords(price)}`

function rateWords({ model, unit_amount_cents, package_size, tiers, meter_id }: Price): string {
  const amount = formatMoney(unit_amount_cents ?? 0)
  if (model === 'flat') return amount
  if (model === 'per_seat') return `${amount} a ${meter_id ? 'unit used' : 'seat'}`
  if (model === 'package') return `${amount} for every ${formatCount(package_size ?? 1)} units`
  const rates = (tiers ?? []).map((tier) => tier.unit_amount_cents)
  const steps = `${rates.length} ${rates.length === 1 ? 'tier' : 'tiers'}`
  return `from ${formatMoney(Math.min(...rates))} a unit, ${steps}${model === 'volume' ? ' by volume' : ''}`
}

/** "Team, 3 seats", as its invoices say. */
export function termsWords({ plan, price, quantity }: Pick<Subscription, 'plan' | 'price' | 'quantity'>): string {
  return hasSeats(price) ? `${plan.name}, ${seatWords(price, quantity)}` : plan.name
}

export const seatWords = (price: Pick<Price, 'model' | 'meter_id'>, quantity: number): string =>
  `${formatCount(quantity)} ${isPerSeat(price) ? 'seat' : 'unit'}${quantity === 1 ? '' : 's'}`

/** "$60.00 a month" */
export const amountWords = ({ amount_cents, price }: Pick<Subscription, 'amount_cents' | 'price'>): string =>
  amount_cents === null
    ? `By use, ${often[price.billing_interval].toLowerCase()}`
    : `${formatMoney(amount_cents)} ${each[price.billing_interval]}`

/** The last day of a period that is told by the day on which the next begins. */
export function lastDay(to_date: string): string {
  return formatDate(new Date(Date.parse(to_date) - 86_400_000).toISOString().slice(0, 10))
}

export const periodWords = (from_date: string, to_date: string) => `${formatDate(from_date)} – ${lastDay(to_date)}`
