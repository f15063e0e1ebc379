import { Link } from '@tanstack/react-router'
import { useCan } from '#web/app/session.ts'
import type { RecurringSearch } from '#web/recurring-invoices/search.ts'
import { buttonClass } from '#web/ui/button.tsx'
import { Empty } from '#web/ui/state.tsx'

const nothing: Record<string, [string, string]> = {
  active: ['None is active', 'What makes invoices by itself is listed here.'],
  held: ['Nothing is in the way', 'One whose day has come and that cannot be made is listed here, with the reason.'],
  paused: ['None is paused', 'While paused nothing is made, and what passes is skipped.'],
  ended: ['None has ended', 'What has ended stays listed here.'],
}

export function NoRecurringInvoices({ search }: { search: RecurringSearch }) {
  const canIssue = useCan('invoices.issue')
  const [title, hint] = nothing[search.status ?? ''] ?? []
  if (title) return <Empty title={title}>{hint}</Empty>
  if (search.customer_id || search.cursor)
    return (
      <Empty
        title="None for this customer"
        action={
          <Link
            from="/app/$slug"
            to="/app/$slug/invoices/recurring/$"
            params={{ _splat: '' }}
            className={buttonClass()}
          >
            Clear filters
          </Link>
        }
      >
        Others may have some.
      </Empty>
    )
  return (
    <Empty
      title="No recurring invoices yet"
      action={
        canIssue && (
          <Link
            from="/app/$slug"
            to="/app/$slug/invoices/recurring/$"
            params={{ _splat: 'new' }}
            className={buttonClass('secondary', 'lg')}
          >
            Set up the first one
          </Link>
        )
      }
    >
      For rent, a retainer, a maintenance contract: what you invoice again and again, without a plan. Set it up once,
      and the invoice is issued, or left as a draft, on each of its days.
    </Empty>
  )
}
