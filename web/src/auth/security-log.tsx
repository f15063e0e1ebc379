import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { MyEventPage } from '#modules/auth/schemas.ts'
import { tellMine } from '#web/auth/my-event-words.ts'
import { myEventsQuery } from '#web/auth/queries.ts'
import { Button } from '#web/ui/button.tsx'
import { TimeText } from '#web/ui/date.tsx'
import { FormSection } from '#web/ui/form.tsx'
import { ErrorState, Skeleton } from '#web/ui/state.tsx'

export function SecurityLog() {
  return (
    <FormSection title="Security log" hint="What happened to your account, newest first. Nobody can edit it.">
      <ol className="divide-y divide-line rounded-lg border border-line bg-surface">
        <Pages cursor={undefined} />
      </ol>
    </FormSection>
  )
}

/** One page, and below it the next when somebody asks for it. */
function Pages({ cursor }: { cursor: string | undefined }) {
  const { data, error, refetch } = useQuery(myEventsQuery(cursor))
  const [isMoreWanted, setMoreWanted] = useState(false)
  if (error && !data)
    return (
      <li>
        <ErrorState title="The log could not be loaded" error={error} onRetry={() => void refetch()} />
      </li>
    )
  if (!data)
    return (
      <li className="p-3" aria-busy>
        <Skeleton className="h-40 w-full" />
      </li>
    )
  return (
    <>
      {data.data.map((event) => (
        <Row key={event.id} event={event} />
      ))}
      {data.next_cursor && !isMoreWanted && (
        <li className="p-1.5">
          <Button variant="ghost" size="sm" onClick={() => setMoreWanted(true)}>
            Show older
          </Button>
        </li>
      )}
      {data.next_cursor && isMoreWanted && <Pages cursor={data.next_cursor} />}
    </>
  )
}

function Row({ event }: { event: MyEventPage['data'][number] }) {
  const { did, remark, isAlarming } = tellMine(event)
  return (
    <li className="flex items-baseline justify-between gap-4 px-3 py-2 text-sm">
      <span className="min-w-0 break-words">
        <span className={isAlarming ? 'font-medium text-bad' : undefined}>{did}</span>
        <span className="text-ink-2">
          {remark && ` · ${remark}`}
          {event.ip && <span className="whitespace-nowrap"> · from {event.ip}</span>}
        </span>
      </span>
      <span className="shrink-0 text-xs text-ink-2">
        <TimeText value={event.created_at} />
      </span>
    </li>
  )
}
