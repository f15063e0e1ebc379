import { useQuery } from '@tanstack/react-query'
import type { OwnReconciliation } from '#modules/stripe/reconciliation-schemas.ts'
import { formatDateTime } from '#web/api/format.ts'
import { nightsQuery } from '#web/stripe/queries.ts'
import type { StripeSearch } from '#web/stripe/search.ts'
import { Badge } from '#web/ui/badge.tsx'
import { CopyText } from '#web/ui/copy.tsx'
import { Pager } from '#web/ui/list-controls.tsx'
import { Empty, ErrorState, Skeleton } from '#web/ui/state.tsx'
import { useTitle } from '#web/ui/title.ts'

/** What each night found when it compared what we hold with what Stripe holds. */
export function NightsPage({ search: { cursor } }: { search: StripeSearch }) {
  useTitle('Nightly checks', 'Card payments')
  const { data, error, refetch } = useQuery(nightsQuery(cursor))
  if (!data && error)
    return <ErrorState title="The checks could not be loaded" error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton className="h-80 w-full" />
  if (data.data.length === 0)
    return (
      <div className="rounded-lg border border-line bg-surface shadow-card">
        <Empty title="No night has passed yet">
          Each night at 04:00 your payments are compared with what Stripe holds. What differs is mended and stands here.
        </Empty>
      </div>
    )
  return (
    <>
      <ol className="grid gap-3">
        {data.data.map((night) => (
          <Night key={night.id} night={night} />
        ))}
      </ol>
      <Pager cursor={cursor} nextCursor={data.next_cursor} />
    </>
  )
}

function Night({ night: { started_at, ended_at, checked_count, drifts, has_failed } }: { night: OwnReconciliation }) {
  const open = drifts.filter(({ is_mended }) => !is_mended).length
  return (
    <li className="rounded-lg border border-line bg-surface px-4 py-3 text-sm shadow-card">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="font-medium">{formatDateTime(started_at)}</span>
        <span className="flex-1 text-ink-2">
          {checked_count === 1 ? '1 payment compared' : `${checked_count} payments compared`}
        </span>
        {has_failed ? (
          <Badge tone="warn">Not finished</Badge>
        ) : ended_at === null ? (
          <Badge tone="info">Under way</Badge>
        ) : open > 0 ? (
          <Badge tone="bad">{open === 1 ? '1 difference' : `${open} differences`}</Badge>
        ) : drifts.length > 0 ? (
          <Badge tone="warn">{drifts.length === 1 ? '1 mended' : `${drifts.length} mended`}</Badge>
        ) : (
          <Badge tone="ok">All alike</Badge>
        )}
      </div>
      {drifts.length > 0 && (
        <ul className="mt-2 border-t border-line">
          {drifts.map(({ stripe_id, kind, ours, at_stripe, is_mended }, index) => (
            <li key={index} className="flex flex-wrap gap-x-3 border-b border-line py-1.5 last:border-0 last:pb-0">
              <span className="min-w-0">{stripe_id ? <CopyText value={stripe_id} /> : 'Never reached Stripe'}</span>
              <span className="min-w-0 flex-1 text-ink-2">
                {kind === 'unknown'
                  ? `says that it is yours, and is not (${at_stripe} at Stripe)`
                  : `was ${ours ?? 'unknown'} here and ${at_stripe} at Stripe`}
              </span>
              <span className={is_mended ? 'text-ok' : 'font-medium text-bad'}>
                {is_mended ? 'Mended' : 'Look into it'}
              </span>
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}
