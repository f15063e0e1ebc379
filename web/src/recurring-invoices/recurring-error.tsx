import { Link } from '@tanstack/react-router'
import { buttonClass } from '#web/ui/button.tsx'
import { PageError } from '#web/ui/state.tsx'

export function RecurringError({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  return (
    <PageError title="The recurring invoice could not be loaded" error={error} onRetry={onRetry}>
      <Link from="/app/$slug" to="/app/$slug/invoices/recurring/$" params={{ _splat: '' }} className={buttonClass()}>
        All recurring invoices
      </Link>
    </PageError>
  )
}
