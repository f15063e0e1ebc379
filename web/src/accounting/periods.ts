import { addDays, lastDayOf } from '#web/payments/days.ts'

export const periodNames = {
  since: 'What is new since the last file',
  this_month: 'This month',
  last_month: 'Last month',
  quarter: 'Last quarter',
  all: 'Everything until today',
  days: 'Other days',
} as const
export type Period = keyof typeof periodNames
export type Days = { from?: string | undefined; to?: string | undefined }

export const isPeriod = (text: string | undefined): text is Period => text !== undefined && text in periodNames

export function daysOf(period: Exclude<Period, 'days' | 'since'>, today: string): Days {
  const first = `${today.slice(0, 7)}-01`
  const before = addDays(first, -1)
  if (period === 'this_month') return { from: first, to: today }
  if (period === 'last_month') return { from: `${before.slice(0, 7)}-01`, to: before }
  if (period === 'all') return { to: today }
  const [year = 0, month = 0] = today.split('-').map(Number)
  const start = new Date(Date.UTC(year, Math.floor((month - 1) / 3) * 3 - 3, 1)).toISOString().slice(0, 7)
  const end = new Date(Date.UTC(Number(start.slice(0, 4)), Number(start.slice(5)) + 1, 1)).toISOString().slice(0, 7)
  return { from: `${start}-01`, to: lastDayOf(end) }
}
