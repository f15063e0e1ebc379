import type { OrganizationPlan } from '#modules/entitlements/schemas.ts'
import { Badge, type Tone } from '#web/ui/badge.tsx'

const words = {
  trialing: ['info', 'Trial'],
  active: ['ok', 'Active'],
  past_due: ['warn', 'Past due'],
  unpaid: ['bad', 'Unpaid'],
  paused: ['mute', 'Paused'],
  canceled: ['mute', 'Ended'],
} as const satisfies Record<NonNullable<OrganizationPlan['subscription_status']>, readonly [Tone, string]>

/** How the plan of an organisation stands with the operator. */
export function PlanBadge({ status }: { status: OrganizationPlan['subscription_status'] }) {
  if (status === null) return null
  const [tone, word] = words[status]
  return <Badge tone={tone}>{word}</Badge>
}
