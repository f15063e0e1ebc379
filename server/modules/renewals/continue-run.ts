import { setTimeout as wait } from 'node:timers/promises'
import { recordEvent } from '#modules/events/record-event.ts'
import { billTaken, type Billed, foreseeTaken } from '#modules/subscriptions/bill-due.ts'
import { subscriptionActivated, subscriptionCanceled } from '#modules/subscriptions/events.ts'
import { getBillingRules, getSubscriptions } from '#modules/subscriptions/queries.ts'
import { type Batch, peekDue, type Place, runStart, takeDue } from '#modules/subscriptions/take-due.ts'
import { updateStanding } from '#modules/subscriptions/update-standing.ts'
import type { Context, InTransaction } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'
import { isConnectionLoss } from '#platform/errors.ts'
import { renewalRunCompleted, renewalRunFailed } from './events.ts'
import { getRenewalRun } from './queries.ts'
import type { RenewalRun } from './schemas.ts'

/** How many one statement and one transaction take: enough to be fast, few enough to show progress and hold no lock long. */
export const batchSize = 1_000

/**
 * Goes on with a run until nothing is due, a batch in each transaction, so that a crash loses at most a batch that
 * never happened. Whoever was billed is due no more: starting over is going on.
 */
export async function continueRun(transact: InTransaction, run_id: string, batch_size = batchSize): Promise<void> {
  const { status, is_dry_run } = await transact((ctx) => getRenewalRun(ctx, run_id))
  if (status !== 'running') return
  try {
    if (!is_dry_run) await transact((ctx) => updateStanding(ctx))
    const { invoice_grouping: grouping, draft_days } = await transact(getBillingRules)
    const step = is_dry_run ? foresee : bill
    // Whoever missed several periods stands behind the place again when one of them is billed.
    for (let isBilling = true; isBilling;) {
      isBilling = false
      for (let place: Place | undefined = runStart; place;) {
        const batch: Batch = { after: place, limit: batch_size, grouping }
        const done: Step = await patiently(() => transact((ctx) => step(ctx, run_id, batch, draft_days)))
        isBilling ||= done.billed_count > 0
        place = done.place
      }
    }
    await transact((ctx) => end(ctx, run_id, null))
  } catch (error) {
    // A lost database is the worker's to try again; what the statement refused would be refused again.
    if (!isRefusal(error)) throw error
    await transact((ctx) => end(ctx, run_id, (error as Error).message))
  }
}

/**
 * Where many issue by hand, all want the series of numbers and a connection, and the database may be starting again:
 * whoever waited too long asks again, later each time, for some four minutes. A batch either happened or did not.
 */
async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work()
    } catch (error) {
      if (tries === 40 || !(isLockNotAvailable(error) || isConnectionLoss(error))) throw error
      await wait(Math.min(250 * tries, 8_000))
    }
  }
}

const isLockNotAvailable = (error: unknown): boolean => (error as { code?: string }).code === '55P03'

const isRefusal = (error: unknown): boolean => /^(22|23)/.test((error as { code?: string }).code ?? '')

/** Where to go on, and how many were billed or ended. */
type Step = { place: Place | undefined; billed_count: number }

async function bill(ctx: Context, run_id: string, batch: Batch, draft_days: number): Promise<Step> {
  const taken = await takeDue(ctx, batch)
  const billed = await billTaken(ctx, run_id, taken, draft_days)
  addUp(ctx, run_id, billed)
  await tell(ctx, billed)
  return { place: taken.place, billed_count: billed.renewed_count + billed.ended_count }
}

async function foresee(ctx: Context, run_id: string, batch: Batch, draft_days: number): Promise<Step> {
  const taken = await peekDue(ctx, batch)
  const foreseen = await foreseeTaken(ctx, taken)
  ctx.db.send({
    text: `insert into renewal_skips (organization_id, run_id, subscription_id, reason)
           select $1, $2, subscription_id, reason from jsonb_to_recordset($3::jsonb) as s (subscription_id uuid, reason text)
           on conflict (organization_id, run_id, subscription_id) do nothing`,
    parameters: [ctx.organization_id, run_id, foreseen.skips],
  })
  const { document_count, ...counts } = foreseen
  const [issued_count, drafted_count] = draft_days > 0 ? [0, document_count] : [document_count, 0]
  addUp(ctx, run_id, { ...counts, issued_count, drafted_count })
  return { place: taken.place, billed_count: 0 }
}

type Counts = Pick<Billed, 'renewed_count' | 'issued_count' | 'drafted_count' | 'ended_count' | 'amount_cents'>

function addUp(ctx: Context, run_id: string, counts: Counts): void {
  const { renewed_count, issued_count, ended_count, amount_cents, drafted_count } = counts
  ctx.db.send({
    text: `update renewal_runs set renewed_count = renewed_count + $3, issued_count = issued_count + $4,
             ended_count = ended_count + $5, amount_cents = amount_cents + $6, drafted_count = drafted_count + $7,
             skipped_count = (select count(*) from renewal_skips where organization_id = $1 and run_id = $2)
           where organization_id = $1 and id = $2`,
    parameters: [ctx.organization_id, run_id, renewed_count, issued_count, ended_count, amount_cents, drafted_count],
  })
}

/** Invoices tell of themselves; what became of a subscription beside its renewal is told here. */
async function tell(ctx: Context, { activated_ids, ended_ids }: Billed): Promise<void> {
  if (activated_ids.length + ended_ids.length === 0) return
  const ended = new Set(ended_ids)
  for (const subscription of await getSubscriptions(ctx, [...activated_ids, ...ended_ids]))
    recordEvent(ctx, ended.has(subscription.id) ? subscriptionCanceled : subscriptionActivated, subscription)
}

async function end(ctx: Context, run_id: string, failure: string | null): Promise<void> {
  const ended: TextQuery<{ id: string }> = {
    text: `update renewal_runs set status = $3, failure = $4, ended_at = $5
           where organization_id = $1 and id = $2 and status = 'running' returning id`,
    parameters: [ctx.organization_id, run_id, failure === null ? 'completed' : 'failed', failure, ctx.now.toString()],
  }
  if (!(await ctx.db.find(ended))) return
  const run: RenewalRun = await getRenewalRun(ctx, run_id)
  if (!run.is_dry_run) recordEvent(ctx, failure === null ? renewalRunCompleted : renewalRunFailed, run)
}
