import type { RecurringInvoiceSummary } from '#modules/recurring-invoices/schemas.ts'
import { statusOf, statusWords } from '#web/recurring-invoices/words.ts'
import { Badge } from '#web/ui/badge.tsx'

export function RecurringBadge(recurring: Pick<RecurringInvoiceSummary, 'status' | 'held_reason'>) {
  const [tone, word] = statusWords[statusOf(recurring)]
  return <Badge tone={tone}>{word}</Badge>
}
