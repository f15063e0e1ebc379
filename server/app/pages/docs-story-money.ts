import { type Json, of } from './docs-story.ts'

/** What the examples tell of money that moves, and of the books. */
export const moneyStory = (invoice_id: string, payment_id: string): Record<string, Json> => ({
  ...of('Refund', { payment_id, method: 'paynow', reason: 'Paid twice', failure: null }),
  ...of('JournalEntry', {
    entry_date: '2026-11-22',
    source: 'invoice',
    source_id: invoice_id,
    position: 1,
    debit_account: 'receivables',
    credit_account: 'revenue',
    amount_cents: 120_000,
  }),
  ...of('CreditNote', { number: 'CN-2026-00001', reason: 'Two of the hours were not needed' }),
  ...of('CreditNoteSummary', { number: 'CN-2026-00001', reason: 'Two of the hours were not needed' }),
  ...of('NewCreditNote', { reason: 'Two of the hours were not needed' }),
  invoice_issue_date: '2026-11-22',
  allocation_date: '2026-11-25',
  refund_date: '2026-11-26',
  invoice_position: 1,
  is_credit_applied: true,
})
