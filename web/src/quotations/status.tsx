import type { QuotationSummary } from '#modules/quotations/schemas.ts'
import { Badge, type Tone } from '#web/ui/badge.tsx'

const words: Record<QuotationSummary['status'] | 'expired', readonly [Tone, string]> = {
  draft: ['mute', 'Draft'],
  sent: ['info', 'Open'],
  expired: ['warn', 'Expired'],
  accepted: ['ok', 'Accepted'],
  declined: ['bad', 'Declined'],
  withdrawn: ['mute', 'Withdrawn'],
}

export function QuotationBadge({ status, is_expired }: Pick<QuotationSummary, 'status' | 'is_expired'>) {
  const [tone, word] = words[is_expired ? 'expired' : status]
  return <Badge tone={tone}>{word}</Badge>
}
