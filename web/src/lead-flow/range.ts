import type { LeadFlowQuery } from '#modules/lead-conversions/schemas.ts'
import type { FlowSearch } from '#web/lead-flow/search.ts'
import { addDays } from '#web/payments/days.ts'

/** The first is the one that the address does not name. */
export const ranges = [
  [undefined, '12 months'],
  ['month', 'This month'],
  ['quarter', 'This quarter'],
  ['all', 'All time'],
  ['own', 'Other days'],
] as const

type Days = { from?: string | undefined; to?: string | undefined }

/** The days on which the leads came; without a first day from the beginning, without a last until now. */
export function daysOf({ range, from, to }: FlowSearch, today: string): Days {
  if (range === 'all') return {}
  if (range === 'own') return { from: dayIn(from), to: dayIn(to) }
  const [year = 0, month = 0] = today.split('-').map(Number)
  if (range === 'month') return { from: monthOf(year, month), to: today }
  if (range === 'quarter') return { from: monthOf(year, month - ((month - 1) % 3)), to: today }
  return { from: monthOf(year, month - 11), to: today }
}

/** Days of Singapore as the instants that the API counts by. */
export const toQuery = ({ from, to }: Days): LeadFlowQuery => ({
  ...(from && { from: midnight(from) }),
  ...(to && { to: midnight(addDays(to, 1)) }),
})

const midnight = (day: string) => new Date(`${day}T00:00:00+08:00`).toISOString()
const monthOf = (year: number, month: number) => new Date(Date.UTC(year, month - 1, 1)).toISOString().slice(0, 10)
const dayIn = (text: string | undefined) =>
  text && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : undefined
