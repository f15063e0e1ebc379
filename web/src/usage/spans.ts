import { today } from '#web/api/format.ts'
import { addDays } from '#web/payments/days.ts'

export type Span = '7d' | '30d' | '90d' | 'month' | 'period'

export const spanWords: Record<Span, string> = {
  '7d': '7 days',
  '30d': '30 days',
  '90d': '90 days',
  month: 'This month',
  period: 'This period',
}

/** A period is a subscription's; without one it is the calendar month. */
export function spanOf(text: string | undefined, hasPeriod: boolean): Span {
  if (text === '7d' || text === '90d' || text === 'month') return text
  return text === 'period' && hasPeriod ? 'period' : '30d'
}

/** The first day of a span that ends today. */
export function firstDayOf(span: Span, period_start_date: string | undefined, now = today()): string {
  if (span === 'month') return `${now.slice(0, 7)}-01`
  // A period that has not begun yet has nothing to show but today.
  if (span === 'period') return period_start_date && period_start_date < now ? period_start_date : now
  return addDays(now, 1 - Number.parseInt(span, 10))
}
