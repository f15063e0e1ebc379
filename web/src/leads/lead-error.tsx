import { Link } from '@tanstack/react-router'
import { buttonClass } from '#web/ui/button.tsx'
import { PageError } from '#web/ui/state.tsx'

export function LeadError({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  return (
    <PageError title="The lead could not be loaded" error={error} onRetry={onRetry}>
      <Link from="/app/$slug" to="/app/$slug/leads/$" params={{ _splat: '' }} className={buttonClass()}>
        All leads
      </Link>
    </PageError>
  )
}
