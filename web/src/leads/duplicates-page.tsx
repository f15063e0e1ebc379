import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { LeadDuplicate } from '#modules/lead-duplicates/schemas.ts'
import { formatDate, formatPhone } from '#web/api/format.ts'
import { useCan } from '#web/app/session.ts'
import { DuplicateReasons } from '#web/leads/duplicate-reasons.tsx'
import { duplicateCountQuery, duplicatesQuery, reopenDuplicate } from '#web/leads/duplicate-queries.ts'
import type { DuplicatesSearch } from '#web/leads/duplicates-search.ts'
import { useDismiss, useRefreshLeads } from '#web/leads/use-duplicates.ts'
import { Button, buttonClass } from '#web/ui/button.tsx'
import { FilterTabs, Pager } from '#web/ui/list-controls.tsx'
import { textLinkClass } from '#web/ui/link-class.ts'
import { PageHeader } from '#web/ui/page-header.tsx'
import { Empty, ErrorState, Skeleton } from '#web/ui/state.tsx'
import { toastError } from '#web/ui/toast.ts'

/** Pairs of leads that may be one person, the likeliest first. */
export function DuplicatesPage({ search }: { search: DuplicatesSearch }) {
  const { data, error, refetch } = useQuery(duplicatesQuery(search))
  const { data: open } = useQuery(duplicateCountQuery)
  const tabs = [
    { value: undefined, label: 'To look at', ...(open && { count: open.count }) },
    { value: 'dismissed', label: 'Two people' },
    { value: 'merged', label: 'Merged' },
  ]
  return (
    <>
      <PageHeader title="Duplicates" section="Leads" sub="Leads that may be the same person" />
      <FilterTabs label="Pairs by what was decided" param="state" value={search.state} options={tabs} />
      <div className="grid max-w-5xl gap-3 pt-4">
        {error ? (
          <ErrorState title="The pairs could not be loaded" error={error} onRetry={() => void refetch()} />
        ) : data ? (
          data.data.map((pair) => <Pair key={pair.id} pair={pair} />)
        ) : (
          ['a', 'b', 'c'].map((key) => <Skeleton key={key} className="h-36 w-full" />)
        )}
        {data?.data.length === 0 && !error && (
          <Empty title={search.state ? 'None of these' : 'No duplicates'}>
            {search.state ? undefined : 'New and changed leads are compared with all others within a minute.'}
          </Empty>
        )}
      </div>
      <Pager cursor={search.cursor} nextCursor={data?.next_cursor} />
    </>
  )
}

function Pair({ pair }: { pair: LeadDuplicate }) {
  const { id, lead, other_lead, score, reasons, state } = pair
  const canMerge = useCan('leads.merge')
  const dismiss = useDismiss()
  const refresh = useRefreshLeads()
  const reopen = () =>
    reopenDuplicate(id).then(refresh, (error: unknown) => toastError('The pair was not reopened', error))
  const names = `${lead.name} and ${other_lead.name}`
  return (
    <article aria-label={names} className="grid gap-3 rounded-lg border border-line bg-raised p-4">
      <div className="grid gap-3 sm:grid-cols-2 sm:gap-6">
        <Side lead={lead} />
        <Side lead={other_lead} />
      </div>
      <div className="flex flex-wrap items-center justify-between gap-3 border-t border-line pt-3">
        <div className="flex flex-wrap items-center gap-2">
          <span className="text-sm font-semibold tabular-nums">{score} %</span>
          <DuplicateReasons reasons={reasons} />
        </div>
        <div className="flex flex-wrap gap-2">
          {canMerge && state === 'open' && (
            <Button aria-label={`Not a duplicate: ${names}`} onClick={() => void dismiss(id)}>
              Not a duplicate
            </Button>
          )}
          {canMerge && state === 'dismissed' && (
            <Button aria-label={`Look again: ${names}`} onClick={() => void reopen()}>
              Look again
            </Button>
          )}
          <Link
            from="/app/$slug"
            to="/app/$slug/leads/duplicates/$"
            params={{ _splat: `${lead.id}/${other_lead.id}` }}
            search={{}}
            aria-label={`${state === 'merged' ? 'See' : 'Compare'} ${names}`}
            className={buttonClass()}
          >
            {state === 'merged' ? 'See' : 'Compare'}
          </Link>
        </div>
      </div>
    </article>
  )
}

function Side({ lead }: { lead: LeadDuplicate['lead'] }) {
  const facts = [lead.company, lead.email, lead.phone && formatPhone(lead.phone)].filter(Boolean)
  return (
    <div className="min-w-0 text-sm">
      <p className="truncate font-medium">
        <Link from="/app/$slug" to="/app/$slug/leads/$" params={{ _splat: lead.id }} className={textLinkClass}>
          {lead.name}
        </Link>
      </p>
      {facts.map((fact) => (
        <p key={fact} className="truncate text-ink-2">
          {fact}
        </p>
      ))}
      <p className="text-ink-3">
        {lead.source}, {formatDate(lead.created_at)}
      </p>
    </div>
  )
}
