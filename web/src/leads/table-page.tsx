import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Columns3, History } from 'lucide-react'
import { lazy, Suspense, useDeferredValue, useState } from 'react'
import type { LeadCountQuery } from '#modules/leads/schemas.ts'
import { formatCount, formatMoneyCompact } from '#web/api/format.ts'
import { useCan } from '#web/app/session.ts'
import { chosenColumns, columnsOf, keepColumns, orders } from '#web/leads/columns.tsx'
import { ColumnsDialog } from '#web/leads/columns-dialog.tsx'
import { LeadFilters } from '#web/leads/lead-filters.tsx'
import { ExportLeads } from '#web/leads/export-leads.tsx'
import { LeadHead } from '#web/leads/lead-head.tsx'
import { LeadTable } from '#web/leads/lead-table.tsx'
import { NoLeads } from '#web/leads/no-leads.tsx'
import { fieldsQuery, leadCountQuery, stagesQuery } from '#web/leads/queries.ts'
import { type LeadSearch, tableFilter } from '#web/leads/search.ts'
import { useLeadRows } from '#web/leads/use-lead-rows.ts'
import { useTeam } from '#web/leads/use-team.ts'
import { ViewsBar } from '#web/leads/views/views-bar.tsx'
import { leadsWord } from '#web/leads/words.ts'
import { useWide } from '#web/payments/use-wide.ts'
import { Button } from '#web/ui/button.tsx'
import { useSelection } from '#web/ui/selection.ts'
import { SortSelect } from '#web/ui/sort.tsx'
import { ErrorState } from '#web/ui/state.tsx'

const RecentChanges = lazy(() => import('#web/leads/recent-changes.tsx'))
const BulkBar = lazy(() => import('#web/leads/bulk-bar.tsx'))

export function TablePage({ search }: { search: LeadSearch }) {
  const filter = tableFilter(search)
  const { sort = '-created_at' } = search
  const canWrite = useCan('leads.write')
  const navigate = useNavigate({ from: '/app/$slug/leads/$' })
  const isWide = useWide()
  const team = useTeam()
  const count = useQuery(leadCountQuery(filter)).data
  const stages = useQuery(stagesQuery).data?.data ?? []
  const fields = useQuery(fieldsQuery).data?.data ?? []
  const { rows, hasMore, error, retry, show } = useLeadRows(filter, sort)
  // While other rows are on their way the old ones stay, faded.
  const [before, setBefore] = useState(rows)
  if (rows && rows !== before) setBefore(rows)
  const shownRows = useDeferredValue(rows ?? before)
  const selection = useSelection(
    rows?.map(({ id }) => id),
    JSON.stringify(filter),
  )
  const [isLookingBack, setLookingBack] = useState(false)
  const [isChoosing, setChoosing] = useState(false)
  const all = columnsOf({ stages, team, fields })
  const ids = chosenColumns(search.columns)
  const columns = all.filter(({ id }) => ids.includes(id))

  function choose(chosen: string[]) {
    setChoosing(false)
    void navigate({ to: '.', search: { ...search, columns: keepColumns(chosen) } as never, replace: true })
  }

  return (
    <>
      <LeadHead
        page="table"
        search={search}
        sub={
          count &&
          `${formatCount(count.count)} ${leadsWord(count.count)} · ${formatMoneyCompact(count.estimated_value_cents)}`
        }
      >
        <ExportLeads filter={tableFilter(search) as LeadCountQuery} />
        {canWrite && (
          <Button variant="ghost" onClick={() => setLookingBack(true)}>
            <History aria-hidden />
            <span className="max-md:sr-only">Recent changes</span>
          </Button>
        )}
        <Button variant="ghost" className="max-md:hidden" onClick={() => setChoosing(true)}>
          <Columns3 aria-hidden />
          Columns
        </Button>
      </LeadHead>
      <ViewsBar search={search} layout="table" />
      <LeadFilters search={search} isTable>
        <SortSelect label="Sort leads" orders={orders} current={sort} />
      </LeadFilters>
      {error && !rows ? (
        <ErrorState title="Leads could not be loaded" error={error} onRetry={retry} />
      ) : rows?.length === 0 ? (
        <NoLeads search={search} filter={filter}>
          A lead is somebody who may become a customer.
        </NoLeads>
      ) : (
        <>
          <LeadTable
            rows={shownRows ?? []}
            count={count?.count}
            hasMore={hasMore || !shownRows}
            columns={columns}
            sort={sort}
            selection={canWrite ? selection : undefined}
            isFaded={!rows && before !== undefined}
            isWide={isWide}
            onShow={show}
          />
          {error && (
            <p role="alert" className="flex items-center gap-3 pt-2 text-sm text-bad">
              More leads could not be loaded.
              <Button size="sm" onClick={retry}>
                Try again
              </Button>
            </p>
          )}
        </>
      )}
      {canWrite && (selection.isAll || selection.ids.size > 0) && (
        <Suspense>
          <BulkBar
            selection={selection}
            filter={filter}
            matching={count?.count}
            isArchived={search.archived === 'yes'}
          />
        </Suspense>
      )}
      {isLookingBack && (
        <Suspense>
          <RecentChanges onClose={() => setLookingBack(false)} />
        </Suspense>
      )}
      {isChoosing && <ColumnsDialog all={all} chosen={ids} onChoose={choose} onClose={() => setChoosing(false)} />}
    </>
  )
}
