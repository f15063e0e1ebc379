import type { Json } from './docs-story.ts'

const plan = '019a9c5e-3b1f-7c42-9d10-5a7e42c1b00c'
const price = '019a9c5e-3b1f-7c42-9d10-5a7e42c1b00d'
const coupon = '019a9c5e-3b1f-7c42-9d10-5a7e42c1b00e'

/** What an address of these names. */
export const planIds: [RegExp, string][] = [
  [/\/plans\//, plan],
  [/\/prices\//, price],
  [/\/coupons\//, coupon],
]

/** What the examples tell of what is sold: a plan for small companies, by the seat, and an offer to begin with. */
export const planStory: Record<string, Json> = {
  'Plan.id': plan,
  'PublicPlan.id': plan,
  plan_id: plan,
  price_id: price,
  'Price.id': price,
  'PriceWithPlan.id': price,
  'PublicPrice.id': price,
  'Coupon.id': coupon,
  ...each(['NewPlan', 'PlanChanges', 'Plan', 'PublicPlan'], {
    kind: 'plan',
    code: 'small-team',
    name: 'Team',
    description: 'For companies that bill every day',
    gst_code: null,
    trial_days: 14,
    features: [{ code: 'payment-reminders', name: 'Payment reminders' }],
    limits: { seats: 10, leads_per_month: 500, invoices_per_month: null },
    is_active: true,
    is_visible: true,
    is_default: true,
    display_order: 1,
  }),
  ...each(['OrganizationPlan', 'OrganizationEntry', 'OrganizationView'], {
    plan_code: 'small-team',
    plan_name: 'Team',
    features: [{ code: 'payment-reminders', name: 'Payment reminders' }],
    limits: { seats: 10, leads_per_month: 500, invoices_per_month: 200 },
    month_start_date: '2026-11-01',
    subscription_status: 'trialing',
    trial_end_date: '2026-12-06',
    trial_days_left: 14,
  }),
  'PlanChoice.quantity': 5,
  'PlanMove.before_plan_id': null,
  'PlanUse.seats': 4,
  'PlanUse.leads_per_month': 212,
  'PlanUse.invoices_per_month': 37,
  'NewPlan.limits': { seats: 10, leads_per_month: 500 },
  'PlanChanges.display_order': 2,
  'PlanFeature.code': 'payment-reminders',
  'PlanFeature.name': 'Payment reminders',
  ...each(['NewPrice', 'Price', 'PriceWithPlan', 'PublicPrice', 'PlanTermsPrice'], {
    model: 'per_seat',
    billing_interval: 'month',
    unit_amount_cents: 2_900,
    package_size: null,
    tiers: null,
    meter_id: null,
    available_from_date: '2026-11-22',
    available_to_date: null,
    is_in_use: true,
  }),
  'PriceReplacement.unit_amount_cents': 3_200,
  'PriceReplacement.available_from_date': '2027-01-01',
  last_date: '2026-12-31',
  'Quote.amount_cents': 23_200,
  seller_name: 'Straits Platforms Pte. Ltd.',
  ...each(['NewCoupon', 'CouponChanges', 'Coupon'], {
    code: 'LAUNCH-20',
    name: 'Launch offer',
    percent_off_bp: 2_000,
    amount_off_cents: null,
    duration: 'months',
    duration_months: 3,
    max_redemptions: 100,
    expires_date: '2026-12-31',
  }),
  redemption_count: 12,
}

/** What an example of a request sends. */
export const planFields: Record<string, string[]> = {
  NewPlan: ['trial_days', 'features', 'limits', 'is_visible'],
  PlanChanges: ['display_order'],
  NewPrice: ['unit_amount_cents'],
  PriceReplacement: ['unit_amount_cents', 'available_from_date'],
  PriceRetirement: ['last_date'],
  NewCoupon: ['percent_off_bp', 'duration_months', 'max_redemptions', 'expires_date'],
  CouponChanges: ['max_redemptions'],
}

function each(components: string[], fields: Record<string, Json>): Record<string, Json> {
  return Object.fromEntries(
    components.flatMap((component) => Object.entries(fields).map(([field, value]) => [`${component}.${field}`, value])),
  )
}
