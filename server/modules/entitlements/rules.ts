import { conflict } from '#platform/errors.ts'
import { shortDay } from '#platform/short-day.ts'
import type { Allowance } from './queries.ts'

/** Counted with the invoice that is about to be: one too many is taken back with its number. */
export function refuseBeyond(allowance: Allowance | undefined, issue_date: string): void {
  if (!allowance || allowance.issued_count <= allowance.invoices_per_month) return
  const { plan_name, invoices_per_month: limit } = allowance
  const next = Temporal.PlainDate.from(issue_date).with({ day: 1 }).add({ months: 1 }).toString()
  throw conflict(
    'invoices.limit_reached',
    `The plan ${plan_name} allows ${limit} ${limit === 1 ? 'invoice' : 'invoices'} a month, and this month has them all. The owner of this organisation can choose a larger plan; otherwise issue it from ${shortDay(next)} on. Drafts can be written meanwhile.`,
  )
}

/** Today among them: a trial that ends tomorrow has one day left. */
export function daysLeft(today: string, trial_end_date: string): number {
  return Math.max(Temporal.PlainDate.from(today).until(trial_end_date).days, 0)
}
