import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { StripeEvent } from '#modules/stripe/event-schemas.ts'
import { useCan } from '#web/app/session.ts'
import { replayDeadEvents } from '#web/stripe/api.ts'
import { EventState } from '#web/stripe/event-state.tsx'
import { connectionQuery, stripeEventsQuery } from '#web/stripe/queries.ts'
import type { StripeSearch } from '#web/stripe/search.ts'
import { Button } from '#web/ui/button.tsx'
import { type Column, DataTable } from '#web/ui/data-table.tsx'
import { TimeText } from '#web/ui/date.tsx'
import { FilterTabs, Pager, SearchField } from '#web/ui/list-controls.tsx'
import { Empty } from '#web/ui/state.tsx'
import { useTitle } from '#web/ui/title.ts'
import { toast, toastError } from '#web/ui/toast.ts'

const columns: Column<StripeEvent>[] = [
  { id: 'type', header: 'Event', phone: 'title', cell: ({ type }) => type },
  {
    id: 'status',
    header: 'State',
    phone: 'status',
    cell: ({ status }) => <EventState status={status} />,
  },
  {
    id: 'error',
    header: 'Said',
    className: 'max-w-80 truncate',
    cell: ({ last_error }) => <span className="text-ink-2">{last_error ?? ''}</span>,
  },
  { id: 'attempts', header: 'Tries', align: 'right', cell: ({ attempts }) => attempts },
  {
    id: 'received',
    header: 'Received',
    phone: 'sub',
    cell: ({ received_at }) => <TimeText value={received_at} />,
  },
]

/** What Stripe sent, and what became of it. */
export function EventsPage({ search }: { search: StripeSearch }) {
  useTitle('Stripe events', 'Card payments')
  const { status, type, cursor } = search
  const query = useQuery(stripeEventsQuery(search))
  const dead_count = useQuery(connectionQuery).data?.dead_count
  const isFiltered = Boolean(status ?? type)
  return (
    <>
      <div className="flex flex-wrap items-center gap-2 pb-3">
        <FilterTabs
          label="State"
          param="status"
          value={status}
          options={[
            { value: undefined, label: 'All' },
            { value: 'waiting', label: 'Waiting' },
            { value: 'processed', label: 'Processed' },
            { value: 'ignored', label: 'Ignored' },
            { value: 'dead', label: 'Failed', count: dead_count },
          ]}
        />
        <div className="flex-1" />
        <SearchField label="Type" placeholder="Type, such as charge." value={type} param="type" />
        <ReplayAll count={dead_count ?? 0} />
      </div>
      <DataTable
        caption="Stripe events"
        columns={columns}
        query={query}
        rowId={({ id }) => id}
        rowLink={({ id }) => ({ to: '/app/$slug/stripe/$', params: { _splat: `events/${id}` } })}
        empty={
          <Empty title={isFiltered ? 'No event matches' : 'Nothing has come yet'}>
            {isFiltered
              ? 'A type that ends with a dot finds all that begin so.'
              : 'Stripe sends an event for each payment, refund and dispute.'}
          </Empty>
        }
      />
      <Pager cursor={cursor} nextCursor={query.data?.next_cursor} />
    </>
  )
}

function ReplayAll({ count }: { count: number }) {
  const queryClient = useQueryClient()
  const canReplay = useCan('stripe.write')
  const [isBusy, setBusy] = useState(false)
  if (!canReplay || count === 0) return null
  async function replay() {
    setBusy(true)
    await replayDeadEvents().then(
      ({ count: replayed }) =>
        toast({ title: replayed === 1 ? 'One event is tried again' : `${replayed} events are tried again` }),
      (error: unknown) => toastError('The events could not be replayed', error),
    )
    await queryClient.invalidateQueries({ queryKey: ['stripe'] })
    setBusy(false)
  }
  return (
    <Button busy={isBusy} busyLabel="Replaying…" onClick={() => void replay()}>
      Replay all that failed
    </Button>
  )
}
