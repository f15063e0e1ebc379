import type { NewCoupon } from '#modules/plans/coupon-schemas.ts'
import type { NewPlan, NewPrice } from '#modules/plans/schemas.ts'

/** A plan with its prices; whoever has a year pays for ten months. */
export type Offer = NewPlan & { prices: NewPrice[] }

const flat = (month_cents: number): NewPrice[] => [
  { model: 'flat', billing_interval: 'month', unit_amount_cents: month_cents },
  { model: 'flat', billing_interval: 'year', unit_amount_cents: month_cents * 10 },
]
const perSeat = (month_cents: number): NewPrice[] => [
  { model: 'per_seat', billing_interval: 'month', unit_amount_cents: month_cents },
  { model: 'per_seat', billing_interval: 'year', unit_amount_cents: month_cents * 10 },
]
/** One rate for the first seats, and less for those beyond. */
const tiered = (seats: number, cents: number, beyond_cents: number): NewPrice[] =>
  ([1, 10] as const).map((months) => ({
    model: 'tiered',
    billing_interval: months === 1 ? 'month' : 'year',
    tiers: [
      { up_to: seats, unit_amount_cents: cents * months },
      { up_to: null, unit_amount_cents: beyond_cents * months },
    ],
  }))

const backups = { code: 'daily-backups', name: 'Backups each day, kept for a month' }
const sso = { code: 'single-sign-on', name: 'Single sign-on' }
const region = { code: 'second-region', name: 'A second region, kept in step' }
const manager = { code: 'account-manager', name: 'Somebody who knows you by name' }

/** What Merlion Cloud sells to its customers. */
export const merlionOffers: Offer[] = [
  {
    code: 'starter',
    name: 'Merlion Cloud Starter',
    description: 'One project, for those who try things out.',
    trial_days: 14,
    features: [backups],
    limits: { seats: 3, leads_per_month: 100, invoices_per_month: 50 },
    is_visible: true,
    is_default: true,
    prices: flat(2_900),
  },
  {
    code: 'team',
    name: 'Merlion Cloud Team',
    description: 'For a team that ships every week.',
    trial_days: 14,
    features: [backups, sso],
    limits: { seats: 15, leads_per_month: 1_000, invoices_per_month: 500 },
    is_visible: true,
    prices: perSeat(1_900),
  },
  {
    code: 'business',
    name: 'Merlion Cloud Business',
    description: 'For companies whose customers notice every minute.',
    features: [backups, sso, region],
    limits: { seats: 100, leads_per_month: 10_000 },
    is_visible: true,
    prices: tiered(20, 4_800, 3_900),
  },
  {
    code: 'scale',
    name: 'Merlion Cloud Scale',
    description: 'For platforms that others build on.',
    features: [backups, sso, region, manager],
    is_visible: true,
    prices: flat(249_000),
  },
  {
    kind: 'add_on',
    code: 'priority-support',
    name: 'Priority support, 24 x 7',
    description: 'An engineer within fifteen minutes, at any hour.',
    is_visible: true,
    prices: flat(38_000),
  },
]

/** One for a while, one for a first invoice, one for ever. */
export const merlionCoupons: NewCoupon[] = [
  { code: 'LAUNCH-20', name: 'Launch offer', percent_off_bp: 2_000, duration: 'months', duration_months: 3 },
  { code: 'WELCOME-50', name: 'Welcome', amount_off_cents: 5_000, duration: 'once', max_redemptions: 100 },
  { code: 'FRIENDS', name: 'Friends of the house', percent_off_bp: 1_000, duration: 'forever', max_redemptions: 10 },
]

/** What whoever runs the installation sells to the organisations on it: the price page. */
export const operatorOffers: Offer[] = [
  {
    code: 'starter',
    name: 'Starter',
    description: 'For the first year of a company.',
    trial_days: 14,
    features: [
      { code: 'invoices', name: 'Tax invoices with PayNow' },
      { code: 'reports', name: 'Who owes what' },
    ],
    limits: { seats: 3, leads_per_month: 100, invoices_per_month: 50 },
    is_visible: true,
    prices: flat(1_900),
  },
  {
    code: 'team',
    name: 'Team',
    description: 'For a company that bills every day.',
    trial_days: 14,
    features: [
      { code: 'subscriptions', name: 'Plans and subscriptions' },
      { code: 'api-keys', name: 'Keys for your own programs' },
    ],
    limits: { seats: 10, leads_per_month: 1_000, invoices_per_month: 500 },
    is_visible: true,
    is_default: true,
    prices: flat(5_900),
  },
  {
    code: 'business',
    name: 'Business',
    description: 'For a company with a finance department.',
    trial_days: 14,
    features: [{ code: 'second-factor', name: 'A second factor for everybody' }],
    limits: { seats: 50, leads_per_month: 10_000 },
    is_visible: true,
    prices: flat(14_900),
  },
  {
    code: 'scale',
    name: 'Scale',
    description: 'For those who count invoices in thousands.',
    features: [{ code: 'account-manager', name: 'Somebody who knows you by name' }],
    is_visible: true,
    prices: flat(49_900),
  },
]

export const tuitionOffers: Offer[] = [
  { code: 'once-a-week', name: 'One lesson a week', is_visible: true, is_default: true, prices: flat(24_000) },
  { code: 'twice-a-week', name: 'Two lessons a week', is_visible: true, prices: flat(44_000) },
]

export const studioOffers: Offer[] = [
  { code: 'care', name: 'Website care', is_visible: true, is_default: true, prices: flat(18_000) },
  { code: 'retainer', name: 'Design retainer', is_visible: true, prices: flat(320_000) },
]
