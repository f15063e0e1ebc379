import { continueRun } from '#modules/renewals/continue-run.ts'
import * as jobs from '#modules/renewals/jobs.ts'
import { startDueRun } from '#modules/renewals/start-due-run.ts'
import { updateStanding } from '#modules/subscriptions/update-standing.ts'
import { getInvoice } from '#modules/invoices/queries.ts'
import type { Context } from '#platform/context.ts'
import { read } from '#platform/database.ts'
import { type HandledJob, handled, type Schedule } from '#platform/jobs.ts'
import { asSystem } from './as-system.ts'
import type { Parts } from './parts.ts'

export const renewalSchedules: Schedule[] = [{ job: jobs.startDueRuns, every_minutes: 60 }]

export function renewalJobs(parts: Parts): HandledJob[] {
  return [
    handled(jobs.continueRenewalRun, ({ organization_id, run_id }) =>
      continueRun((work) => asSystem(parts, organization_id, work), run_id),
    ),
    handled(jobs.startDueRuns, () => forEachOrganization(parts, startDueRun)),
    handled(jobs.updateStandingAfterInvoice, ({ organization_id, subject_id }) =>
      asSystem(parts, organization_id, async (ctx) => {
        const { subscription_id } = await getInvoice(ctx, subject_id)
        if (subscription_id) await updateStanding(ctx, subscription_id)
      }),
    ),
  ]
}

/** One after the other, each in a transaction of its own; who is disabled waits until they are not. */
export async function forEachOrganization(parts: Parts, work: (ctx: Context) => Promise<void>): Promise<void> {
  const organizations = await read(parts.pool, undefined, (tx) =>
    tx.all<{ organization_id: string }>({
      text: 'select organization_id from organization_directory where disabled_at is null',
      parameters: [],
    }),
  )
  for (const { organization_id } of organizations) await asSystem(parts, organization_id, work)
}
