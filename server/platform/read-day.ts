const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC']

/** Whether 03/11/2026 is the third of November or the eleventh of March. */
export type DateOrder = 'day_first' | 'month_first'

/** A day as people and banks write it: `03 Nov 2026`, `3/11/26`, `2026-11-03`, `20261103`, each also with a time behind it. */
export function readDay(text: string, order: DateOrder = 'day_first'): string | undefined {
  const compact = /^(\d{4})(\d{2})(\d{2})(?:\d{4,6}.*)?$/.exec(text.trim())
  if (compact) return dayOf(compact[1]!, compact[2]!, compact[3]!)
  const parts = /^(\d{1,4})[-/. ]+([A-Za-z]{3,9}|\d{1,2})[-/., ]+(\d{2,4})(?:[T ,].*)?$/.exec(text.trim())
  if (!parts) return undefined
  const [, first, second, third] = parts as unknown as [string, string, string, string]
  const named = months.indexOf(second.slice(0, 3).toUpperCase()) + 1
  if (first.length === 4) return dayOf(first, named ? String(named) : second, third)
  if (named) return dayOf(third, String(named), first)
  return order === 'day_first' ? dayOf(third, second, first) : dayOf(third, first, second)
}

function dayOf(year: string, month: string, day: string): string | undefined {
  const full = year.length === 2 ? `20${year}` : year
  if (full.length !== 4 || Number(full) < 1970 || Number(full) > 2999) return undefined
  const iso = `${full}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const date = new Date(`${iso}T00:00:00Z`)
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== iso ? undefined : iso
}
