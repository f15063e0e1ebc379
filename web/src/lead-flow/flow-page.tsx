import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { Download, Plus } from 'lucide-react'
import type { LeadFlow } from '#modules/lead-conversions/schemas.ts'
import { formatCount, formatMoney, today } from '#web/api/format.ts'
import { useCan } from '#web/app/session.ts'
import { FlowChart } from '#web/lead-flow/flow-chart.tsx'
import { FlowList } from '#web/lead-flow/flow-list.tsx'
import { FlowTable } from '#web/lead-flow/flow-table.tsx'
import { foldSources, most } from '#web/lead-flow/fold.ts'
import { flowFileUrl, flowQuery } from '#web/lead-flow/queries.ts'
import { daysOf, ranges, toQuery } from '#web/lead-flow/range.ts'
import { type FlowSearch, readFlowSearch } from '#web/lead-flow/search.ts'
import { flowOrders, sortSources } from '#web/lead-flow/sort.ts'
import { LeadHead } from '#web/leads/lead-head.tsx'
import { leadsWord } from '#web/leads/words.ts'
import { useWide } from '#web/payments/use-wide.ts'
import { Button, buttonClass } from '#web/ui/button.tsx'
import { cx } from '#web/ui/cx.ts'
import { TextField } from '#web/ui/field.tsx'
import { textLinkClass } from '#web/ui/link-class.ts'
import { FilterTabs } from '#web/ui/list-controls.tsx'
import { SortSelect } from '#web/ui/sort.tsx'
import { Empty, ErrorState, Skeleton } from '#web/ui/state.tsx'

const route = getRouteApi('/app/$slug/leads/$')

/** Which sources bring leads, how far these get, and what they paid in the end. */
export function FlowPage() {
  const search = readFlowSearch(route.useSearch())
  const days = daysOf(search, today())
  const isTurned = Boolean(days.from && days.to && days.from > days.to)
  const query = toQuery(days)
  const { data, error, isPlaceholderData, refetch } = useQuery({ ...flowQuery(query), enabled: !isTurned })
  return (
    <>
      <LeadHead page="flow" search={search as never} sub={data && <Sums flow={data} />}>
        <a href={flowFileUrl(query)} download className={buttonClass()}>
          <Download aria-hidden />
          <span className="max-md:sr-only">Export CSV</span>
        </a>
      </LeadHead>
      <div className="flex flex-wrap items-end gap-x-3 gap-y-2 pb-3">
        <FilterTabs
          label="When the leads came"
          param="range"
          value={ranges.some(([value]) => value === search.range) ? search.range : undefined}
          options={ranges.map(([value, label]) => ({ value, label }))}
        />
        {search.range === 'own' && <OwnDays search={search} isTurned={isTurned} />}
        {data && data.count > 0 && (
          <SortSelect label="Sort sources" orders={flowOrders} current={(search.sort ?? '-collected') as never} />
        )}
      </div>
      {error && !data && (
        <ErrorState title="The sources could not be loaded" error={error} onRetry={() => void refetch()} />
      )}
      {!data && !error && !isTurned && <Skeleton className="h-110 w-full rounded-lg" />}
      {data && (
        <div className={cx('transition-opacity', isPlaceholderData && 'opacity-60')}>
          {data.count === 0 ? (
            <NoFlow isAll={search.range === 'all'} />
          ) : (
            <Flow flow={data} search={search} query={query} />
          )}
        </div>
      )}
    </>
  )
}

const Sums = ({ flow }: { flow: LeadFlow }) => (
  <>
    {formatCount(flow.count)} {leadsWord(flow.count)} · {formatCount(flow.converted_count)} won ·{' '}
    {formatMoney(flow.collected_cents)} collected
  </>
)

type FlowProps = { flow: LeadFlow; search: FlowSearch; query: ReturnType<typeof toQuery> }

function Flow({ flow, search, query }: FlowProps) {
  const isWide = useWide()
  const isAll = search.all === 'yes'
  const folded = foldSources(flow, isAll ? flow.sources.length : most)
  const sorted = sortSources(flow.sources, search.sort)
  const fold = flow.sources.length > most + 1 && (
    <p className="pt-2 text-sm">
      <Link
        to="."
        search={{ ...search, all: isAll ? undefined : 'yes' } as never}
        replace
        activeProps={{}}
        className={cx(textLinkClass, 'pointer-coarse:inline-flex pointer-coarse:min-h-11 pointer-coarse:items-center')}
      >
        {isAll ? `Show the first ${most} sources only` : `Show all ${formatCount(flow.sources.length)} sources`}
      </Link>
    </p>
  )
  if (!isWide)
    return (
      <>
        <FlowList flow={flow} sources={isAll ? sorted : sorted.slice(0, most)} query={query} />
        {fold}
        <Explanation />
      </>
    )
  return (
    <>
      <section aria-label="Flow" className="rounded-lg border border-line bg-surface px-4 pt-3 pb-4 shadow-card">
        <FlowChart flow={folded} query={query} />
        {fold}
      </section>
      <Explanation />
      <FlowTable flow={flow} sources={sorted} sort={search.sort} query={query} />
    </>
  )
}

const Explanation = () => (
  <p className="py-3 text-xs text-ink-2">
    Of the leads that came in this time. Collected is what they paid since they became customers, less refunds; of
    several leads of one customer the first is credited.
  </p>
)

function OwnDays({ search, isTurned }: { search: FlowSearch; isTurned: boolean }) {
  const navigate = useNavigate({ from: '/app/$slug/leads/$' })
  const set = (changes: FlowSearch) =>
    void navigate({ to: '.', search: { ...search, ...changes } as never, replace: true })
  return (
    <div className="flex gap-2">
      <TextField
        label="From"
        type="date"
        value={search.from ?? ''}
        onChange={({ target }) => set({ from: target.value })}
      />
      <TextField
        label="To"
        type="date"
        value={search.to ?? ''}
        error={isTurned ? 'Choose a day after the first.' : undefined}
        onChange={({ target }) => set({ to: target.value })}
      />
    </div>
  )
}

function NoFlow({ isAll }: { isAll: boolean }) {
  const canWrite = useCan('leads.write')
  const navigate = useNavigate({ from: '/app/$slug/leads/$' })
  if (!isAll)
    return (
      <Empty
        title="No lead came in this time"
        action={
          <Link
            to="."
            search={{ range: 'all' } as never}
            replace
            activeProps={{}}
            className={buttonClass('secondary', 'lg')}
          >
            Show all time
          </Link>
        }
      >
        Choose other days to see what their leads became.
      </Empty>
    )
  return (
    <Empty
      title="No leads yet"
      action={
        canWrite && (
          <Button
            size="lg"
            onClick={() => void navigate({ to: '.', search: { range: 'all', new: 'yes' } as never, replace: true })}
          >
            <Plus aria-hidden />
            Add the first lead
          </Button>
        )
      }
    >
      Once leads come in you see here which source they came from, how far they got, and what they paid.
    </Empty>
  )
}
