import type { Json } from './docs-examples.ts'

const of = (component: string, values: Record<string, Json>) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [`${component}.${name}`, value]))

/** What the examples tell of an invoice that Kopi Kaki's customer forgot. */
export const dunningStory = (invoice_id: string): Record<string, Json> => ({
  ...of('DunningStep', {
    days: 3,
    tone: 'friendly',
    subject: 'A reminder from {seller_name}: {total} is due',
    text: 'Hello {customer_name}, perhaps it slipped through.',
  }),
  ...of('DunningSettings', { is_enabled: true, placeholders: ['customer_name', 'seller_name', 'total'] }),
  ...of('DunningPreview', {
    to: 'accounts@tanjong.example',
    subject: 'A reminder from Kopi Kaki Pte. Ltd.: $1,308.00 is due',
    text: 'Hello Tanjong Design LLP, perhaps it slipped through.',
    is_example: false,
  }),
  ...of('DunningNotice', {
    tone: 'friendly',
    step_days: 3,
    is_by_hand: false,
    notice_date: '2026-12-25',
    amount_cents: 130_800,
    invoice_ids: [invoice_id],
    recipient: 'accounts@tanjong.example',
    subject: 'A reminder from Kopi Kaki Pte. Ltd.: $1,308.00 is due',
    status: 'sent',
    failure: null,
    sent_by: 'NexusCore',
  }),
  ...of('NewPause', { until_date: '2027-01-15', reason: 'They asked for time' }),
  ...of('DunningPause', { until_date: '2027-01-15', reason: 'They asked for time', paused_by: 'Tan Mei Ling' }),
  ...of('NextDunningNotice', { date: '2027-01-16', tone: 'firm' }),
  ...of('CustomerDunning', { is_enabled: true, amount_overdue_cents: 130_800, days_late_median: 6 }),
  ...of('InterestSettings', { is_enabled: true, is_automatic: false, rate_bp: 800, starts_on_date: '2026-12-01' }),
  ...of('InterestSettingsChanges', { is_enabled: true, is_automatic: false, rate_bp: 800 }),
  ...of('InterestTerms', { is_exempt: false, rate_bp: 1_000, grace_days: null, minimum_cents: null }),
  ...of('InterestTermsChanges', { is_exempt: false, rate_bp: 1_000 }),
  grace_days: 7,
  minimum_cents: 500,
  ...of('InterestSegment', { from_date: '2026-12-30', to_date: '2027-01-29', days: 31, balance_cents: 130_800 }),
  ...of('InterestProposal', {
    ...{ due_date: '2026-12-22', from_date: '2026-12-30', to_date: '2027-01-29', rate_bp: 800 },
    ...{ amount_cents: 889, held_by: null },
  }),
  ...of('InterestCharge', {
    ...{
      debit_note_id: invoice_id,
      debit_note_number: 'DN-2027-00001',
      from_date: '2026-12-30',
      to_date: '2027-01-29',
    },
    ...{ rate_bp: 800, amount_cents: 889, reason: null, decided_by: 'Tan Mei Ling', cancelled_at: null },
  }),
  'InterestWaiver.reason': 'A good customer',
  ...of('PaymentHabit', {
    ...{ paid_count: 6, days_late_median: 9, days_late_low: 4, days_late_high: 12 },
    words: 'Usually pays 9 days late, from 6 invoices. Half of them between 4 days late and 12 days late.',
  }),
  ...of('HabitOfAll', { paid_count: 184, days_late_median: 5, days_late_low: 0, days_late_high: 14 }),
  ...of('ExpectedPayment', {
    ...{ expected_date: '2026-12-31', basis: 'customer', days_late: 9 },
    words: 'Usually pays 9 days late, from 6 invoices.',
  }),
  ...of('ExpectedWeek', { from_date: '2026-12-28', to_date: '2027-01-03', amount_cents: 130_800, count: 1 }),
  ...of('ExpectedLater', { amount_cents: 0, count: 0 }),
  ...of('ExpectedUnknown', { amount_cents: 0, count: 0 }),
  ...of('LatePayer', {
    customer_name: 'Tanjong Design LLP',
    days_late_median: 9,
    paid_count: 6,
    amount_due_cents: 130_800,
  }),
  ...of('NewPromise', { promised_date: '2027-01-08', note: 'Said by phone' }),
  ...of('PaymentPromise', {
    promised_date: '2027-01-08',
    note: 'Said by phone',
    status: 'open',
    recorded_by: 'Tan Mei Ling',
  }),
  ...of('NewDispute', { reason: 'Two of the hours were not needed' }),
  ...of('DisputeResolution', { resolution: 'Credited the two hours' }),
  ...of('Dispute', {
    reason: 'Two of the hours were not needed',
    opened_by: 'Tan Mei Ling',
    resolution: null,
    resolved_at: null,
  }),
  ...of('InvoiceDunning', { state: 'waiting' }),
  ...of('CustomerMail', {
    kind: 'invoice',
    source_id: invoice_id,
    recipient: 'accounts@tanjong.example',
    subject: 'Invoice INV-2026-00007 from Kopi Kaki Pte. Ltd.',
    status: 'sent',
    failure: null,
    settled_at: '2026-11-22T04:00:01Z',
    delivered_at: '2026-11-22T04:00:03Z',
    opened_at: '2026-11-22T06:12:40Z',
    bounced_at: null,
    complained_at: null,
    return_reason: null,
  }),
  ...of('InvoiceSending', { to: 'accounts@tanjong.example' }),
  ...of('StatementSending', { from: '2026-10-01', to: '2026-12-31', recipient: 'accounts@tanjong.example' }),
  ...of('StatementLine', {
    date: '2026-11-22',
    kind: 'invoice',
    source_id: invoice_id,
    number: 'INV-2026-00007',
    amount_cents: 130_800,
    balance_cents: 130_800,
  }),
  ...of('Ageing', {
    not_due_cents: 0,
    days_1_30_cents: 130_800,
    days_31_60_cents: 0,
    days_61_90_cents: 0,
    days_over_90_cents: 0,
  }),
  ...of('Statement', {
    from_date: '2026-10-01',
    to_date: '2026-12-31',
    opening_balance_cents: 0,
    closing_balance_cents: 130_800,
    credit_cents: 0,
  }),
})

/** What an example of a request sends. */
export const dunningFields: Record<string, string[]> = {
  DunningSettingsChanges: ['is_enabled'],
  InterestSettingsChanges: ['is_enabled', 'rate_bp'],
  InterestTermsChanges: ['rate_bp'],
}
