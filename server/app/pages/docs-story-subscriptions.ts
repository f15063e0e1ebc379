import { type Json, of } from './docs-story.ts'

const subscription = '019a9c5e-3b1f-7c42-9d10-5a7e42c1b010'
const add_on = '019a9c5e-3b1f-7c42-9d10-5a7e42c1b011'
const charge = '019a9c5e-3b1f-7c42-9d10-5a7e42c1b012'
const run = '019a9c5e-3b1f-7c42-9d10-5a7e42c1b013'
/** What an address of these names. */
export const subscriptionIds: [RegExp, string][] = [
  [/\/subscriptions\//, subscription],
  [/\/renewal-runs\//, run],
]

/** What the examples tell of Kopi Kaki's subscription: eight seats of Team at $29.00 since the 22nd, soon ten. */
export function subscriptionStory(invoice_id: string): Record<string, Json> {
  const gst_group = { gst_code: 'SR', gst_rate_bp: 900, taxable_cents: 3_866, gst_cents: 348 }
  const service = { service_from_date: '2026-12-02', service_to_date: '2026-12-22' }
  return {
    subscription_id: subscription,
    subscription_ids: [subscription],
    ...of('Draft', { subscription_ids: [], issues_on_date: null }),
    'DraftSummary.issues_on_date': null,
    add_on_id: add_on,
    charge_id: charge,
    ...of('NewSubscription', { quantity: 8, coupon_code: 'LAUNCH-20', add_ons: [] }),
    ...of('Subscription', {
      id: subscription,
      quantity: 8,
      amount_cents: 23_200,
      status: 'active',
      start_date: '2026-11-22',
      pause_reason: null,
      trial_end_date: null,
      billing_anchor_day: 22,
      current_period_start_date: '2026-11-22',
      current_period_end_date: '2026-12-22',
      next_invoice_date: '2026-12-22',
      credit_cents: 0,
    }),
    ...of('PlanTerms', {
      quantity: 5,
      amount_cents: 14_500,
      status: 'active',
      trial_end_date: null,
      current_period_start_date: '2026-11-22',
      current_period_end_date: '2026-12-22',
      next_invoice_date: '2026-12-22',
      credit_cents: 0,
    }),
    ...of('SubscribedPlan', { id: '019a9c5e-3b1f-7c42-9d10-5a7e42c1b00c', code: 'small-team', name: 'Team' }),
    ...of('SubscriptionAddOn', { id: add_on, name: 'Priority support', quantity: 1, amount_cents: 9_900 }),
    ...of('SubscriptionCoupon', { code: 'LAUNCH-20', name: 'Launch offer', end_date: '2027-02-22' }),
    'PendingChange.quantity': 10,
    plan_name: 'Team',
    ...of('SubscriptionPeriod', {
      from_date: '2026-11-22',
      to_date: '2026-12-22',
      quantity: 8,
      amount_cents: 23_200,
      invoice_id,
      draft_id: null,
      issues_on_date: null,
      is_waived: false,
    }),
    ...of('SubscriptionCount', { count: 160, monthly_recurring_cents: 3_712_000 }),
    ...of('SubscriptionStatusCount', { status: 'active', count: 131 }),
    ...of('SubscriptionChange', { quantity: 10, when: 'now' }),
    ...of('ChangePreview', {
      kind: 'seats',
      when: 'now',
      effective_date: '2026-12-02',
      lines: [
        { kind: 'credit', description: 'Unused: Team, 8 seats', ...service, amount_cents: 15_467 },
        { kind: 'charge', description: 'Team, 10 seats', ...service, amount_cents: 19_333 },
      ],
      net_cents: 3_866,
      credit_used_cents: 0,
      credit_after_cents: 0,
      charge: 'now',
    }),
    ...of('ProratedPeriod', { from_date: '2026-11-22', to_date: '2026-12-22', unit: 'day', used: 10, length: 30 }),
    ...of('PreviewedInvoice', {
      subtotal_cents: 3_866,
      gst_amount_cents: 348,
      total_amount_cents: 4_214,
      gst_breakdown: [gst_group],
    }),
    ...of('NextInvoice', { date: '2026-12-22', amount_cents: 29_000 }),
    'SubscriptionChanged.invoice_id': invoice_id,
    ...of('SubscriptionCancellation', { when: 'period_end', reason: 'They close the shop' }),
    ...of('NewSubscriptionAddOn', { quantity: 1 }),
    ...of('NewSubscriptionCharge', { description: 'Setting up', quantity: '1', unit_price_cents: 50_000 }),
    ...of('SubscriptionCharge', {
      id: charge,
      kind: 'one_off',
      description: 'Setting up',
      quantity: '1',
      unit_price_cents: 50_000,
      discount_cents: 0,
      amount_cents: 50_000,
    }),
    to_price_id: '019a9c5e-3b1f-7c42-9d10-5a7e42c1b014',
    'SubscribersMoved.moved_count': 37,
    ...of('BillingRules', { unpaid_after_days: 30, paused_after_days: 60, draft_days: 0, renewal_notice_days: 30 }),
    ...of('RenewalRun', {
      id: run,
      run_date: '2026-12-22',
      status: 'completed',
      due_count: 160,
      renewed_count: 158,
      issued_count: 151,
      drafted_count: 0,
      ended_count: 1,
      skipped_count: 1,
      amount_cents: 4_046_100,
      started_by: 'Tan Mei Ling',
      created_at: '2026-12-21T16:30:00Z',
      ended_at: '2026-12-21T16:30:02Z',
    }),
    'RenewalSkip.reason': 'customer_address_missing',
    ...of('DueRenewals', { due_count: 160, next_date: '2026-12-23' }),
  }
}

/** What an example of a request sends. */
export const subscriptionFields: Record<string, string[]> = {
  NewSubscription: ['quantity', 'coupon_code'],
  SubscriptionChange: ['quantity'],
  SubscriptionCancellation: ['reason'],
  NewSubscriptionCharge: ['quantity'],
  NewSubscriptionAddOn: ['quantity'],
  BillingRulesChanges: ['invoice_grouping'],
  NewRenewalRun: ['is_dry_run'],
}
