import type { LeadStatus } from '#modules/leads/schemas.ts'
import { formatDate, formatTime, today } from '#web/api/format.ts'
import type { Tone } from '#web/ui/badge.tsx'

export const statusWords: Record<LeadStatus, string> = {
  new: 'New',
  contacted: 'Contacted',
  qualified: 'Qualified',
  converted: 'Won',
  disqualified: 'Lost',
}

export const statusTones: Record<LeadStatus, Tone> = {
  new: 'info',
  contacted: 'info',
  qualified: 'warn',
  converted: 'ok',
  disqualified: 'mute',
}

export const leadsWord = (count: number) => (count === 1 ? 'lead' : 'leads')

export const initialsOf = (name: string) =>
  name
    .trim()
    .split(/\s+/)
    .map((word) => word.charAt(0))
    .filter((_, place, all) => place === 0 || place === all.length - 1)
    .join('')
    .toUpperCase()

const dayOf = (instant: string) =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Singapore' }).format(new Date(instant))

/** "today 3:00 pm", "tomorrow 9:00 am", "yesterday", or the date. */
export function followUpWords(instant: string): string {
  const days = Math.round((Date.parse(dayOf(instant)) - Date.parse(today())) / 86_400_000)
  if (days === 0) return `today ${formatTime(instant)}`
  if (days === 1) return `tomorrow ${formatTime(instant)}`
  if (days === -1) return 'yesterday'
  return formatDate(instant)
}

export const isOverdue = (instant: string | null) => instant !== null && Date.parse(instant) < Date.now()

/** 09:00 in Singapore, so many days from today. */
export function nineOClock(days: number): string {
  const day = new Date(Date.parse(`${today()}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
  return new Date(`${day}T09:00:00+08:00`).toISOString()
}

/** Days from today until the next Monday. */
export function daysToMonday(): number {
  const weekday = new Date(`${today()}T00:00:00Z`).getUTCDay()
  return (8 - weekday) % 7 || 7
}

/** 95 as "1 h 35 min", 3000 as "2 d 2 h". */
export function spanWords(minutes: number): string {
  const total = Math.max(1, Math.round(minutes))
  const [days, hours, rest] = [Math.floor(total / 1440), Math.floor((total % 1440) / 60), total % 60]
  const parts = [
    [days, 'd'],
    [hours, 'h'],
    [days ? 0 : rest, 'min'],
  ] as const
  return parts
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(' ')
}
