import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Account, JournalEntry, JournalPage, TrialBalance } from '#modules/journal/schemas.ts'
import { get } from '#web/api/client.ts'
import type { BooksSearch } from '#web/journal/search.ts'

export const accountNames: Record<Account, string> = {
  bank: 'Bank',
  cash: 'Cash',
  stripe_balance: 'Stripe balance',
  receivables: 'Receivables',
  customer_credits: 'Credit of customers',
  deferred_revenue: 'Deferred revenue',
  revenue: 'Revenue',
  gst_output: 'GST output tax',
  fees: 'Payment fees',
  bad_debts: 'Bad debts',
}

export const sourceNames: Record<JournalEntry['source'], string> = {
  invoice: 'Invoice issued',
  invoice_voided: 'Invoice voided',
  invoice_written_off: 'Invoice written off',
  credit_note: 'Credit note',
  payment: 'Payment received',
  payment_reversed: 'Payment reversed',
  allocation: 'Set against an invoice',
  allocation_removed: 'Taken off an invoice',
  refund: 'Refund',
  refund_failed: 'Refund failed',
  dispute: 'Card dispute',
}

export function trialBalanceQuery(as_of_date: string | undefined) {
  return queryOptions({
    queryKey: ['reports', 'trial-balance', as_of_date],
    queryFn: ({ signal }) => get<TrialBalance>('/reports/trial-balance', { query: { as_of_date }, signal }),
    placeholderData: keepPreviousData,
  })
}

export function journalQuery({ account, source_id, to, cursor }: BooksSearch) {
  const query = { account, source_id, to, cursor, limit: 50 }
  return queryOptions({
    queryKey: ['reports', 'journal', query],
    queryFn: ({ signal }) => get<JournalPage>('/journal-entries', { query, signal }),
    placeholderData: keepPreviousData,
  })
}
