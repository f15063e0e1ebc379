import { queryOptions } from '@tanstack/react-query'
import type { EventPage } from '#modules/events/schemas.ts'
import type { Organization } from '#modules/organizations/schemas.ts'
import { get } from '#web/api/client.ts'

export const organizationQuery = (id: string) =>
  queryOptions({
    queryKey: ['organizations', id],
    queryFn: ({ signal }) => get<Organization>(`/organizations/${id}`, { signal }),
  })

/** Who changed it last, and what: for telling somebody whose change was too late. */
export const lastChangeOf = (id: string) =>
  get<EventPage>('/events', { query: { subject_id: id, limit: 1 } }).then((page) => page.data[0])
