import type { Subscription } from '#modules/events/dispatch-events.ts'
import * as formJobs from '#modules/lead-forms/jobs.ts'
import { processSubmissions } from '#modules/lead-forms/process-submissions.ts'
import { sweepLeadSubmissions } from '#modules/lead-forms/sweep-lead-submissions.ts'
import { tellOfSubmissionsNow } from '#modules/lead-forms/tell-of-submissions.ts'
import { findLeadDuplicates } from '#modules/lead-duplicates/find-lead-duplicates.ts'
import * as duplicateJobs from '#modules/lead-duplicates/jobs.ts'
import * as jobs from '#modules/leads/jobs.ts'
import { rescoreLeads } from '#modules/leads/rescore-leads.ts'
import { sweepLeadBulkEdits } from '#modules/leads/sweep-lead-bulk-edits.ts'
import { type HandledJob, handled, queueJob, type Schedule } from '#platform/jobs.ts'
import { asSystem } from './as-system.ts'
import type { Parts } from './parts.ts'
import { forEachOrganization } from './renewal-jobs.ts'

export const leadSubscriptions: Subscription[] = [
  { event: 'score_rule.created', job: jobs.rescoreLeads, once: true },
  { event: 'score_rule.updated', job: jobs.rescoreLeads, once: true },
  { event: 'score_rule.deleted', job: jobs.rescoreLeads, once: true },
  ...['lead.created', 'lead.updated', 'lead.restored', 'lead.submitted', 'lead.merged', 'lead.unmerged'].map(
    (event): Subscription => ({ event, job: duplicateJobs.findLeadDuplicates, once: true }),
  ),
]

export const leadSchedules: Schedule[] = [
  { job: jobs.sweepLeadBulkEdits, daily_at: '04:30' },
  { job: formJobs.sweepLeadSubmissions, daily_at: '04:40' },
]

export function leadJobs(parts: Parts): HandledJob[] {
  const goThrough = oneAtATime((organization_id) =>
    processSubmissions((work) => asSystem(parts, organization_id, work), parts.log),
  )
  return [
    handled(formJobs.processLeadSubmissions, ({ organization_id }) => goThrough(organization_id)),
    handled(formJobs.tellOfSubmissions, ({ organization_id }) => tell(parts, organization_id)),
    handled(formJobs.sweepLeadSubmissions, () =>
      forEachOrganization(parts, (inTransaction) => inTransaction(sweepLeadSubmissions)),
    ),
    handled(duplicateJobs.findLeadDuplicates, ({ organization_id }) =>
      findLeadDuplicates((work) => asSystem(parts, organization_id, work)),
    ),
    handled(jobs.rescoreLeads, ({ organization_id }) => rescoreLeads((work) => asSystem(parts, organization_id, work))),
    handled(jobs.sweepLeadBulkEdits, () =>
      forEachOrganization(parts, (inTransaction) => inTransaction(sweepLeadBulkEdits)),
    ),
  ]
}

/**
 * In a flood each batch that is kept asks anew to be gone through, while one is at it: then that one looks once more
 * at its end, rather than many waiting for each other.
 */
function oneAtATime(work: (organization_id: string) => Promise<void>): (organization_id: string) => Promise<void> {
  const isAskedAgain = new Map<string, boolean>()
  return async (organization_id) => {
    if (isAskedAgain.has(organization_id)) {
      isAskedAgain.set(organization_id, true)
      return
    }
    try {
      do {
        isAskedAgain.set(organization_id, false)
        await work(organization_id)
      } while (isAskedAgain.get(organization_id))
    } finally {
      isAskedAgain.delete(organization_id)
    }
  }
}

/** Whoever was told a moment ago is told of the rest in a few minutes. The queue goes by the time of the machine. */
function tell(parts: Parts, organization_id: string): Promise<void> {
  const { name } = formJobs.tellOfSubmissions
  return asSystem(parts, organization_id, async (ctx) => {
    const wait = await tellOfSubmissionsNow(ctx, parts.config.public_url)
    if (wait === undefined) return
    const run_at = Temporal.Now.instant().add({ seconds: wait })
    queueJob(ctx, formJobs.tellOfSubmissions, { organization_id }, { run_at, key: `${name} ${organization_id}` })
  })
}
