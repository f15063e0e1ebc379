import * as jobs from '#modules/stripe/jobs.ts'
import { processEvents, sweepEvents } from '#modules/stripe/process-events.ts'
import { type HandledJob, handled, type Schedule } from '#platform/jobs.ts'
import type { Parts } from './parts.ts'

export const stripeSchedules: Schedule[] = [
  { job: jobs.processStripeEvents, every_minutes: 1 },
  { job: jobs.sweepStripeEvents, daily_at: '03:50' },
]

export function stripeJobs({ pool, clock }: Parts): HandledJob[] {
  return [
    handled(jobs.processStripeEvents, () =>
      processEvents({ pool, clock, sync: () => Promise.resolve({ ignored: 'nothing follows yet' }) }),
    ),
    handled(jobs.sweepStripeEvents, () => sweepEvents({ pool, clock })),
  ]
}
