import { Link } from '@tanstack/react-router'
import { buttonClass } from '#web/ui/button.tsx'
import { PageError } from '#web/ui/state.tsx'

export function CustomerError({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  return (
    <PageError title="The customer could not be loaded" error={error} onRetry={onRetry}>
      <Link from="/app/$slug" to="/app/$slug/customers" className={buttonClass()}>
        All customers
      </Link>
    </PageError>
  )
}
