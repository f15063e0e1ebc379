import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { DueRenewals, RenewalRun, RenewalRunPage, RenewalSkipList } from '#modules/renewals/schemas.ts'
import { get, post } from '#web/api/client.ts'

/** While a run goes on it is looked at again and again; the event of its end comes by itself. */
const look_ms = 1_000

export const dueQuery = queryOptions({
  queryKey: ['renewals', 'due'],
  queryFn: ({ signal }) => get<DueRenewals>('/renewal-runs/due', { signal }),
})

export function runsQuery(cursor: string | undefined) {
  return queryOptions({
    queryKey: ['renewals', 'list', cursor],
    queryFn: ({ signal }) => get<RenewalRunPage>('/renewal-runs', { query: { cursor, limit: 25 }, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.data.some(({ status }) => status === 'running') ? look_ms : false),
  })
}

export function runQuery(id: string) {
  return queryOptions({
    queryKey: ['renewals', 'one', id],
    queryFn: ({ signal }) => get<RenewalRun>(`/renewal-runs/${id}`, { signal }),
    refetchInterval: ({ state }) => (state.data?.status === 'running' ? look_ms : false),
  })
}

export function skipsQuery(id: string) {
  return queryOptions({
    queryKey: ['renewals', 'skips', id],
    queryFn: ({ signal }) => get<RenewalSkipList>(`/renewal-runs/${id}/skips`, { signal }),
  })
}

export const startRun = (is_dry_run: boolean, idempotencyKey: string) =>
  post<RenewalRun>('/renewal-runs', { is_dry_run }, { idempotencyKey })
