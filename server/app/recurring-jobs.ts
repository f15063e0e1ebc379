import * as jobs from '#modules/recurring-invoices/jobs.ts'
import { makeDue, queueDue } from '#modules/recurring-invoices/make-due.ts'
import { type HandledJob, handled, type Schedule } from '#platform/jobs.ts'
import { asSystem } from './as-system.ts'
import type { Parts } from './parts.ts'
import { forEachOrganization } from './renewal-jobs.ts'

export const recurringSchedules: Schedule[] = [{ job: jobs.queueDueRecurringInvoices, every_minutes: 60 }]

export function recurringJobs(parts: Parts): HandledJob[] {
  return [
    handled(jobs.queueDueRecurringInvoices, () =>
      forEachOrganization(parts, (inTransaction) => inTransaction(queueDue)),
    ),
    handled(jobs.makeRecurringInvoices, ({ organization_id }) =>
      makeDue((work) => asSystem(parts, organization_id, work)),
    ),
  ]
}
