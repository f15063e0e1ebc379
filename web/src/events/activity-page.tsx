import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Download, ShieldCheck } from 'lucide-react'
import { useState } from 'react'
import type { Event } from '#modules/events/schemas.ts'
import { formatDate, today } from '#web/api/format.ts'
import { useCan, useOrganization } from '#web/app/session.ts'
import { EventFilters } from '#web/events/event-filters.tsx'
import { EventRow } from '#web/events/event-row.tsx'
import { eventsQuery, exportUrl } from '#web/events/queries.ts'
import { VerifyDialog } from '#web/events/verify-dialog.tsx'
import { Button, buttonClass } from '#web/ui/button.tsx'
import { cx } from '#web/ui/cx.ts'
import { Pager } from '#web/ui/list-controls.tsx'
import { Menu } from '#web/ui/menu.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { Empty, ErrorState } from '#web/ui/state.tsx'

const route = getRouteApi('/app/$slug/activity')

export function ActivityPage() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const { slug } = useOrganization()
  const canExport = useCan('events.export')
  const canVerify = useCan('events.verify')
  const [verifying, setVerifying] = useState(false)
  const query = useQuery(eventsQuery(search))
  const events = query.data?.data
  const isFiltered = Object.keys(search).length > 0

  return (
    <>
      <PageHeader
        title="Activity"
        sub={<span className="max-md:hidden">Who did what, and when. Nothing here can be edited.</span>}
      >
        {canVerify && (
          <Button onClick={() => setVerifying(true)}>
            <ShieldCheck aria-hidden />
            Verify
          </Button>
        )}
        {canExport && (
          <Menu
            trigger={
              <>
                <Download aria-hidden />
                Export
              </>
            }
            className={buttonClass()}
            items={[
              { heading: isFiltered ? 'What the filter shows' : 'Everything' },
              { label: 'CSV, for spreadsheets', href: exportUrl('csv', search), download: true },
              { label: 'JSONL, with its seals', href: exportUrl('jsonl', search), download: true },
            ]}
          />
        )}
      </PageHeader>
      <EventFilters search={search} />

      {query.isPending && <EventSkeleton />}
      {query.isError && !events && (
        <ErrorState title="The activity could not be loaded" error={query.error} onRetry={() => void query.refetch()} />
      )}
      {events?.length === 0 &&
        (isFiltered ? (
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
      {verifying && <VerifyDialog onClose={() => setVerifying(false)} />}
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
