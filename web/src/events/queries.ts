import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { EventPage, Verification } from '#modules/events/schemas.ts'
import { fileUrl, get, post } from '#web/api/client.ts'
import type { EventSearch } from '#web/events/search.ts'

export const eventsQuery = (search: EventSearch) =>
  queryOptions({
    queryKey: ['events', 'list', search],
    queryFn: ({ signal }) => {
      const query = { ...toFilter(search), cursor: search.cursor, limit: 50 }
      return get<EventPage>('/events', { query, signal })
    },
    placeholderData: keepPreviousData,
    // What has just happened is sealed within two seconds.
    refetchInterval: ({ state }) => (state.data?.data.some(({ seq }) => seq === null) ? 2_500 : false),
  })

export const exportUrl = (format: 'csv' | 'jsonl', search: EventSearch) =>
  fileUrl('/events/export', { format, ...toFilter(search) })

export const verifyEvents = () => post<Verification>('/events/verify')

/** Days of Singapore as instants: from the start of the first to the end of the last. */
function toFilter({ name, actor_id, subject_id, from, to }: EventSearch) {
  return { name, actor_id, subject_id, from: from && startOf(from), to: to && startOf(to, 1) }
}

function startOf(isoDay: string, later = 0): string | undefined {
  const instant = Date.parse(`${isoDay}T00:00:00+08:00`) + later * 86_400_000
  return Number.isNaN(instant) ? undefined : new Date(instant).toISOString()
}
