import type { NewPrice, Price } from '#modules/plans/schemas.ts'
import { today } from '#web/api/format.ts'

export type TierFields = { up_to: string; unit_amount_cents: number | null; flat_amount_cents: number | null }
export type PriceFields = {
  model: Price['model']
  billing_interval: Price['billing_interval']
  unit_amount_cents: number | null
  package_size: string
  tiers: TierFields[]
  meter_id: string
  available_from_date: string
}

export const blankTier: TierFields = { up_to: '', unit_amount_cents: null, flat_amount_cents: null }

export const hasTiers = (model: Price['model']) => model === 'tiered' || model === 'volume'

/** What is replaced is where the new price begins from. */
export function toFields(replaced: Price | undefined): PriceFields {
  return {
    model: replaced?.model ?? 'per_seat',
    billing_interval: replaced?.billing_interval ?? 'month',
    unit_amount_cents: replaced?.unit_amount_cents ?? null,
    package_size: String(replaced?.package_size ?? ''),
    tiers: replaced?.tiers?.map((tier) => ({ ...tier, up_to: String(tier.up_to ?? '') })) ?? [
      { ...blankTier, up_to: '10' },
      blankTier,
    ],
    meter_id: replaced?.meter_id ?? '',
    available_from_date: today(),
  }
}

/** Only what the model has; the server refuses the rest. */
export function toTerms(fields: PriceFields): Omit<NewPrice, 'billing_interval'> {
  const { model, tiers, available_from_date } = fields
  return {
    model,
    unit_amount_cents: hasTiers(model) ? null : fields.unit_amount_cents,
    package_size: model === 'package' ? Number(fields.package_size) : null,
    tiers: hasTiers(model)
      ? tiers.map((tier, index) => ({
          up_to: index === tiers.length - 1 ? null : Number(tier.up_to),
          unit_amount_cents: tier.unit_amount_cents ?? 0,
          flat_amount_cents: tier.flat_amount_cents ?? 0,
        }))
      : null,
    meter_id: model === 'flat' ? null : fields.meter_id || null,
    available_from_date,
  }
}
