import { queryOptions } from '@tanstack/react-query'
import type { Factors, MyEventPage, SessionList } from '#modules/auth/schemas.ts'
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

export const factorsQuery = queryOptions({
  queryKey: ['security', 'factors'],
  queryFn: ({ signal }) => get<Factors>('/auth/factors', { signal }),
})

/** Recovery codes are none: they stand in for one that was lost. */
export const hasSecondFactor = (factors: Factors | undefined) =>
  factors !== undefined && (factors.totp !== null || factors.passkeys.length > 0)
