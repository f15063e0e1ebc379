import { conflict } from '#platform/errors.ts'
import { shortDay } from '#platform/short-day.ts'
import type { Allowance, LeadAllowance } from './queries.ts'

/** Counted with the invoice that is about to be: one too many is taken back with its number. */
export function refuseBeyond(allowance: Allowance | undefined, issue_date: string): void {
  if (!allowance || allowance.issued_count <= allowance.invoices_per_month) return
  const { plan_name, invoices_per_month: limit } = allowance
  const next = Temporal.PlainDate.from(issue_date).with({ day: 1 }).add({ months: 1 }).toString()
  throw conflict(
    'invoices.limit_reached',
    `The plan ${plan_name} allows ${counted(limit, 'invoice')} a month, and this month has them all. The owner of this organisation can choose a larger plan; otherwise issue it from ${shortDay(next)} on. Drafts can be written meanwhile.`,
  )
}

/** Of what somebody enters. What buyers send, by a form or by mail, is never refused. */
export function refuseLeadBeyond(allowance: LeadAllowance | undefined): void {
  if (!allowance || roomFor(allowance) > 0) return
  throw conflict(
    'leads.limit_reached',
    `${standing(allowance)} ${larger}; otherwise add it from ${nextMonth(allowance)} on. Forms and mail go on bringing leads in.`,
  )
}

/** Why a file that would add so many leads cannot be imported this month; null where it can. */
export function fileBeyond(allowance: LeadAllowance | undefined, count: number): string | null {
  if (!allowance || count <= roomFor(allowance)) return null
  const room = roomFor(allowance)
  const ways = [
    room > 0 && `import a file that adds at most ${figure(room)}`,
    count <= allowance.leads_per_month && `import this one from ${nextMonth(allowance)} on`,
  ].filter(Boolean)
  const otherwise = ways.length ? `otherwise ${ways.join(', or ')}` : 'otherwise cut the file into parts, a month each'
  return `${standing(allowance)} This file would add ${figure(count)}. ${larger}; ${otherwise}.`
}

/** How many more may be entered this month. */
export function roomFor({ leads_per_month, came_count, coming_count }: LeadAllowance): number {
  return Math.max(leads_per_month - came_count - coming_count, 0)
}

const larger = 'The owner of this organisation can choose a larger plan'

function standing({ plan_name, leads_per_month: limit, came_count, coming_count }: LeadAllowance): string {
  const coming = coming_count > 0 ? `, with ${figure(coming_count)} more on their way from a file` : ''
  return `The plan ${plan_name} allows ${counted(limit, 'lead')} a month, and ${figure(came_count)} ${came_count === 1 ? 'has' : 'have'} come in this month${coming}.`
}

const figure = (count: number): string => count.toLocaleString('en-SG')
const counted = (count: number, what: string): string => `${figure(count)} ${count === 1 ? what : `${what}s`}`

const nextMonth = ({ month_start_date }: LeadAllowance): string =>
  shortDay(Temporal.PlainDate.from(month_start_date).add({ months: 1 }).toString())

/** Today among them: a trial that ends tomorrow has one day left. */
export function daysLeft(today: string, trial_end_date: string): number {
  return Math.max(Temporal.PlainDate.from(today).until(trial_end_date).days, 0)
}
