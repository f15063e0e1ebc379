import { addDays, lastDayOf } from '#web/payments/days.ts'

export const periodNames = {
  since: 'Since the last export',
  this_month: 'This month',
  last_month: 'Last month',
  quarter: 'Last quarter',
  all: 'Everything until today',
  days: 'Other days',
} as const
export type Period = keyof typeof periodNames
export type Days = { from?: string | undefined; to?: string | undefined }

export const isPeriod = (text: string | undefined): text is Period => text !== undefined && text in periodNames

/** The days of a period; since the last export begins where the server says that it goes on. */
export function daysOf(period: Exclude<Period, 'days'>, today: string, next: string | null): Days {
  const first = `${today.slice(0, 7)}-01`
  const before = addDays(first, -1)
  if (period === 'since') return { ...(next && { from: next > today ? today : next }), to: today }
  if (period === 'this_month') return { from: first, to: today }
  if (period === 'last_month') return { from: `${before.slice(0, 7)}-01`, to: before }
  if (period === 'all') return { to: today }
  const [year = 0, month = 0] = today.split('-').map(Number)
  const start = new Date(Date.UTC(year, Math.floor((month - 1) / 3) * 3 - 3, 1)).toISOString().slice(0, 7)
  const end = new Date(Date.UTC(Number(start.slice(0, 4)), Number(start.slice(5)) + 1, 1)).toISOString().slice(0, 7)
  return { from: `${start}-01`, to: lastDayOf(end) }
}
