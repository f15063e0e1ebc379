import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type {
  InterestCharge,
  InterestProposalPage,
  InterestSegment,
  InterestSettings,
  InterestSettingsChanges,
  InterestTerms,
  InterestTermsChanges,
  InvoiceInterest,
} from '#modules/interest/schemas.ts'
import type { Invoice } from '#modules/invoices/schemas.ts'
import { get, newIdempotencyKey, patch, post } from '#web/api/client.ts'
import { formatDate, formatMoney, formatRate } from '#web/api/format.ts'

export const interestSettingsQuery = queryOptions({
  queryKey: ['interest', 'settings'],
  queryFn: ({ signal }) => get<InterestSettings>('/interest-settings', { signal }),
})

export const interestTermsQuery = (customer_id: string) =>
  queryOptions({
    queryKey: ['interest', 'terms', customer_id],
    queryFn: ({ signal }) => get<InterestTerms>(`/customers/${customer_id}/interest-terms`, { signal }),
  })

export const proposalsQuery = (cursor: string | undefined) => {
  const query = { cursor, limit: 50 }
  return queryOptions({
    queryKey: ['interest', 'proposals', query],
    queryFn: ({ signal }) => get<InterestProposalPage>('/interest-proposals', { query, signal }),
    placeholderData: keepPreviousData,
  })
}

export const invoiceInterestQuery = (id: string) =>
  queryOptions({
    queryKey: ['interest', 'invoice', id],
    queryFn: ({ signal }) => get<InvoiceInterest>(`/invoices/${id}/interest`, { signal }),
  })

export const changeInterestSettings = (changes: InterestSettingsChanges) =>
  patch<InterestSettings>('/interest-settings', changes)
export const changeInterestTerms = (customer_id: string, changes: InterestTermsChanges) =>
  patch<InterestTerms>(`/customers/${customer_id}/interest-terms`, changes)
export const chargeInterest = (invoice_id: string) =>
  post<Invoice>(`/invoices/${invoice_id}/charge-interest`, undefined, { idempotencyKey: newIdempotencyKey() })
export const waiveInterest = (invoice_id: string, reason: string) =>
  post<InterestCharge>(`/invoices/${invoice_id}/waive-interest`, { reason })

/** "$1,090.00 × 8% × 10/365, 8 Feb 2026 to 17 Feb 2026" */
export const segmentWords = ({ balance_cents, days, from_date, to_date }: InterestSegment, rate_bp: number): string =>
  `${formatMoney(balance_cents)} × ${formatRate(rate_bp)} × ${days}/365, ${formatDate(from_date)}${from_date === to_date ? '' : ` to ${formatDate(to_date)}`}`

export const heldWords = {
  minimum: 'Too little to charge so far; it goes on growing.',
  dispute: 'Disputed: not charged until that is resolved.',
} as const
