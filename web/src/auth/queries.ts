import { queryOptions } from '@tanstack/react-query'
import type { MyEventPage, SessionList } from '#modules/auth/schemas.ts'
import { get } from '#web/api/client.ts'

export const sessionsQuery = queryOptions({
  queryKey: ['security', 'sessions'],
  queryFn: ({ signal }) => get<SessionList>('/auth/sessions', { signal }),
})

export const myEventsQuery = (cursor: string | undefined) =>
  queryOptions({
    queryKey: ['security', 'events', cursor],
    queryFn: ({ signal }) => get<MyEventPage>('/users/me/events', { query: { cursor, limit: 10 }, signal }),
  })
