import { startDispatcher, type Dispatcher, type Subscription } from '#modules/events/dispatch-events.ts'
import { prepareInvoicePdf } from '#modules/invoices/jobs.ts'
import { getPrintedInvoice } from '#modules/invoices/queries.ts'
import type { Context } from '#platform/context.ts'
import { transact } from '#platform/database.ts'
import { defineJob, type HandledJob, handled, type Schedule, startWorker } from '#platform/jobs.ts'
import { sendMail } from '#platform/mail.ts'
import type { Parts } from './parts.ts'
import { signInJobs, signInSchedules } from './sign-in-jobs.ts'
import { sweepIdempotencyKeys } from './sweep-idempotency-keys.ts'

const sweep = defineJob<Record<string, never>>('sweep_idempotency_keys', { priority: 'low', max_attempts: 3 })

/** What follows from an event in a module that the event's own module must not know. */
const subscriptions: Subscription[] = [
  { event: 'invoice.issued', job: prepareInvoicePdf },
  { event: 'invoice.voided', job: prepareInvoicePdf },
]

const schedules: Schedule[] = [{ job: sweep, daily_at: '03:10' }, ...signInSchedules]

export type Background = {
  nudge(): void
  /** Until the outbox and the queue are empty. */
  settled(): Promise<void>
  stop(): Promise<void>
}

/** The worker role: the dispatcher of the outbox, and the jobs. */
export async function startBackground(parts: Parts): Promise<Background> {
  const { worker_pool, log, config } = parts
  const worker = await startWorker({
    pool: worker_pool,
    jobs: jobsOf(parts),
    schedules,
    concurrency: config.worker_concurrency,
    log,
  })
  const dispatcher: Dispatcher = startDispatcher({ pool: worker_pool, subscriptions, log })
  return {
    nudge: () => dispatcher.nudge(),
    async settled() {
      await dispatcher.drained()
      await worker.idle()
    },
    async stop() {
      await dispatcher.stop()
      await worker.stop()
    },
  }
}

function jobsOf(parts: Parts): HandledJob[] {
  return [
    handled(sendMail, (mail) => parts.mailer(mail)),
    handled(sweep, () => sweepIdempotencyKeys(parts)),
    ...signInJobs(parts),
    handled(prepareInvoicePdf, async ({ organization_id, subject_id }) => {
      const invoice = await asSystem(parts, organization_id, (ctx) => getPrintedInvoice(ctx, subject_id))
      await parts.documents.pdfOf(organization_id, invoice)
    }),
  ]
}

/** A job inside one organisation: the same row security as a request, with the system as the actor. */
export function asSystem<T>(
  { pool, clock }: Pick<Parts, 'pool' | 'clock'>,
  organization_id: string,
  work: (ctx: Context) => Promise<T>,
): Promise<T> {
  return transact(pool, organization_id, (tx) =>
    work({
      db: tx,
      organization_id,
      actor: { kind: 'system', id: null, name: 'NexusCore' },
      request_id: null,
      ip: null,
      user_agent: null,
      now: clock(),
    }),
  )
}
