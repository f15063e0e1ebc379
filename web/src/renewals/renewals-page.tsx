import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useParams } from '@tanstack/react-router'
import type { RenewalRun } from '#modules/renewals/schemas.ts'
import { formatCount, formatDate, formatMoney } from '#web/api/format.ts'
import { dueQuery, runsQuery } from '#web/renewals/queries.ts'
import { StartButtons } from '#web/renewals/start-buttons.tsx'
import { counted, stateOf } from '#web/renewals/words.ts'
import { SellingTabs } from '#web/subscriptions/selling-tabs.tsx'
import { Badge } from '#web/ui/badge.tsx'
import { type Column, DataTable } from '#web/ui/data-table.tsx'
import { DateText, TimeText } from '#web/ui/date.tsx'
import { Pager } from '#web/ui/list-controls.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { Empty, Skeleton } from '#web/ui/state.tsx'

const route = getRouteApi('/app/$slug/renewals/')

export function RenewalsPage() {
  const { cursor } = route.useSearch()
  const { slug } = useParams({ from: '/app/$slug' })
  const query = useQuery(runsQuery(cursor))
  return (
    <>
      <PageHeader title="Renewals" section="Subscriptions">
        <StartButtons />
      </PageHeader>
      <SellingTabs />
      <Due />
      <h2 className="pt-5 pb-2 text-base font-semibold">Runs</h2>
      <DataTable
        caption="Renewal runs"
        columns={columns}
        query={query}
        rowId={({ id }) => id}
        rowLink={({ id }) => ({ to: '/app/$slug/renewals/$id', params: { slug, id } })}
        empty={
          <Empty title="No run yet">
            Renewals run by themselves when something is due. Each run is listed here with what came of it.
          </Empty>
        }
        skeletonRows={6}
      />
      <Pager cursor={cursor} nextCursor={query.data?.next_cursor} />
    </>
  )
}

function Due() {
  const { data, isError } = useQuery(dueQuery)
  if (isError && !data) return null
  if (!data) return <Skeleton className="h-18 w-full" />
  return (
    <section aria-label="What is due" className="rounded-lg border border-line bg-surface px-4 py-3 shadow-card">
      <p className="text-xl font-semibold tracking-tight tabular-nums">
        {data.due_count === 0 ? 'Nothing is due' : `${counted(data.due_count, 'subscription')} due`}
      </p>
      <p className="text-sm text-ink-2">
        {data.due_count > 0
          ? 'Renewals run by themselves, or now if you do not want to wait.'
          : data.next_date
            ? `The next renewal is on ${formatDate(data.next_date)}.`
            : 'No subscription is running.'}
      </p>
    </section>
  )
}

const madeWords = ({ issued_count, drafted_count }: RenewalRun) =>
  drafted_count > 0 && issued_count === 0 ? counted(drafted_count, 'draft') : formatCount(issued_count)

const columns: Column<RenewalRun>[] = [
  {
    id: 'started',
    header: 'Started',
    phone: 'title',
    cell: ({ created_at }) => <TimeText value={created_at} />,
  },
  {
    id: 'by',
    header: 'By',
    phone: 'sub',
    cell: ({ started_by }) => <span className="block truncate text-ink-2">{started_by}</span>,
    className: 'md:w-full md:max-w-0',
  },
  {
    id: 'state',
    header: 'State',
    phone: 'status',
    cell: (run) => {
      const [tone, word] = stateOf(run)
      return <Badge tone={tone}>{word}</Badge>
    },
  },
  {
    id: 'day',
    header: 'For',
    cell: ({ run_date }) => <DateText value={run_date} />,
    className: 'text-ink-2 max-xl:hidden',
  },
  { id: 'due', header: 'Due', align: 'right', cell: ({ due_count }) => formatCount(due_count) },
  { id: 'issued', header: 'Invoices', align: 'right', cell: madeWords },
  {
    id: 'skipped',
    header: 'Skipped',
    align: 'right',
    cell: ({ skipped_count }) =>
      skipped_count === 0 ? <span className="text-ink-3">–</span> : formatCount(skipped_count),
    className: 'max-lg:hidden',
  },
  {
    id: 'amount',
    header: 'Amount',
    align: 'right',
    phone: 'amount',
    cell: ({ amount_cents }) => formatMoney(amount_cents),
  },
]
