import type { RecurringInvoiceSummary } from '#modules/recurring-invoices/schemas.ts'
import { formatDate } from '#web/api/format.ts'
import type { Tone } from '#web/ui/badge.tsx'

type Recurring = RecurringInvoiceSummary

export const statusWords: Record<Recurring['status'] | 'held', readonly [Tone, string]> = {
  active: ['ok', 'Active'],
  held: ['bad', 'Held'],
  paused: ['warn', 'Paused'],
  ended: ['mute', 'Ended'],
}

/** One whose date has come and that something keeps from being made says that first. */
export const statusOf = ({ status, held_reason }: Pick<Recurring, 'status' | 'held_reason'>) =>
  status === 'active' && held_reason ? 'held' : status

/** "Every month", "Every 2 weeks" */
export const everyWords = ({
  billing_interval,
  interval_count,
}: Pick<Recurring, 'billing_interval' | 'interval_count'>) =>
  interval_count === 1 ? `Every ${billing_interval}` : `Every ${interval_count} ${billing_interval}s`

export function endWords({ end_after_count, end_date }: Pick<Recurring, 'end_after_count' | 'end_date'>): string {
  if (end_after_count) return end_after_count === 1 ? 'After one' : `After ${end_after_count}`
  return end_date ? `After ${formatDate(end_date)}` : 'Not by itself'
}

export function skippedWords(dates: string[]): string | undefined {
  if (dates.length === 0) return undefined
  const shown = dates.slice(0, 3).map(formatDate).join(', ')
  const more = dates.length > 3 ? ` and ${dates.length - 3} more` : ''
  return `Skipped, for ${dates.length === 1 ? 'it' : 'they'} passed meanwhile: ${shown}${more}.`
}
