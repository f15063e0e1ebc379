import { useQueries, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { TimelineEntry } from '#modules/lead-activities/schemas.ts'
import type { Lead } from '#modules/leads/schemas.ts'
import { formatDate, formatDateTime, formatTime } from '#web/api/format.ts'
import { useCan } from '#web/app/session.ts'
import { eventNames } from '#web/events/event-names.ts'
import { fieldWord, valueWord } from '#web/events/words.ts'
import { Card } from '#web/leads/card.tsx'
import { LogActivity } from '#web/leads/log-activity.tsx'
import { stagesQuery, timelineQuery } from '#web/leads/queries.ts'
import { TimelineActivity } from '#web/leads/timeline-activity.tsx'
import { useTeam } from '#web/leads/use-team.ts'
import { Button } from '#web/ui/button.tsx'
import { ErrorState, Skeleton } from '#web/ui/state.tsx'

/** Told by other fields of the same change. */
const untold = new Set(['score', 'status', 'stage_changed_at', 'first_replied_at', 'version', 'updated_at'])
/** Told in the sentence of who got them. */
const givenTo = new Set(['owner_user_id', 'assignment_rule'])
/** Told by the activities themselves, of which a form leaves one too. */
const isTold = ({ event }: TimelineEntry) =>
  event !== null && /^(lead_(activity|task)\.|lead\.submitted$)/.test(event.name)

/** What was said, done and changed about a lead, the latest first, and a way to add to it. */
export function LeadTimeline({ lead }: { lead: Lead }) {
  const canWrite = useCan('leads.write') && !lead.archived_at
  const [cursors, setCursors] = useState<(string | undefined)[]>([undefined])
  const pages = useQueries({ queries: cursors.map((cursor) => timelineQuery(lead.id, cursor)) })
  const failed = pages.find(({ isError, data }) => isError && !data)
  const next = pages.at(-1)?.data?.next_cursor
  const stages = useQuery(stagesQuery).data?.data ?? []
  const { nameOf } = useTeam()

  const word = (field: string, value: unknown): string => {
    if (field === 'owner_user_id') return nameOf(typeof value === 'string' ? value : null)
    if (field === 'stage_id') return stages.find(({ id }) => id === value)?.name ?? 'a former stage'
    if (Array.isArray(value)) return value.length > 0 ? value.join(', ') : 'empty'
    return valueWord(field, value)
  }
  const entries = pages.flatMap(({ data }) => data?.data ?? []).filter((entry) => !isTold(entry))
  const days = Map.groupBy(entries, ({ at }) => formatDate(at))

  return (
    <Card title="Timeline">
      {canWrite && <LogActivity lead={lead} />}
      {failed && (
        <ErrorState
          title="The timeline could not be loaded"
          error={failed.error}
          onRetry={() => void failed.refetch()}
        />
      )}
      {[...days].map(([day, told]) => (
        <div key={day} className="pt-1">
          <h3 className="py-1 text-xs font-medium text-ink-2">{day}</h3>
          <ol className="border-l border-line">
            {told.map((entry) => (
              <li key={entry.id} className="relative py-1 pl-4 text-sm">
                <span aria-hidden className="absolute top-2.5 -left-1 size-2 rounded-full bg-line-strong" />
                {entry.activity ? (
                  <TimelineActivity activity={entry.activity} lead={lead} canWrite={canWrite} />
                ) : (
                  <Change entry={entry} word={word} />
                )}
              </li>
            ))}
          </ol>
        </div>
      ))}
      {pages.some(({ isPending }) => isPending) && <Skeleton className="h-24 w-full" />}
      {next && (
        <Button size="sm" variant="ghost" onClick={() => setCursors([...cursors, next])}>
          Show more
        </Button>
      )}
    </Card>
  )
}

function Change({ entry, word }: { entry: TimelineEntry; word: (field: string, value: unknown) => string }) {
  const { name, changes } = entry.event!
  const rule = changes?.assignment_rule?.after
  const isGiven = name === 'lead.assigned' && changes?.owner_user_id?.before === null
  const told = Object.entries(changes ?? {}).filter(([field]) => !untold.has(field) && !(isGiven && givenTo.has(field)))
  return (
    <>
      <p className="flex flex-wrap gap-x-1.5">
        <span>
          <span className="font-medium">{entry.actor_name ?? 'NexusCore'}</span>{' '}
          <span className="text-ink-2">{(eventNames[name] ?? name).replace(/ the lead$/, ' this lead')}</span>
          {isGiven && (
            <>
              <span className="text-ink-2"> to</span> {word('owner_user_id', changes.owner_user_id!.after)}
              {typeof rule === 'string' && <span className="text-ink-2">, by the rule “{rule}”</span>}
            </>
          )}
        </span>
        <span className="ml-auto text-xs text-ink-2">
          <time dateTime={entry.at} title={formatDateTime(entry.at)}>
            {formatTime(entry.at)}
          </time>
        </span>
      </p>
      {told.map(([field, { before, after }]) => (
        <p key={field} className="text-xs text-ink-2 wrap-anywhere">
          {fieldWord(field.replace('owner_user_id', 'owner').replace('next_follow_up_at', 'follow-up'))}:{' '}
          {word(field, before)} → <span className="text-ink">{word(field, after)}</span>
        </p>
      ))}
    </>
  )
}
