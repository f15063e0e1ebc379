import type { Subscription } from '#modules/events/dispatch-events.ts'
import { getInvoice } from '#modules/invoices/queries.ts'
import { applyAllCredit, applyCreditByItself } from '#modules/payments/apply-credit.ts'
import * as jobs from '#modules/payments/jobs.ts'
import type { Context } from '#platform/context.ts'
import { type HandledJob, handled, type Schedule } from '#platform/jobs.ts'
import { asSystem } from './as-system.ts'
import type { Parts } from './parts.ts'
import { forEachOrganization } from './renewal-jobs.ts'

export const paymentSchedules: Schedule[] = [{ job: jobs.applyAllCredit, every_minutes: 60 }]

export const paymentSubscriptions: Subscription[] = [
  { event: 'invoice.issued', job: jobs.applyCreditToInvoice, when: ({ actor_kind }) => actor_kind !== 'system' },
]

export function paymentJobs(parts: Parts): HandledJob[] {
  return [
    handled(jobs.applyAllCredit, () => forEachOrganization(parts, (inTransaction) => inTransaction(applyAllCredit))),
    // Also for a disabled organisation: what it issued is owed, and nothing of this leaves it.
    handled(jobs.applyCreditToInvoice, ({ organization_id, subject_id }) => {
      const apply = async (ctx: Context) => applyCreditByItself(ctx, (await getInvoice(ctx, subject_id)).customer_id)
      return asSystem(parts, organization_id, apply, { even_disabled: true })
    }),
  ]
}
