/** 2026-02 ends on 2026-02-28. */
export function lastDayOf(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return `${month}-${new Date(Date.UTC(year, number, 0)).getUTCDate()}`
}

export function addDays(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + days)
  return date.toISOString().slice(0, 10)
}

export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
}

/** The month before, with as many days: 2026-03-31 is compared with 2026-02-28. */
export function sameDayLastMonth(day: string): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  const previous = new Date(Date.UTC(year, month - 2, 1)).toISOString().slice(0, 7)
  const last = lastDayOf(previous)
  return date > Number(last.slice(8)) ? last : `${previous}-${day.slice(8)}`
}
