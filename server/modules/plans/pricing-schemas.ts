import { type Static, Type } from 'typebox'
import { BasisPoints, Currency, Day, Id, Meaning, Nullable, Output } from '#platform/schemas.ts'
import { BillingInterval, Plan, Price } from './schemas.ts'

const { kind, code, name, description, trial_days, features, limits, is_default } = Plan.properties
const { model, unit_amount_cents, package_size, tiers } = Price.properties

export type PublicPrice = Static<typeof PublicPrice>
export const PublicPrice = Output('PublicPrice', {
  id: Id,
  model,
  billing_interval: Meaning(BillingInterval, 'How often it is charged'),
  currency: Currency,
  unit_amount_cents,
  package_size,
  tiers,
  meter_name: Nullable(Type.String({ description: 'What is counted; null where the quantity is agreed' })),
  meter_unit: Nullable(Type.String({ description: 'What one of it is called, such as `message`' })),
})

export type PublicPlan = Static<typeof PublicPlan>
export const PublicPlan = Output('PublicPlan', {
  id: Id,
  kind,
  code,
  name,
  description,
  trial_days,
  features,
  limits,
  is_default,
  gst_rate_bp: Meaning(BasisPoints, 'What is added to its prices today; 0 from a seller who is not registered'),
  prices: Meaning(Type.Array(PublicPrice), 'On sale today, the shortest interval first'),
})

export type Pricing = Static<typeof Pricing>
export const Pricing = Output('Pricing', {
  seller_name: Nullable(Type.String({ description: 'Who runs this installation; null while nobody does' })),
  is_gst_registered: Type.Boolean({ description: 'The seller charges GST today' }),
  gst_rate_bp: Meaning(BasisPoints, 'The standard rate of today where the seller charges GST, else 0'),
  as_of_date: Meaning(Nullable(Day), 'The day whose prices and rates these are, by the calendar of the seller'),
  data: Meaning(Type.Array(PublicPlan), 'Plans, then add-ons, in the order of the seller'),
})
