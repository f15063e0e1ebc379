import type { InTransaction } from '#platform/context.ts'
import { chargeDueInterest } from '#modules/interest/charge-due-interest.ts'
import { sweepDocumentArchives } from '#modules/document-archives/sweep-document-archives.ts'
import { sweepLeadImports } from '#modules/lead-imports/sweep-lead-imports.ts'
import { sweepLeadSubmissions } from '#modules/lead-forms/sweep-lead-submissions.ts'
import { sweepLeadMails } from '#modules/lead-mails/sweep-lead-mails.ts'
import { sweepLeadBulkEdits } from '#modules/leads/sweep-lead-bulk-edits.ts'
import { getClock } from '#modules/organizations/clock-queries.ts'
import { advanceClockOfOrganization } from '#modules/organizations/jobs.ts'
import { takeClockOn } from '#modules/organizations/take-clock-on.ts'
import { applyAllCredit } from '#modules/payments/apply-credit.ts'
import { makeDue } from '#modules/recurring-invoices/make-due.ts'
import { continueRun } from '#modules/renewals/continue-run.ts'
import { collectDue } from '#modules/stripe/collect-due.ts'
import { findRunningRun } from '#modules/renewals/queries.ts'
import { startDueRun } from '#modules/renewals/start-due-run.ts'
import { type HandledJob, handled } from '#platform/jobs.ts'
import { asSystem } from './as-system.ts'
import type { Config } from './config.ts'
import { remindAll } from './customer-mail-jobs.ts'
import type { Parts } from './parts.ts'
import { issueAllDue, sendAllNotices } from './renewal-jobs.ts'
import { payDoor } from './stripe-jobs.ts'

/** Time is moved for tests and for the demo: never in production, where the database refuses it too. */
export const isClockMovable = ({ environment }: Pick<Config, 'environment'>): boolean => environment !== 'production'

export const clockJobs = (parts: Parts): HandledJob[] => [
  handled(advanceClockOfOrganization, ({ organization_id }) => goThroughDays(parts, organization_id)),
]

/** Does what each day brings before the next one begins; whoever starts over does the present day again. */
async function goThroughDays(parts: Parts, organization_id: string): Promise<void> {
  const transact: InTransaction = (work) => asSystem(parts, organization_id, work)
  for (let isUnderWay = true; isUnderWay;) {
    const { today } = await transact(getClock)
    await doWhatIsDue(parts, transact)
    await collectDue(payDoor(parts), transact)
    isUnderWay = await transact((ctx) => takeClockOn(ctx, today))
  }
}

/** What a day brings by itself, in the order in which the night would. */
async function doWhatIsDue(parts: Parts, transact: InTransaction): Promise<void> {
  await transact(startDueRun)
  const run = await transact(findRunningRun)
  if (run) await continueRun(transact, run.id)
  await issueAllDue(transact)
  await makeDue(transact)
  await chargeDueInterest(transact)
  await transact(applyAllCredit)
  await sendAllNotices(transact)
  await remindAll(parts, transact)
  await transact(sweepDocumentArchives)
  await transact(sweepLeadBulkEdits)
  await sweepLeadImports(transact, parts.storage)
  await transact(sweepLeadSubmissions)
  await sweepLeadMails(transact, parts.storage)
}
