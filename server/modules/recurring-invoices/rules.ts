import type { NewLine } from '#modules/invoices/schemas.ts'
import { invalid, type ProblemField } from '#platform/errors.ts'
import { shortDay } from '#platform/short-day.ts'
import { placeholderNames, type RecurringInvoiceStatus } from './schemas.ts'

/** What one may become. What was ended can be taken up again while a date is left. */
export const moves: Record<RecurringInvoiceStatus, readonly RecurringInvoiceStatus[]> = {
  active: ['paused', 'ended'],
  paused: ['active', 'ended'],
  ended: ['active'],
}

export type Rhythm = {
  billing_interval: 'week' | 'month' | 'quarter' | 'year'
  interval_count: number
  first_date: string
}

/**
 * Date `index`: always counted from the first, so that 31 January is followed by 28 February and then by 31 March, and
 * 29 February comes back in every leap year.
 */
export function dateAt({ billing_interval, interval_count, first_date }: Rhythm, index: number): string {
  const count = interval_count * index
  const durations = {
    week: { weeks: count },
    month: { months: count },
    quarter: { months: 3 * count },
    year: { years: count },
  }
  return Temporal.PlainDate.from(first_date).add(durations[billing_interval]).toString()
}

/** The first index from `index` on whose date is not before a day. */
export function indexFrom(rhythm: Rhythm, index: number, day: string): number {
  let first = index
  while (dateAt(rhythm, first) < day) first++
  return first
}

export type Ending = { end_after_count: number | null; end_date: string | null; made_count: number }

/** Whether a date is beyond the end. */
export function isOver({ end_after_count, end_date, made_count }: Ending, date: string): boolean {
  return (end_after_count !== null && made_count >= end_after_count) || (end_date !== null && date > end_date)
}

/** The dates from `index` on, until it ends; at most `limit`. */
export function datesFrom(rhythm: Rhythm, ending: Ending, index: number, limit: number): string[] {
  const dates: string[] = []
  for (let i = 0; i < limit; i++) {
    const date = dateAt(rhythm, index + i)
    if (isOver({ ...ending, made_count: ending.made_count + i }, date)) break
    dates.push(date)
  }
  return dates
}

type Place = { rhythm: Rhythm; index: number }
type Placeholder = (typeof placeholderNames)[number]

const dayBefore = (date: string): string => Temporal.PlainDate.from(date).subtract({ days: 1 }).toString()
const period = ({ rhythm, index }: Place): string =>
  `${shortDay(dateAt(rhythm, index))} to ${shortDay(dayBefore(dateAt(rhythm, index + 1)))}`
const month = (day: Temporal.PlainDate): string => day.toLocaleString('en-GB', { month: 'long', year: 'numeric' })

const fillers: Record<Placeholder, (place: Place, day: Temporal.PlainDate) => string> = {
  period,
  previous_period: ({ rhythm, index }) => period({ rhythm, index: index - 1 }),
  month: (_, day) => month(day),
  previous_month: (_, day) => month(day.with({ day: 1 }).subtract({ months: 1 })),
  quarter: (_, day) => `Q${Math.ceil(day.month / 3)} ${day.year}`,
  year: (_, day) => String(day.year),
}

const pattern = /\{\{\s*([^{}]*?)\s*\}\}/g
const isKnown = (name: string): name is Placeholder => (placeholderNames as readonly string[]).includes(name)

/** `{{month}}` and its like in words for one date; what is unknown stays as it was typed. */
export function fillText(text: string, rhythm: Rhythm, index: number): string {
  const day = Temporal.PlainDate.from(dateAt(rhythm, index))
  return text.replace(pattern, (typed, name: string) => (isKnown(name) ? fillers[name]({ rhythm, index }, day) : typed))
}

type Texts = { reference: string | null; notes: string | null; lines: NewLine[] }

/** What is typed, with its placeholders filled for one date. */
export function fillTexts<T extends Texts>(texts: T, rhythm: Rhythm, index: number): T {
  const fill = (text: string) => fillText(text, rhythm, index)
  return {
    ...texts,
    reference: texts.reference && fill(texts.reference),
    notes: texts.notes && fill(texts.notes),
    lines: texts.lines.map((line) => ({ ...line, description: fill(line.description) })),
  }
}

/** No month has a longer name, and no day more digits. */
const longest: Rhythm = { billing_interval: 'month', interval_count: 1, first_date: '2026-09-30' }

/** Placeholders that nobody knows, and texts that would be too long once theirs are filled. */
export function mistakesOfTexts({ reference, notes, lines }: Texts): ProblemField[] {
  return [
    ...mistakesOfText('/reference', reference ?? '', 100),
    ...mistakesOfText('/notes', notes ?? '', 2_000),
    ...lines.flatMap(({ description }, i) => mistakesOfText(`/lines/${i}/description`, description, 1_000)),
  ]
}

function mistakesOfText(pointer: string, text: string, limit: number): ProblemField[] {
  const unknown = [...text.matchAll(pattern)].find(([, name]) => !isKnown(name!))
  if (unknown) {
    const known = placeholderNames.map((name) => `{{${name}}}`).join(', ')
    return [{ pointer, code: 'unknown_placeholder', detail: `${unknown[0]} is not known. Use one of ${known}.` }]
  }
  if (fillText(text, longest, 0).length <= limit) return []
  return [
    { pointer, code: 'too_long', detail: `Shorten it: with its placeholders filled it has over ${limit} letters.` },
  ]
}

export const mistaken = (fields: ProblemField[]) =>
  invalid('recurring_invoices.invalid', 'Some details of the recurring invoice are not right.', fields)
