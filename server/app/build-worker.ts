import { revokeKeysOfMember } from '#modules/api-keys/jobs.ts'
import { revokeKeysOf } from '#modules/api-keys/revoke-api-key.ts'
import { creditLeftover } from '#modules/credit-notes/jobs.ts'
import { startDispatcher, type Dispatcher, type Subscription } from '#modules/events/dispatch-events.ts'
import { keepHeads } from '#modules/events/jobs.ts'
import { createHeadKeeper, type HeadKeeper } from '#modules/events/signed-heads.ts'
import { prepareInvoicePdf } from '#modules/invoices/jobs.ts'
import { getPrintedInvoice } from '#modules/invoices/queries.ts'
import { updateStandingAfterInvoice, waiveDraftedPeriods } from '#modules/renewals/jobs.ts'
import type { Context } from '#platform/context.ts'
import { defineJob, type HandledJob, handled, type Schedule, startWorker } from '#platform/jobs.ts'
import { sendMail } from '#platform/mail.ts'
import { asSystem, refuseOfDisabled } from './as-system.ts'
import { agreementJobs, agreementSubscriptions } from './agreement-jobs.ts'
import { clockJobs } from './clock-jobs.ts'
import { bankJobs, bankSubscriptions } from './bank-jobs.ts'
import { customerMailJobs, customerMailSchedules } from './customer-mail-jobs.ts'
import { bulkJobs, bulkSchedules } from './bulk-jobs.ts'
import { operatorJobs, operatorSchedules } from './operator-jobs.ts'
import { interestJobs, interestSchedules, interestSubscriptions } from './interest-jobs.ts'
import { leadImportJobs, leadImportSchedules } from './lead-import-jobs.ts'
import { leadJobs, leadSchedules, leadSubscriptions } from './lead-jobs.ts'
import { leadMailJobs, leadMailSchedules } from './lead-mail-jobs.ts'
import type { Parts } from './parts.ts'
import { paymentJobs, paymentSchedules, paymentSubscriptions } from './payment-jobs.ts'
import { recurringJobs, recurringSchedules } from './recurring-jobs.ts'
import { renewalJobs, renewalSchedules } from './renewal-jobs.ts'
import { signInJobs, signInSchedules } from './sign-in-jobs.ts'
import { stripeJobs, stripeSchedules, stripeSubscriptions } from './stripe-jobs.ts'
import { sweepIdempotencyKeys } from './sweep-idempotency-keys.ts'
import { tenantJobs, tenantSchedules, tenantSubscriptions } from './tenant-jobs.ts'

const sweep = defineJob<Record<string, never>>('sweep_idempotency_keys', { priority: 'low', max_attempts: 3 })

/** What follows from an event in a module that the event's own module must not know. */
const subscriptions: Subscription[] = [
  // A run issues thousands in a second: theirs are drawn when somebody asks.
  { event: 'invoice.issued', job: prepareInvoicePdf, when: ({ actor_kind }) => actor_kind !== 'system' },
  { event: 'invoice.voided', job: prepareInvoicePdf },
  { event: 'invoice.paid', job: updateStandingAfterInvoice },
  { event: 'invoice.voided', job: updateStandingAfterInvoice },
  { event: 'invoice.credited', job: updateStandingAfterInvoice },
  { event: 'invoice.payment_removed', job: updateStandingAfterInvoice },
  { event: 'invoice_draft.deleted', job: waiveDraftedPeriods },
  { event: 'subscription.canceled', job: creditLeftover },
  { event: 'member.removed', job: revokeKeysOfMember },
  { event: 'member.left', job: revokeKeysOfMember },
  ...paymentSubscriptions,
  ...bankSubscriptions,
  ...stripeSubscriptions,
  ...interestSubscriptions,
  ...agreementSubscriptions,
  ...tenantSubscriptions,
  ...leadSubscriptions,
]

const schedules: Schedule[] = [
  { job: sweep, daily_at: '03:10' },
  { job: keepHeads, every_minutes: 60 },
  ...signInSchedules,
  ...operatorSchedules,
  ...renewalSchedules,
  ...paymentSchedules,
  ...recurringSchedules,
  ...interestSchedules,
  ...customerMailSchedules,
  ...bulkSchedules,
  ...leadSchedules,
  ...leadImportSchedules,
  ...leadMailSchedules,
  ...tenantSchedules,
  ...stripeSchedules,
]

export type Background = {
  nudge(): void
  /** Until the outbox and the queue are empty. */
  settled(): Promise<void>
  stop(): Promise<void>
}

/** The worker role: the dispatcher of the outbox, and the jobs; also those of the clock on the wall, unless told otherwise. */
export async function startBackground(parts: Parts, { has_schedules = true } = {}): Promise<Background> {
  const { worker_pool, log, config, clock, storage, signer } = parts
  const heads = createHeadKeeper({ pool: worker_pool, storage, signer, clock, log })
  const worker = await startWorker({
    pool: worker_pool,
    jobs: jobsOf(parts, heads),
    schedules: has_schedules ? schedules : [],
    concurrency: config.worker_concurrency,
    log,
  })
  const dispatcher: Dispatcher = startDispatcher({ pool: worker_pool, subscriptions, log, clock })
  return {
    nudge: () => dispatcher.nudge(),
    async settled() {
      // What jobs record leads to others, which may record again.
      for (let rounds = 0; rounds < 100; rounds++) {
        await dispatcher.drained()
        await worker.idle()
        if (await dispatcher.isDrained()) return
      }
      throw new Error('Events wait that nobody can seal, or jobs lead to jobs without end')
    },
    async stop() {
      await dispatcher.stop()
      await worker.stop()
      await heads.keep().catch((error: unknown) => log.warn({ error }, 'the heads of the audit trail were not kept'))
    },
  }
}

function jobsOf(parts: Parts, heads: HeadKeeper): HandledJob[] {
  return [
    handled(keepHeads, () => heads.keep()),
    handled(sendMail, async ({ organization_id, ...mail }) => {
      if (organization_id) await refuseOfDisabled(parts, organization_id)
      await parts.mailer(mail)
    }),
    handled(sweep, () => sweepIdempotencyKeys(parts)),
    ...signInJobs(parts),
    // These two also for a disabled organisation: nothing of them leaves it, and a key that should be dead must be.
    handled(revokeKeysOfMember, ({ organization_id, subject_id }) =>
      asSystem(parts, organization_id, (ctx) => revokeKeysOf(ctx, subject_id), {
        even_disabled: true,
        in_real_time: true,
      }),
    ),
    ...renewalJobs(parts),
    ...bankJobs(parts),
    ...paymentJobs(parts),
    ...recurringJobs(parts),
    ...interestJobs(parts),
    ...agreementJobs(parts),
    ...clockJobs(parts),
    ...customerMailJobs(parts),
    ...bulkJobs(parts),
    handled(prepareInvoicePdf, async ({ organization_id, subject_id }) => {
      const print = (ctx: Context) => getPrintedInvoice(ctx, subject_id)
      const invoice = await asSystem(parts, organization_id, print, { even_disabled: true })
      await parts.documents.pdfOf(organization_id, invoice)
    }),
    ...operatorJobs(parts),
    ...tenantJobs(parts),
    ...leadJobs(parts),
    ...leadImportJobs(parts),
    ...leadMailJobs(parts),
    ...stripeJobs(parts),
  ]
}
