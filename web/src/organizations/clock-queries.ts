import { queryOptions } from '@tanstack/react-query'
import type { OrganizationClock } from '#modules/organizations/clock-schemas.ts'
import { get, post } from '#web/api/client.ts'

/** While time goes by it is asked for again and again: each answer is a day further. */
export const clockQuery = (id: string) =>
  queryOptions({
    queryKey: ['organizations', id, 'clock'],
    queryFn: ({ signal }) => get<OrganizationClock>(`/organizations/${id}/clock`, { signal }),
    refetchInterval: ({ state }) => (state.data?.to_date ? 700 : false),
  })

export const advanceClock = (id: string, to_date: string) =>
  post<OrganizationClock>(`/organizations/${id}/clock/advance`, { to_date })

const daysBetween = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)

/** How much of the way is done, from 0 to 1. */
export function wayDone(from: string, today: string, to: string): number {
  const whole = daysBetween(from, to)
  return whole <= 0 ? 1 : Math.min(Math.max(daysBetween(from, today) / whole, 0), 1)
}

/** So many days, weeks or months after a day; the last day of a month that is too short. */
export function later(day: string, unit: 'day' | 'week' | 'month'): string {
  const date = new Date(`${day}T00:00:00Z`)
  if (unit !== 'month') date.setUTCDate(date.getUTCDate() + (unit === 'week' ? 7 : 1))
  else {
    const wanted = date.getUTCDate()
    date.setUTCDate(1)
    date.setUTCMonth(date.getUTCMonth() + 2, 0)
    date.setUTCDate(Math.min(wanted, date.getUTCDate()))
  }
  return date.toISOString().slice(0, 10)
}
