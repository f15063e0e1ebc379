import { Link } from '@tanstack/react-router'
import { hasCode } from '#web/api/problem.ts'
import { useOrganization } from '#web/app/session.ts'

/** The way on from a limit of the plan; nothing after any other refusal. */
export const largerPlanAfter = (error: unknown) =>
  ['invoices.limit_reached', 'leads.limit_reached', 'organizations.seat_limit'].some((code) =>
    hasCode(error, code),
  ) && <LargerPlan />

export function LargerPlan() {
  const { slug } = useOrganization()
  return (
    <Link
      to="/app/$slug/settings/$"
      params={{ slug, _splat: 'plan' }}
      className="whitespace-nowrap underline underline-offset-2 pointer-coarse:inline-flex pointer-coarse:min-h-11 pointer-coarse:items-center"
    >
      See larger plans
    </Link>
  )
}
