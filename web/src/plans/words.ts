import type { Price } from '#modules/plans/schemas.ts'
import { formatCount, formatMoney } from '#web/api/format.ts'
import { each } from '#web/subscriptions/words.ts'

type Terms = Pick<Price, 'model' | 'billing_interval' | 'unit_amount_cents' | 'package_size' | 'tiers' | 'meter_id'>

/** "$29.00 per seat a month"; `unit` is what its meter counts. */
export function priceInWords(price: Terms, unit = 'unit'): string {
  const { model, unit_amount_cents, package_size, tiers, meter_id } = price
  const amount = formatMoney(unit_amount_cents ?? 0)
  const time = each[price.billing_interval]
  if (model === 'flat') return `${amount} ${time}`
  if (model === 'per_seat') return `${amount} per ${meter_id ? unit : 'seat'} ${time}`
  if (model === 'package') return `${amount} for every ${formatCount(package_size ?? 1)} ${unitsOf(unit)} ${time}`
  const least = Math.min(...(tiers ?? []).map((tier) => tier.unit_amount_cents))
  return `From ${formatMoney(least)} per ${unit} ${time}, by ${model === 'volume' ? 'volume' : 'tiers'}`
}

/** "calls", but "GB" and "kWh used" as they are. */
export const unitsOf = (unit: string) => (/^[a-z]{3,}[a-rt-z]$/.test(unit) ? `${unit}s` : unit)

export const modelWords: Record<Price['model'], readonly [name: string, hint: string]> = {
  flat: ['Flat', 'The same, whatever the quantity'],
  per_seat: ['Per seat or unit', 'Each one costs the same'],
  tiered: ['Tiered', 'Each unit at the rate of the tier it falls into'],
  volume: ['Volume', 'All units at the rate of the tier they reach'],
  package: ['Package', 'For each package that is begun'],
}

/** "1 – 10", "11 and more" */
export function tierWords(tiers: { up_to: number | null }[], index: number): string {
  const first = (tiers[index - 1]?.up_to ?? 0) + 1
  const last = tiers[index]?.up_to ?? null
  if (last === null) return `${formatCount(first)} and more`
  return first === last ? formatCount(first) : `${formatCount(first)} – ${formatCount(last)}`
}
