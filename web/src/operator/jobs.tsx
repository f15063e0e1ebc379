import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { JobHealth } from '#modules/operator/schemas.ts'
import { formatCount } from '#web/api/format.ts'
import { removeJob, retryJob } from '#web/operator/api.ts'
import { Facts } from '#web/operator/facts.tsx'
import { jobHealthQuery } from '#web/operator/queries.ts'
import { Badge } from '#web/ui/badge.tsx'
import { Button } from '#web/ui/button.tsx'
import { type Column, DataTable } from '#web/ui/data-table.tsx'
import { TimeText } from '#web/ui/date.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { ErrorState, Skeleton } from '#web/ui/state.tsx'
import { toast, toastError } from '#web/ui/toast.ts'

type Queue = JobHealth['queues'][number]
type DeadJob = JobHealth['dead'][number]

const queueColumns: Column<Queue>[] = [
  { id: 'name', header: 'Job', phone: 'title', cell: ({ name }) => <span className="font-mono text-xs">{name}</span> },
  {
    id: 'waiting',
    header: 'Waiting',
    align: 'right',
    phone: 'sub',
    cell: ({ waiting }) => <Labelled count={waiting} word="waiting" />,
  },
  { id: 'running', header: 'Running', align: 'right', cell: ({ running }) => formatCount(running) },
  { id: 'scheduled', header: 'Later', align: 'right', cell: ({ scheduled }) => formatCount(scheduled) },
  {
    id: 'dead',
    header: 'Gave up',
    align: 'right',
    phone: 'status',
    cell: ({ dead }) => <Labelled count={dead} word="gave up" />,
  },
]

/** Whether the work behind the requests gets done. */
export function Jobs() {
  const queryClient = useQueryClient()
  const query = useQuery(jobHealthQuery)
  const { data, error, isPending, isError, isPlaceholderData, refetch } = query
  if (!data)
    return error ? (
      <ErrorState title="The jobs could not be loaded" error={error} onRetry={() => void refetch()} />
    ) : (
      <Skeleton className="h-64 w-full" />
    )

  async function run(change: Promise<unknown>, done: string) {
    try {
      await change
      toast({ title: done })
      await queryClient.invalidateQueries({ queryKey: jobHealthQuery.queryKey })
    } catch (failure) {
      toastError('The job stays as it is', failure)
    }
  }

  const deadColumns: Column<DeadJob>[] = [
    {
      id: 'name',
      header: 'Job',
      phone: 'title',
      cell: ({ name }) => <span className="font-mono text-xs">{name}</span>,
    },
    {
      id: 'last_error',
      header: 'Why',
      phone: 'sub',
      className: 'md:max-w-md md:truncate',
      cell: ({ last_error }) => <span title={last_error ?? ''}>{last_error ?? 'no reason was kept'}</span>,
    },
    { id: 'attempts', header: 'Attempts', align: 'right', cell: ({ attempts }) => formatCount(attempts) },
    { id: 'queued_at', header: 'Queued', cell: ({ queued_at }) => <TimeText value={queued_at} /> },
    {
      id: 'actions',
      header: <span className="sr-only">Actions</span>,
      align: 'right',
      phone: 'status',
      cell: ({ id }) => (
        <span className="inline-flex gap-1.5">
          <Button size="sm" onClick={() => void run(retryJob(id), 'The job runs again')}>
            Retry
          </Button>
          <Button size="sm" variant="ghost" onClick={() => void run(removeJob(id), 'The job was removed')}>
            Remove
          </Button>
        </span>
      ),
    },
  ]

  const state = { isPending, isError, error, isPlaceholderData, refetch: refetch as never }
  return (
    <>
      <PageHeader
        title="Jobs"
        section="Operator"
        badge={<Badge tone={data.is_behind ? 'bad' : 'ok'}>{data.is_behind ? 'Behind' : 'Keeping up'}</Badge>}
      />
      <div className="grid gap-5">
        <Facts
          facts={[
            ['Workers', data.workers.length === 0 ? 'none was heard of' : formatCount(data.workers.length)],
            ['Gave up', formatCount(data.dead.length)],
            ['Events waiting', formatCount(data.outbox.waiting)],
            ['Dispatcher lag', `${formatCount(data.outbox.lag_seconds)} s`],
          ]}
        />
        <section className="grid gap-2">
          <h2 className="text-base font-semibold">By kind</h2>
          <DataTable
            caption="Jobs by kind"
            columns={queueColumns}
            query={{ ...state, data: { data: data.queues } }}
            rowId={({ name }) => name}
            empty={<p className="px-4 py-5 text-sm text-ink-2">Nothing waits and nothing runs.</p>}
          />
        </section>
        <section className="grid gap-2">
          <h2 className="text-base font-semibold">Gave up</h2>
          <DataTable
            caption="Jobs that gave up"
            columns={deadColumns}
            query={{ ...state, data: { data: data.dead } }}
            rowId={({ id }) => id}
            empty={<p className="px-4 py-5 text-sm text-ink-2">No job gave up.</p>}
          />
        </section>
      </div>
    </>
  )
}

/** On a phone, where the headings do not show, the word stands beside its figure. */
function Labelled({ count, word }: { count: number; word: string }) {
  return (
    <>
      {formatCount(count)}
      <span className="md:hidden"> {word}</span>
    </>
  )
}
