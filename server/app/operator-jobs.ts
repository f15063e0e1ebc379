import { closeIfOver } from '#modules/operator/end-impersonation.ts'
import * as jobs from '#modules/operator/jobs.ts'
import { sweepServerFailures } from '#modules/operator/record-failure.ts'
import { transact } from '#platform/database.ts'
import { type HandledJob, handled, type Schedule } from '#platform/jobs.ts'
import type { Parts } from './parts.ts'

export const operatorSchedules: Schedule[] = [{ job: jobs.sweepFailures, daily_at: '03:40' }]

export function operatorJobs({ pool, clock }: Pick<Parts, 'pool' | 'clock'>): HandledJob[] {
  return [
    handled(jobs.sweepFailures, () => sweepServerFailures(pool, clock())),
    handled(jobs.closeImpersonation, ({ impersonation_id }, { request_id }) =>
      transact(pool, undefined, (db) =>
        closeIfOver({ db, actor: undefined, request_id, ip: null, user_agent: null, now: clock() }, impersonation_id),
      ),
    ),
  ]
}
