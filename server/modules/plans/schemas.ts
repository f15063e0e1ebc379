import { type Static, Type } from 'typebox'
import { GstCode } from '#modules/gst/schemas.ts'
import {
  Cents,
  Currency,
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
  Text,
  Version,
} from '#platform/schemas.ts'

const Code = Type.String({
  pattern: '^[a-z0-9]+(-[a-z0-9]+)*$',
  maxLength: 50,
  description: 'For programs: small letters, digits and hyphens, such as `team-yearly`',
})

export const PlanKind = OneOf('plan', 'add_on')

export type PlanFeature = Static<typeof PlanFeature>
export const PlanFeature = Type.Object(
  { code: Code, name: Meaning(Line(200), 'As customers read it') },
  { title: 'PlanFeature', additionalProperties: false },
)

const limit = (minimum: number, description: string) =>
  Nullable(Type.Integer({ minimum, maximum: 1_000_000_000, description: `${description}; null for any number` }))
const limits = {
  seats: limit(1, 'Members and open invitations'),
  leads_per_month: limit(0, 'Leads that come in within a calendar month'),
  invoices_per_month: limit(0, 'Invoices that are issued within a calendar month'),
}
export type PlanLimits = Static<typeof PlanLimits>
export const PlanLimits = Output('PlanLimits', limits)
const NewPlanLimits = Type.Object(Type.Partial(Type.Object(limits)).properties, {
  title: 'NewPlanLimits',
  additionalProperties: false,
})

const planMeanings = {
  gst_code: 'Of its lines while the seller is registered for GST; null for `SR`. Never `NG`',
  trial_days: 'Days before the first charge; 0 on an add-on, which is charged with its plan',
  features: 'What it comes with, in the order in which it is shown',
  limits: 'What the subscriber may use; what is null or left out has no limit',
  is_visible: 'Shown on the price page',
  is_default: 'New customers begin on it; at most one plan is',
  display_order: 'Where it stands among the others, the smallest first',
}
const PlanDetails = {
  code: Code,
  name: Meaning(Line(100), 'Printed on invoices and shown on the price page'),
  description: Meaning(Type.Optional(Nullable(Text(1000))), 'Shown on the price page'),
  gst_code: Meaning(Type.Optional(Nullable(GstCode)), planMeanings.gst_code),
  trial_days: Type.Optional(Type.Integer({ minimum: 0, maximum: 730, description: planMeanings.trial_days })),
  features: Type.Optional(Type.Array(PlanFeature, { maxItems: 50, description: planMeanings.features })),
  limits: Meaning(Type.Optional(NewPlanLimits), planMeanings.limits),
  is_visible: Type.Optional(Type.Boolean({ description: planMeanings.is_visible })),
  is_default: Type.Optional(Type.Boolean({ description: planMeanings.is_default })),
  display_order: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: 1_000_000,
      description: `${planMeanings.display_order}. A new one stands last unless you say otherwise`,
    }),
  ),
}

export type NewPlan = Static<typeof NewPlan>
export const NewPlan = Input('NewPlan', {
  kind: Meaning(Type.Optional(PlanKind), '`plan` unless you say otherwise; an add-on is sold beside a plan'),
  ...PlanDetails,
})

export type PlanChanges = Static<typeof PlanChanges>
export const PlanChanges = Type.Object(Type.Partial(Type.Object(PlanDetails)).properties, {
  title: 'PlanChanges',
  additionalProperties: false,
  minProperties: 1,
})

export type Plan = Static<typeof Plan>
export const Plan = Output('Plan', {
  id: Id,
  kind: Meaning(PlanKind, 'An add-on is sold beside a plan'),
  code: Code,
  name: Meaning(Type.String(), 'Printed on invoices and shown on the price page'),
  description: Meaning(Nullable(Type.String()), 'Shown on the price page'),
  gst_code: Meaning(Nullable(GstCode), planMeanings.gst_code),
  trial_days: Type.Integer({ description: planMeanings.trial_days }),
  features: Type.Array(PlanFeature, { description: planMeanings.features }),
  limits: Meaning(PlanLimits, planMeanings.limits),
  is_active: Type.Boolean({ description: 'False once it is archived: nobody new can have it' }),
  is_visible: Type.Boolean({ description: planMeanings.is_visible }),
  is_default: Type.Boolean({ description: planMeanings.is_default }),
  display_order: Type.Integer({ description: planMeanings.display_order }),
  version: Version,
  created_at: Instant,
  updated_at: Instant,
})

export type PlanMove = Static<typeof PlanMove>
export const PlanMove = Input('PlanMove', {
  before_plan_id: Meaning(Nullable(Id), 'The plan before which it stands from now on; null for the last place'),
})

export type PlanQuery = Static<typeof PlanQuery>
export const PlanQuery = Input('PlanQuery', {
  ...ListQuery,
  kind: Meaning(Type.Optional(PlanKind), 'Both unless you say otherwise'),
  active: Meaning(Type.Optional(OneOf('yes', 'no', 'all')), '`yes` unless you say otherwise'),
  q: Type.Optional(Type.String({ maxLength: 100, description: 'Part of a name or code' })),
})
export type PlanPage = Static<typeof PlanPage>
export const PlanPage = Page('PlanPage', Plan)

export type PriceModel = Static<typeof PriceModel>
export const PriceModel = OneOf('flat', 'per_seat', 'tiered', 'volume', 'package')
export const BillingInterval = OneOf('month', 'quarter', 'year')

/** So that the price of a thousand million units is still a number that the database holds. */
const UnitCents = Type.Integer({ minimum: 0, maximum: 1_000_000_000 })
const priceMeanings = {
  model:
    '`flat` for whatever quantity, `per_seat` for each unit, `tiered` each unit at the rate of its tier, `volume` all units at the rate of the tier they reach, `package` for each package begun',
  billing_interval: 'How often it is charged',
  unit_amount_cents: 'For the interval, the unit or the package, before GST; null with tiers',
  package_size: 'Units in a package; null but for packages',
  tiers: 'From the first unit on, the last without end; null but for `tiered` and `volume`',
  meter_id: 'What counts the quantity; null where it is agreed, such as seats',
  available_from_date: 'The first day on which it is sold',
  available_to_date: 'The last day on which it is sold, which may be the day before the first; null without end',
}

export type Tier = Static<typeof Tier>
export const Tier = Output('Tier', {
  up_to: Nullable(Type.Integer({ description: 'The last unit of this tier; null for the last tier' })),
  unit_amount_cents: Meaning(UnitCents, 'For each unit, before GST'),
  flat_amount_cents: Meaning(Cents, 'Once, as soon as a unit falls into the tier; before GST'),
})
const NewTier = Input('NewTier', {
  up_to: Meaning(
    Type.Optional(Nullable(Type.Integer({ minimum: 1, maximum: 1_000_000_000 }))),
    'The last unit of this tier; null or left out in the last tier, and only there',
  ),
  unit_amount_cents: Meaning(UnitCents, 'For each unit, before GST'),
  flat_amount_cents: Meaning(Type.Optional(Cents), 'Once, as soon as a unit falls into the tier; 0 when left out'),
})

const PriceTerms = {
  unit_amount_cents: Meaning(Type.Optional(Nullable(UnitCents)), priceMeanings.unit_amount_cents),
  package_size: Type.Optional(
    Nullable(Type.Integer({ minimum: 1, maximum: 1_000_000_000, description: priceMeanings.package_size })),
  ),
  tiers: Type.Optional(Nullable(Type.Array(NewTier, { minItems: 1, maxItems: 50, description: priceMeanings.tiers }))),
  meter_id: Meaning(Type.Optional(Nullable(Id)), `${priceMeanings.meter_id}. Never with \`flat\``),
}

export type NewPrice = Static<typeof NewPrice>
export const NewPrice = Input('NewPrice', {
  model: Meaning(PriceModel, priceMeanings.model),
  billing_interval: Meaning(BillingInterval, priceMeanings.billing_interval),
  currency: Meaning(Type.Optional(OneOf('SGD')), 'Of all amounts'),
  ...PriceTerms,
  available_from_date: Meaning(
    Type.Optional(Day),
    `${priceMeanings.available_from_date}; today unless you say otherwise`,
  ),
  available_to_date: Meaning(Type.Optional(Nullable(Day)), priceMeanings.available_to_date),
})

/** What is left out stays as it was in the price that is replaced; interval and currency always do. */
export type PriceReplacement = Static<typeof PriceReplacement>
export const PriceReplacement = Type.Object(
  {
    model: Meaning(Type.Optional(PriceModel), `${priceMeanings.model}. With another one, nothing else is taken over`),
    ...PriceTerms,
    available_from_date: Meaning(
      Type.Optional(Day),
      'The first day of the new price, and the day after the last of the old; today unless you say otherwise',
    ),
  },
  { title: 'PriceReplacement', additionalProperties: false, minProperties: 1 },
)

const price = {
  id: Id,
  plan_id: Meaning(Id, 'What it is the price of'),
  model: Meaning(PriceModel, priceMeanings.model),
  billing_interval: Meaning(BillingInterval, priceMeanings.billing_interval),
  currency: Currency,
  unit_amount_cents: Meaning(Nullable(UnitCents), priceMeanings.unit_amount_cents),
  package_size: Nullable(Type.Integer({ description: priceMeanings.package_size })),
  tiers: Meaning(Nullable(Type.Array(Tier)), priceMeanings.tiers),
  meter_id: Meaning(Nullable(Id), priceMeanings.meter_id),
  available_from_date: Meaning(Day, priceMeanings.available_from_date),
  available_to_date: Meaning(Nullable(Day), priceMeanings.available_to_date),
  replaced_by_id: Meaning(Nullable(Id), 'The price that is sold in its place; null while there is none'),
  is_in_use: Type.Boolean({ description: 'A subscription that was not cancelled has it, or changes to it' }),
  created_at: Instant,
}
/** Never edited: another price takes its place. */
export type Price = Static<typeof Price>
export const Price = Output('Price', price)

export type PriceWithPlan = Static<typeof PriceWithPlan>
export const PriceWithPlan = Output('PriceWithPlan', { ...price, plan: Meaning(Plan, 'What it is the price of') })

export type PriceQuery = Static<typeof PriceQuery>
export const PriceQuery = Input('PriceQuery', {
  ...ListQuery,
  on_sale: Meaning(Type.Optional(OneOf('today', 'any')), '`any` unless you say otherwise'),
})
export type PricePage = Static<typeof PricePage>
export const PricePage = Page('PricePage', Price)

export type PriceRetirement = Static<typeof PriceRetirement>
export const PriceRetirement = Input('PriceRetirement', {
  last_date: Meaning(Type.Optional(Day), 'The last day on which it is sold; left out: it is off sale at once'),
})

export type QuoteRequest = Static<typeof QuoteRequest>
export const QuoteRequest = Input('QuoteRequest', {
  quantity: Meaning(Quantity, 'Units of one interval, a decimal as text; `flat` takes no account of it'),
})

export type Quote = Static<typeof Quote>
export const Quote = Output('Quote', {
  price_id: Meaning(Id, 'What was asked for'),
  quantity: Meaning(Type.String(), 'As it was asked'),
  currency: Currency,
  amount_cents: Meaning(Cents, 'For one interval, half-up to the cent; before GST and coupons'),
})
