import { continueImport } from '#modules/bank/continue-import.ts'
import { continueTakeBack } from '#modules/bank/continue-take-back.ts'
import * as jobs from '#modules/bank/jobs.ts'
import { matchOpen } from '#modules/bank/match-open.ts'
import { freeOfReversed } from '#modules/bank/undo-match.ts'
import type { Subscription } from '#modules/events/dispatch-events.ts'
import { type HandledJob, handled } from '#platform/jobs.ts'
import { asSystem } from './as-system.ts'
import type { Parts } from './parts.ts'

export const bankSubscriptions: Subscription[] = [
  { event: 'payment.reversed', job: jobs.freeReversedTransaction },
  // A run issues thousands in a second: one look at the money that waits is enough for all of them.
  { event: 'invoice.issued', job: jobs.matchAfterIssue, once: true },
]

export function bankJobs(parts: Parts): HandledJob[] {
  return [
    handled(jobs.readBankImport, ({ organization_id, import_id }) =>
      continueImport((work) => asSystem(parts, organization_id, work), parts.storage, import_id),
    ),
    handled(jobs.takeBackBankImport, ({ organization_id, import_id }) =>
      continueTakeBack((work) => asSystem(parts, organization_id, work), import_id),
    ),
    handled(jobs.matchOpenMoney, ({ organization_id, run_id }) =>
      matchOpen((work) => asSystem(parts, organization_id, work), run_id),
    ),
    handled(jobs.matchAfterIssue, ({ organization_id }) =>
      matchOpen((work) => asSystem(parts, organization_id, work), undefined),
    ),
    handled(jobs.freeReversedTransaction, ({ organization_id, subject_id }) =>
      asSystem(parts, organization_id, (ctx) => freeOfReversed(ctx, subject_id)),
    ),
  ]
}
