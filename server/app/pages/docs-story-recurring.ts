import type { Json } from './docs-story.ts'

const recurring = '019a9c5e-3b1f-7c42-9d10-5a7e42c1b015'

/** What an address of these names. */
export const recurringIds: [RegExp, string][] = [[/\/recurring-invoices\//, recurring]]

/** A retainer of Kopi Kaki: eight hours of advice each quarter. */
export function recurringStory(invoice_id: string): Record<string, Json> {
  const terms = {
    billing_interval: 'quarter',
    interval_count: 1,
    first_date: '2026-12-01',
    end_after_count: null,
    end_date: null,
    when_due: 'issue',
    reference: 'Retainer {{quarter}}',
  }
  const saved = {
    ...terms,
    id: recurring,
    status: 'active',
    first_date: '2026-09-01',
    next_date: '2026-12-01',
    made_count: 1,
    held_reason: null,
    held_detail: null,
    paused_at: null,
    ended_at: null,
  }
  const told: [string, Record<string, Json>][] = [
    ['NewRecurringInvoice', terms],
    ['UnsavedRecurringInvoice', terms],
    ['RecurringInvoiceChanges', { end_after_count: 8 }],
    ['RecurringInvoice', saved],
    ['RecurringInvoiceSummary', saved],
    [
      'RecurringInvoicePreview',
      { next_dates: ['2026-12-01', '2027-03-01', '2027-06-01'], reference: 'Retainer Q4 2026', notes: null },
    ],
    ['RecurringInvoiceResumed', { skipped_dates: ['2026-09-01'] }],
    [
      'RecurringInvoiceDate',
      { invoice_date: '2026-09-01', outcome: 'issued', invoice_id, total_amount_cents: 130_800, draft_id: null },
    ],
  ]
  return Object.fromEntries(
    told.flatMap(([component, values]) =>
      Object.entries(values).map(([name, value]) => [`${component}.${name}`, value] as const),
    ),
  )
}

/** What an example of a request sends. */
export const recurringFields: Record<string, string[]> = {
  NewRecurringInvoice: ['reference'],
  UnsavedRecurringInvoice: ['customer_id', 'first_date'],
  RecurringInvoiceChanges: ['end_after_count'],
}
