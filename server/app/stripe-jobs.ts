import type { Subscription } from '#modules/events/dispatch-events.ts'
import { getDispute } from '#modules/dunning/queries.ts'
import { stopCollection, stopWhenSettled } from '#modules/stripe/collections.ts'
import { collectDue } from '#modules/stripe/collect-due.ts'
import * as jobs from '#modules/stripe/jobs.ts'
import { processEvents, sweepEvents } from '#modules/stripe/process-events.ts'
import type { PayDoor } from '#modules/stripe/start-checkout.ts'
import { reconcile } from '#modules/stripe/reconcile.ts'
import { syncSubject } from '#modules/stripe/sync-payment.ts'
import { type HandledJob, handled, type Schedule } from '#platform/jobs.ts'
import { asSystem } from './as-system.ts'
import { mailFailedCard } from './card-mails.ts'
import type { Parts } from './parts.ts'
import { forEachOrganization } from './renewal-jobs.ts'

export const stripeSchedules: Schedule[] = [
  { job: jobs.collectAllByCard, every_minutes: 10 },
  { job: jobs.processStripeEvents, every_minutes: 1 },
  { job: jobs.sweepStripeEvents, daily_at: '03:50' },
  { job: jobs.reconcileWithStripe, daily_at: '04:00' },
]

export const stripeSubscriptions: Subscription[] = [
  // One look charges whatever is due in the organisation, so one is enough for all that was issued meanwhile. What a run
  // issues by the thousand is found by the next look, ten minutes later at the most.
  { event: 'invoice.issued', job: jobs.collectByCard, when: ({ actor_kind }) => actor_kind !== 'system', once: true },
  { event: 'saved_card.added', job: jobs.collectByCard, once: true },
  { event: 'online_payment.failed', job: jobs.tellOfFailedCard },
  { event: 'invoice.paid', job: jobs.stopTries },
  { event: 'invoice.voided', job: jobs.stopTries },
  { event: 'invoice.credited', job: jobs.stopTries },
  { event: 'invoice.written_off', job: jobs.stopTries },
  { event: 'dispute.opened', job: jobs.stopTriesOfDisputed },
]

/** Also for a disabled organisation: that money came in is a fact, and whoever pays should not hear otherwise. */
export const payDoor = (parts: Pick<Parts, 'pool' | 'clock' | 'stripe'>): PayDoor => ({
  stripe: parts.stripe,
  inOrganization: (organization_id, work) => asSystem(parts, organization_id, work, { even_disabled: true }),
})

export function stripeJobs(parts: Parts): HandledJob[] {
  const { pool, clock } = parts
  const door = payDoor(parts)
  const collect = (organization_id: string) => collectDue(door, (work) => asSystem(parts, organization_id, work))
  return [
    handled(jobs.collectByCard, ({ organization_id }) => collect(organization_id)),
    handled(jobs.collectAllByCard, () =>
      forEachOrganization(parts, (inTransaction) => collectDue(door, inTransaction)),
    ),
    handled(jobs.stopTries, ({ organization_id, subject_id }) =>
      asSystem(parts, organization_id, (ctx) => stopWhenSettled(ctx, subject_id), { even_disabled: true }),
    ),
    handled(jobs.stopTriesOfDisputed, ({ organization_id, subject_id }) =>
      asSystem(parts, organization_id, async (ctx) => {
        const { invoice_id } = await getDispute(ctx, subject_id)
        stopCollection(ctx, invoice_id, 'disputed')
      }),
    ),
    handled(jobs.tellOfFailedCard, ({ organization_id, subject_id }) =>
      asSystem(parts, organization_id, (ctx) =>
        mailFailedCard(ctx, { tokens: parts.pay_tokens, public_url: parts.config.public_url }, subject_id),
      ),
    ),
    handled(jobs.processStripeEvents, () =>
      processEvents({ pool, clock, sync: (subject, from) => syncSubject(door, subject, from) }),
    ),
    handled(jobs.reconcileWithStripe, async () => {
      const { drifts } = await reconcile({ ...door, pool, clock })
      if (drifts.length) parts.log.warn({ drifts: drifts.length }, 'Stripe held other than we did')
    }),
    handled(jobs.sweepStripeEvents, () => sweepEvents({ pool, clock })),
  ]
}
