import type { MoneyOverview } from '#modules/payments/money-schemas.ts'
import type { InvoiceSearch } from '#web/invoices/search.ts'
import { addDays } from './days.ts'

export type Age = MoneyOverview['ageing'][number]['bucket']

/** From how many days late to how many, as the server counts them. Blue is money on its way; the later, the redder. */
export const ages: Record<Age, { label: string; tone: string; least?: number; most?: number }> = {
  not_due: { label: 'Not due yet', tone: 'bg-primary', most: 0 },
  '1_30': {
    label: '1–30 days late',
    tone: 'bg-[color-mix(in_oklab,var(--color-accent)_50%,var(--color-surface))]',
    least: 1,
    most: 30,
  },
  '31_60': {
    label: '31–60 days',
    tone: 'bg-[color-mix(in_oklab,var(--color-accent)_78%,var(--color-surface))]',
    least: 31,
    most: 60,
  },
  '61_90': { label: '61–90 days', tone: 'bg-accent', least: 61, most: 90 },
  over_90: { label: 'Over 90 days', tone: 'bg-danger', least: 91 },
}

export const late = (days: number) => `${days} ${days === 1 ? 'day' : 'days'} late`

export function ageOf(daysLate: number): Age {
  if (daysLate <= 0) return 'not_due'
  if (daysLate <= 30) return '1_30'
  if (daysLate <= 60) return '31_60'
  return daysLate <= 90 ? '61_90' : 'over_90'
}

/** The list of exactly the invoices that were counted under an age on a day. */
export function invoicesOfAge(age: Age, on: string): InvoiceSearch {
  const { least, most } = ages[age]
  return {
    status: age === 'not_due' ? 'open' : 'overdue',
    ...(most !== undefined && { due_from: addDays(on, -most) }),
    ...(least !== undefined && { due_to: addDays(on, -least) }),
    sort: 'due_date',
  }
}
