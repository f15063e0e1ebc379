import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import type { RenewalRun } from '#modules/renewals/schemas.ts'
import { formatCount, formatDate, formatDateTime, formatMoney } from '#web/api/format.ts'
import { RunSkips } from '#web/renewals/run-skips.tsx'
import { runQuery } from '#web/renewals/queries.ts'
import { counted, progressOf, stateOf } from '#web/renewals/words.ts'
import { refreshSubscription } from '#web/subscriptions/api.ts'
import { Badge } from '#web/ui/badge.tsx'
import { buttonClass } from '#web/ui/button.tsx'
import { backClass } from '#web/ui/link-class.ts'
import { PageHeader } from '#web/ui/page-header.tsx'
import { PageError, Skeleton } from '#web/ui/state.tsx'

const route = getRouteApi('/app/$slug/renewals/$id')

/** A run while it goes on and its report once it is over; leaving the page does not stop it. */
export function RunPage() {
  const { id } = route.useParams()
  const { data: run, error, refetch } = useQuery(runQuery(id))
  useRefreshAtTheEnd(run)
  if (!run)
    return error ? (
      <PageError title="The run could not be loaded" error={error} onRetry={() => void refetch()}>
        <Link from="/app/$slug" to="/app/$slug/renewals" className={buttonClass()}>
          All runs
        </Link>
      </PageError>
    ) : (
      <Skeleton className="mt-2 h-64 w-full max-w-3xl" />
    )
  const [tone, word] = stateOf(run)
  return (
    <>
      <PageHeader
        title={run.is_dry_run ? `Dry run for ${formatDate(run.run_date)}` : `Renewals of ${formatDate(run.run_date)}`}
        section="Renewals"
        badge={<Badge tone={tone}>{word}</Badge>}
        back={
          <Link from="/app/$slug" to="/app/$slug/renewals" className={backClass}>
            Renewals
          </Link>
        }
      />
      <div className="grid max-w-3xl gap-5">
        <Progress run={run} />
        <Report run={run} />
        {run.skipped_count > 0 && <RunSkips run={run} />}
      </div>
    </>
  )
}

/** What the run made is new to every list that is open or remembered. */
function useRefreshAtTheEnd(run: RenewalRun | undefined) {
  const queryClient = useQueryClient()
  const before = useRef(run?.status)
  useEffect(() => {
    if (before.current === 'running' && run?.status !== 'running') {
      void refreshSubscription(queryClient)
      void queryClient.invalidateQueries({ queryKey: ['renewals'] })
    }
    before.current = run?.status
  }, [run?.status, queryClient])
}

function Progress({ run }: { run: RenewalRun }) {
  const { done, share } = progressOf(run)
  const words =
    run.status === 'failed'
      ? `Stopped after ${formatCount(done)} of ${formatCount(run.due_count)}. What was billed stays billed; the next run goes on from there.`
      : run.status === 'running'
        ? `${formatCount(done)} of ${counted(run.due_count, 'subscription')}`
        : `${counted(run.due_count, 'subscription')} due, finished in ${timeTaken(run)}`
  return (
    <section aria-label="Progress" className="rounded-lg border border-line bg-surface px-4 py-3 shadow-card">
      <div
        role="progressbar"
        aria-label="Subscriptions looked at"
        aria-valuenow={Math.round(share * 100)}
        aria-valuemin={0}
        aria-valuemax={100}
        className="h-2 overflow-hidden rounded-full bg-sunken"
      >
        <div
          className={`h-full rounded-full transition-[width] duration-200 ${run.status === 'failed' ? 'bg-danger' : 'bg-primary'}`}
          style={{ width: `${share * 100}%` }}
        />
      </div>
      <p role="status" className="pt-2 text-sm text-ink-2 tabular-nums">
        {words}
      </p>
      {run.failure && <p className="pt-1 text-sm font-medium text-bad">{run.failure}</p>}
      {run.is_dry_run && run.status !== 'running' && (
        <p className="pt-1 text-sm">Nothing was changed. These are the figures that a run today would have.</p>
      )}
    </section>
  )
}

function timeTaken({ created_at, ended_at }: RenewalRun): string {
  const seconds = (Date.parse(ended_at ?? created_at) - Date.parse(created_at)) / 1000
  if (seconds < 1) return 'less than a second'
  return seconds < 90 ? counted(Math.round(seconds), 'second') : counted(Math.round(seconds / 60), 'minute')
}

function billedWord({ is_dry_run, drafted_count, issued_count }: RenewalRun): string {
  const word = drafted_count > 0 && issued_count === 0 ? 'drafted' : 'invoiced'
  return is_dry_run ? `Would be ${word}` : `${word.charAt(0).toUpperCase()}${word.slice(1)}`
}

const underReport =
  'text-link hover:underline pointer-coarse:inline-flex pointer-coarse:min-h-11 pointer-coarse:items-center'

function Report({ run }: { run: RenewalRun }) {
  const figures = [
    [billedWord(run), formatMoney(run.amount_cents), 'with GST'],
    run.drafted_count > 0 && run.issued_count === 0
      ? ['Drafts', formatCount(run.drafted_count), `${counted(run.renewed_count, 'period')}, to be issued`]
      : ['Invoices', formatCount(run.issued_count), `${counted(run.renewed_count, 'period')} renewed`],
    ['Ended', formatCount(run.ended_count), 'with their period'],
    ['Skipped', formatCount(run.skipped_count), run.skipped_count > 0 ? 'still due' : 'nothing in the way'],
  ] as const
  return (
    <section aria-label="Report">
      <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border border-line bg-line shadow-card sm:grid-cols-[2fr_1fr_1fr_1fr]">
        {figures.map(([term, figure, note]) => (
          <div key={term} className="bg-surface px-4 py-3">
            <dt className="text-sm text-ink-2">{term}</dt>
            <dd className="text-xl font-semibold tracking-tight tabular-nums">{figure}</dd>
            <dd className="text-sm text-ink-3">{note}</dd>
          </div>
        ))}
      </dl>
      <p className="flex flex-wrap gap-x-4 pt-2 text-sm text-ink-2">
        <span>
          Started {formatDateTime(run.created_at)} by {run.started_by}
        </span>
        {!run.is_dry_run && run.drafted_count > 0 && (
          <Link from="/app/$slug" to="/app/$slug/invoices" search={{ status: 'draft' }} className={underReport}>
            Drafts to look over
          </Link>
        )}
        {!run.is_dry_run && run.issued_count > 0 && (
          <Link
            from="/app/$slug"
            to="/app/$slug/invoices"
            search={{ from: run.run_date, to: run.run_date }}
            className={underReport}
          >
            Invoices of that day
          </Link>
        )}
      </p>
    </section>
  )
}
