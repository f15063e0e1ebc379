import type { Context } from '#platform/context.ts'
import { Problem } from '#platform/errors.ts'
import { updateStanding } from '#modules/subscriptions/update-standing.ts'
import { getDueRenewals } from './queries.ts'
import { endDeadRuns, startRun } from './start-run.ts'

/** One organisation's turn of the hourly look: starts a run where something is due and none is under way. */
export async function startDueRun(ctx: Context): Promise<void> {
  await endDeadRuns(ctx)
  await updateStanding(ctx)
  const { due_count } = await getDueRenewals(ctx)
  if (due_count) await startRun(ctx, {}).catch(unlessRunning)
}

function unlessRunning(error: unknown): void {
  if (!(error instanceof Problem && error.code === 'renewals.already_running')) throw error
}
