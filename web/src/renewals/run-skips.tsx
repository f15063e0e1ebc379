import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { RenewalRun } from '#modules/renewals/schemas.ts'
import { skipsQuery } from '#web/renewals/queries.ts'
import { reasons } from '#web/renewals/words.ts'
import { textLinkClass } from '#web/ui/link-class.ts'
import { ErrorState, Skeleton } from '#web/ui/state.tsx'

/** Who was due and could not be billed, what to do about it, and the way there. */
export function RunSkips({ run }: { run: RenewalRun }) {
  const { data, error, refetch } = useQuery({ ...skipsQuery(run.id), enabled: run.status !== 'running' })
  return (
    <section aria-labelledby="skipped">
      <h2 id="skipped" className="pb-2 text-base font-semibold">
        Skipped
      </h2>
      {error && !data ? (
        <ErrorState title="The list could not be loaded" error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Skeleton className="h-20 w-full" />
      ) : (
        <ul className="divide-y divide-line rounded-lg border border-line bg-surface text-sm shadow-card">
          {data.data.map(({ subscription_id, customer_id, customer_name, plan_name, reason }) => (
            <li key={subscription_id} className="px-4 py-2">
              <p className="flex flex-wrap items-baseline gap-x-3">
                <Link
                  from="/app/$slug"
                  to="/app/$slug/customers/$id"
                  params={{ id: customer_id }}
                  className={`font-medium ${textLinkClass}`}
                >
                  {customer_name}
                </Link>
                <Link
                  from="/app/$slug"
                  to="/app/$slug/subscriptions/$id"
                  params={{ id: subscription_id }}
                  className={textLinkClass}
                >
                  {plan_name}
                </Link>
              </p>
              <p className="text-ink-2">{reasons[reason]}</p>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
