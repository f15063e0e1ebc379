import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { newId } from '#platform/ids.ts'
import { queueJob } from '#platform/jobs.ts'
import { bankMatchingStarted } from './events.ts'
import { matchOpenMoney } from './jobs.ts'
import { getBankTotals } from './transaction-queries.ts'
import type { MatchingStarted } from './transaction-schemas.ts'

/** Explains all money that waits once more, as after invoices were issued. */
export async function startMatching(ctx: Context): Promise<MatchingStarted> {
  const { open } = await getBankTotals(ctx, {})
  const run_id = newId()
  queueJob(ctx, matchOpenMoney, { organization_id: ctx.organization_id, run_id })
  recordEvent(ctx, bankMatchingStarted, { id: run_id, open_count: open.count })
  return { open_count: open.count }
}
