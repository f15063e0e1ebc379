import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { StripeEventDetails } from '#modules/stripe/event-schemas.ts'
import { formatDateTime } from '#web/api/format.ts'
import { useCan } from '#web/app/session.ts'
import { replayEvent } from '#web/stripe/api.ts'
import { EventState } from '#web/stripe/event-state.tsx'
import { stripeEventQuery } from '#web/stripe/queries.ts'
import { Button } from '#web/ui/button.tsx'
import { CopyText } from '#web/ui/copy.tsx'
import { backClass } from '#web/ui/link-class.ts'
import { ErrorState, Skeleton } from '#web/ui/state.tsx'
import { useTitle } from '#web/ui/title.ts'
import { toast, toastError } from '#web/ui/toast.ts'

/** One event: what Stripe signed, and each time that it was looked at. */
export function EventPage({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(stripeEventQuery(id))
  useTitle(data?.type ?? 'Event', 'Stripe events')
  if (!data && error)
    return <ErrorState title="The event could not be loaded" error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton className="h-96 w-full" />
  return (
    <div className="grid gap-4">
      <div>
        <Link from="/app/$slug" to="/app/$slug/stripe/$" params={{ _splat: 'events' }} className={backClass}>
          Events
        </Link>
        <div className="flex flex-wrap items-center gap-3 pt-1">
          <h2 className="min-w-0 text-base font-semibold break-all">{data.type}</h2>
          <EventState status={data.status} />
          <span className="flex-1" />
          <Replay event={data} />
        </div>
        <p className="text-sm text-ink-2">
          <CopyText value={data.event_id} />
        </p>
      </div>
      <section aria-labelledby="attempts" className="rounded-lg border border-line bg-surface px-4 py-3 shadow-card">
        <h3 id="attempts" className="text-sm font-semibold">
          Attempts
        </h3>
        <ol className="pt-1 text-sm">
          <Attempt at={data.received_at} word="Received" error={`At Stripe: ${formatDateTime(data.occurred_at)}`} />
          {data.attempt_log.map(({ at, status, error: said }, index) => (
            <Attempt key={index} at={at} word={attemptWords[status]} error={said} />
          ))}
          {data.status === 'waiting' && <Attempt at={data.due_at} word="Next try" error={null} />}
        </ol>
      </section>
      <section aria-labelledby="body" className="min-w-0">
        <h3 id="body" className="pb-1 text-sm font-semibold">
          What Stripe sent
        </h3>
        <pre
          // Reached by the keyboard, for it scrolls.
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={0}
          aria-labelledby="body"
          className="max-h-[32rem] overflow-auto rounded-lg border border-line bg-sunken p-4 text-xs"
        >
          {pretty(data.payload)}
        </pre>
      </section>
    </div>
  )
}

const attemptWords = { processed: 'Processed', ignored: 'Ignored', failed: 'Failed' }

function Attempt({ at, word, error }: { at: string; word: string; error: string | null }) {
  return (
    <li className="flex flex-wrap gap-x-3 border-t border-line py-1.5 first:border-0">
      <span className="w-40 shrink-0 text-ink-2 tabular-nums">{formatDateTime(at)}</span>
      <span className="w-20 font-medium">{word}</span>
      <span className="min-w-0 flex-1 basis-60 break-words text-ink-2">{error}</span>
    </li>
  )
}

function Replay({ event }: { event: StripeEventDetails }) {
  const queryClient = useQueryClient()
  const canReplay = useCan('stripe.write')
  const [isBusy, setBusy] = useState(false)
  if (!canReplay || event.status === 'waiting') return null
  async function replay() {
    setBusy(true)
    await replayEvent(event.id).then(
      () => toast({ title: 'The event is tried again' }),
      (error: unknown) => toastError('The event could not be replayed', error),
    )
    await queryClient.invalidateQueries({ queryKey: ['stripe'] })
    setBusy(false)
  }
  return (
    <Button busy={isBusy} busyLabel="Replaying…" onClick={() => void replay()}>
      Replay
    </Button>
  )
}

function pretty(payload: string): string {
  try {
    return JSON.stringify(JSON.parse(payload), null, 2)
  } catch {
    return payload
  }
}
