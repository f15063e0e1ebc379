import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { EventPage } from '#modules/events/schemas.ts'
import { get } from '#web/api/client.ts'

export type EventSearch = { name?: string; subject_id?: string; cursor?: string }

export const eventsQuery = (search: EventSearch) =>
  queryOptions({
    queryKey: ['events', 'list', search],
    queryFn: ({ signal }) => get<EventPage>('/events', { query: { ...search, limit: 50 }, signal }),
    placeholderData: keepPreviousData,
  })

export function parseEventSearch(search: Record<string, unknown>): EventSearch {
  return {
    ...(typeof search.name === 'string' && /^[a-z_]+\.[a-z_]+$/.test(search.name) && { name: search.name }),
    ...(typeof search.subject_id === 'string' && { subject_id: search.subject_id }),
    ...(typeof search.cursor === 'string' && { cursor: search.cursor }),
  }
}
