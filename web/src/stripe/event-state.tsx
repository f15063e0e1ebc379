import type { StripeEvent } from '#modules/stripe/event-schemas.ts'
import { Badge } from '#web/ui/badge.tsx'

const states = {
  waiting: ['info', 'Waiting'],
  processed: ['ok', 'Processed'],
  ignored: ['mute', 'Ignored'],
  dead: ['bad', 'Failed'],
} as const

export function EventState({ status }: { status: StripeEvent['status'] }) {
  return <Badge tone={states[status][0]}>{states[status][1]}</Badge>
}
