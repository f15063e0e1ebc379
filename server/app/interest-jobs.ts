import type { Subscription } from '#modules/events/dispatch-events.ts'
import { chargeDueInterest } from '#modules/interest/charge-due-interest.ts'
import * as jobs from '#modules/interest/jobs.ts'
import { releaseInterest } from '#modules/interest/release-interest.ts'
import { type HandledJob, handled, type Schedule } from '#platform/jobs.ts'
import { asSystem } from './as-system.ts'
import type { Parts } from './parts.ts'
import { forEachOrganization } from './renewal-jobs.ts'

export const interestSchedules: Schedule[] = [{ job: jobs.chargeDueInterest, every_minutes: 60 }]

export const interestSubscriptions: Subscription[] = [{ event: 'invoice.voided', job: jobs.releaseInterestOfVoided }]

export function interestJobs(parts: Parts): HandledJob[] {
  return [
    handled(jobs.chargeDueInterest, () => forEachOrganization(parts, chargeDueInterest)),
    handled(jobs.releaseInterestOfVoided, ({ organization_id, subject_id }) =>
      asSystem(parts, organization_id, (ctx) => releaseInterest(ctx, subject_id), { even_disabled: true }),
    ),
  ]
}
