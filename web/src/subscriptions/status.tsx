import type { Subscription } from '#modules/subscriptions/schemas.ts'
import { statusWords } from '#web/subscriptions/words.ts'
import { Badge } from '#web/ui/badge.tsx'

/** One that ends with its period says so: it is still what it was, but not for long. */
export function SubscriptionBadge({
  status,
  cancel_at_period_end,
}: Pick<Subscription, 'status' | 'cancel_at_period_end'>) {
  if (cancel_at_period_end && ['trialing', 'active'].includes(status)) return <Badge tone="warn">Ending</Badge>
  const [tone, word] = statusWords[status]
  return <Badge tone={tone}>{word}</Badge>
}
