import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { Event } from '#modules/events/schemas.ts'
import { formatDate, today } from '#web/api/format.ts'
import { useOrganization } from '#web/app/session.ts'
import { EventRow } from '#web/events/event-row.tsx'
import { eventsQuery } from '#web/events/queries.ts'
import { eventNames, eventTitle } from '#web/events/words.ts'
import { Button, buttonClass } from '#web/ui/button.tsx'
import { cx } from '#web/ui/cx.ts'
import { Select } from '#web/ui/field.tsx'
import { Pager } from '#web/ui/list-controls.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { Empty, ErrorState } from '#web/ui/state.tsx'

const route = getRouteApi('/app/$slug/activity')

export function ActivityPage() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const { slug } = useOrganization()
  const query = useQuery(eventsQuery(search))
  const events = query.data?.data
  const filtered = search.name !== undefined || search.subject_id !== undefined

  return (
    <>
      <PageHeader
        title="Activity"
        sub={<span className="max-md:hidden">Who did what, and when. Nothing here can be edited.</span>}
      >
        {search.subject_id && (
          <Link from={route.id} to="." search={{}} className={buttonClass()}>
            One record only: show all
          </Link>
        )}
        <div className="w-48 [&_label]:sr-only">
          <Select
            label="Show"
            value={search.name ?? ''}
            onChange={(event) => {
              const name = event.target.value || undefined
              void navigate({
                search: (previous) => ({
                  ...(previous.subject_id && { subject_id: previous.subject_id }),
                  ...(name && { name }),
                }),
                replace: true,
              })
            }}
          >
            <option value="">Everything</option>
            {[...new Set([...Object.keys(eventNames), ...(search.name ? [search.name] : [])])].map((name) => (
              <option key={name} value={name}>
                {eventTitle(name)}
              </option>
            ))}
          </Select>
        </div>
      </PageHeader>

      {query.isPending && <EventSkeleton />}
      {query.isError && !events && (
        <ErrorState title="The activity could not be loaded" error={query.error} onRetry={() => void query.refetch()} />
      )}
      {events?.length === 0 &&
        (filtered || search.cursor ? (
          <Empty
            title="Nothing of this kind"
            action={<Button onClick={() => void navigate({ search: {}, replace: true })}>Clear filters</Button>}
          >
            No event matches the filter.
          </Empty>
        ) : (
          <Empty title="Nothing has happened yet">
            Every change that is made here is written down, with who made it and when.
          </Empty>
        ))}
      {events && events.length > 0 && (
        <div
          className={cx(
            'overflow-clip rounded-lg border border-line bg-surface shadow-card transition-opacity',
            query.isPlaceholderData && 'opacity-60',
          )}
        >
          {byDay(events).map(([day, sameDay]) => (
            <section key={day} className="group/day">
              <h2 className="sticky top-0 z-1 border-b border-line bg-sunken px-4 py-1.5 text-xs font-medium text-ink-2 group-first/day:rounded-t-lg max-md:top-15">
                {day === formatDate(today()) ? 'Today' : day}
              </h2>
              <ol className="group-not-last/day:border-b group-not-last/day:border-line">
                {sameDay.map((event) => (
                  <EventRow key={event.id} event={event} slug={slug} />
                ))}
              </ol>
            </section>
          ))}
        </div>
      )}
      <Pager cursor={search.cursor} nextCursor={query.data?.next_cursor} />
    </>
  )
}

function byDay(events: Event[]): [string, Event[]][] {
  const days = new Map<string, Event[]>()
  for (const event of events) {
    const day = formatDate(event.created_at)
    days.set(day, [...(days.get(day) ?? []), event])
  }
  return [...days]
}

function EventSkeleton() {
  return (
    <div aria-busy className="overflow-hidden rounded-lg border border-line bg-surface">
      {Array.from({ length: 12 }, (_, index) => (
        <div key={index} className="flex h-11 items-center border-b border-line px-4 last:border-0">
          <div className="skeleton h-4 w-full" />
        </div>
      ))}
    </div>
  )
}
