import type { InTransaction } from '#platform/context.ts'
import { creditLeftover } from '#modules/credit-notes/credit-leftover.ts'
import { creditLeftover as creditLeftoverJob } from '#modules/credit-notes/jobs.ts'
import { continueRun } from '#modules/renewals/continue-run.ts'
import * as jobs from '#modules/renewals/jobs.ts'
import { sendRenewalNotices } from '#modules/renewals/send-renewal-notices.ts'
import { startDueRun } from '#modules/renewals/start-due-run.ts'
import { waiveDraftedPeriods } from '#modules/subscriptions/waive-drafted-periods.ts'
import { updateStanding } from '#modules/subscriptions/update-standing.ts'
import { listDueDrafts } from '#modules/invoices/draft-queries.ts'
import { issueDraft } from '#modules/invoices/issue-draft.ts'
import { getInvoice } from '#modules/invoices/queries.ts'
import { Problem } from '#platform/errors.ts'
import { read } from '#platform/database.ts'
import { type HandledJob, handled, type Schedule } from '#platform/jobs.ts'
import { asSystem } from './as-system.ts'
import type { Parts } from './parts.ts'

export const renewalSchedules: Schedule[] = [
  { job: jobs.startDueRuns, every_minutes: 60 },
  { job: jobs.issueDueDrafts, every_minutes: 60 },
  { job: jobs.sendRenewalNotices, daily_at: '09:20' },
]

export function renewalJobs(parts: Parts): HandledJob[] {
  return [
    handled(jobs.continueRenewalRun, ({ organization_id, run_id }) =>
      continueRun((work) => asSystem(parts, organization_id, work), run_id),
    ),
    handled(jobs.startDueRuns, () => forEachOrganization(parts, (inTransaction) => inTransaction(startDueRun))),
    handled(jobs.issueDueDrafts, () => forEachOrganization(parts, issueAllDue)),
    handled(jobs.waiveDraftedPeriods, ({ organization_id, subject_id }) =>
      asSystem(parts, organization_id, (ctx) => waiveDraftedPeriods(ctx, subject_id)),
    ),
    handled(creditLeftoverJob, ({ organization_id, subject_id }) =>
      asSystem(parts, organization_id, (ctx) => creditLeftover(ctx, subject_id)),
    ),
    handled(jobs.sendRenewalNotices, () => forEachOrganization(parts, sendAllNotices)),
    handled(jobs.updateStandingAfterInvoice, ({ organization_id, subject_id }) =>
      asSystem(parts, organization_id, async (ctx) => {
        const { subscription_ids } = await getInvoice(ctx, subject_id)
        for (const subscription_id of subscription_ids) await updateStanding(ctx, subscription_id)
      }),
    ),
  ]
}

/** One after the other, each in as many transactions as it asks for; one that fails is told when all have had their turn. */
export async function forEachOrganization(
  parts: Parts,
  turn: (inTransaction: InTransaction) => Promise<void>,
): Promise<void> {
  const organizations = await read(parts.pool, undefined, (tx) =>
    tx.all<{ organization_id: string }>({
      text: 'select organization_id from organization_directory where disabled_at is null',
      parameters: [],
    }),
  )
  const failures: unknown[] = []
  for (const { organization_id } of organizations)
    await turn((work) => asSystem(parts, organization_id, work)).catch((error: unknown) => failures.push(error))
  if (failures.length) throw failures[0]
}

/** Each in a transaction of its own; what still misses something stays a draft, whose list says what. */
export async function issueAllDue(inTransaction: InTransaction): Promise<void> {
  for (const id of await inTransaction(listDueDrafts))
    await inTransaction((ctx) => issueDraft(ctx, id)).catch((error: unknown) => {
      if (!(error instanceof Problem)) throw error
    })
}

export async function sendAllNotices(inTransaction: InTransaction): Promise<void> {
  while (await inTransaction(sendRenewalNotices));
}
