import * as jobs from '#modules/stripe/jobs.ts'
import { processEvents, sweepEvents } from '#modules/stripe/process-events.ts'
import type { PayDoor } from '#modules/stripe/start-checkout.ts'
import { reconcile } from '#modules/stripe/reconcile.ts'
import { syncSubject } from '#modules/stripe/sync-payment.ts'
import { type HandledJob, handled, type Schedule } from '#platform/jobs.ts'
import { asSystem } from './as-system.ts'
import type { Parts } from './parts.ts'

export const stripeSchedules: Schedule[] = [
  { job: jobs.processStripeEvents, every_minutes: 1 },
  { job: jobs.sweepStripeEvents, daily_at: '03:50' },
  { job: jobs.reconcileWithStripe, daily_at: '04:00' },
]

/** Also for a disabled organisation: that money came in is a fact, and whoever pays should not hear otherwise. */
export const payDoor = (parts: Pick<Parts, 'pool' | 'clock' | 'stripe'>): PayDoor => ({
  stripe: parts.stripe,
  inOrganization: (organization_id, work) => asSystem(parts, organization_id, work, { even_disabled: true }),
})

export function stripeJobs(parts: Parts): HandledJob[] {
  const { pool, clock } = parts
  const door = payDoor(parts)
  return [
    handled(jobs.processStripeEvents, () =>
      processEvents({ pool, clock, sync: (subject) => syncSubject(door, subject) }),
    ),
    handled(jobs.reconcileWithStripe, async () => {
      if (!door.stripe.is_configured) return
      const { drifts } = await reconcile({ ...door, pool, clock })
      if (drifts.length) parts.log.warn({ drifts: drifts.length }, 'Stripe held other than we did')
    }),
    handled(jobs.sweepStripeEvents, () => sweepEvents({ pool, clock })),
  ]
}
