import type { Plan } from '#modules/plans/schemas.ts'
import { Badge, StatusBadge } from '#web/ui/badge.tsx'

export function PlanBadges({ plan }: { plan: Plan }) {
  if (!plan.is_active) return <StatusBadge status="archived" />
  return (
    <span className="inline-flex gap-1 whitespace-nowrap">
      {plan.is_default && <Badge tone="ok">Default</Badge>}
      {plan.kind === 'add_on' && <Badge tone="info">Add-on</Badge>}
      {plan.is_visible ? <Badge tone="mute">Visible</Badge> : <Badge tone="warn">Hidden</Badge>}
    </span>
  )
}
