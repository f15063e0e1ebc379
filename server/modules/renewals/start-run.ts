import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { conflict } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { queueJob } from '#platform/jobs.ts'
import type { TextQuery } from '#platform/database.ts'
import { renewalRunFailed, renewalRunStarted } from './events.ts'
import { continueRenewalRun } from './jobs.ts'
import { getDueRenewals, getRenewalRun } from './queries.ts'
import type { NewRenewalRun, RenewalRun } from './schemas.ts'

/** Starts a run over whatever is due today; the worker does it. One at a time, beside any number of dry runs. */
export async function startRun(ctx: Context, { is_dry_run = false }: NewRenewalRun): Promise<RenewalRun> {
  await endDeadRuns(ctx)
  const { due_count } = await getDueRenewals(ctx)
  const id = newId()
  const insert: TextQuery<{ id: string }> = {
    text: `insert into renewal_runs (organization_id, id, run_date, status, is_dry_run, due_count, started_by, created_at)
           select o.organization_id, $2, ($3::timestamptz at time zone o.timezone)::date, 'running', $4, $5, $6, $3
           from organizations o where o.organization_id = $1
           on conflict (organization_id) where status = 'running' and not is_dry_run do nothing
           returning id`,
    parameters: [ctx.organization_id, id, ctx.now.toString(), is_dry_run, due_count, ctx.actor.name],
  }
  if (!(await ctx.db.find(insert))) throw alreadyRunning()
  queueJob(ctx, continueRenewalRun, { organization_id: ctx.organization_id, run_id: id }, { key: keyOf(id) })
  const run = await getRenewalRun(ctx, id)
  if (!is_dry_run) recordEvent(ctx, renewalRunStarted, run)
  return run
}

const keyOf = (run_id: string): string => `renewal_run:${run_id}`

/**
 * A run whose job gave up, or was removed, goes on no more and must not keep others waiting: it ends as failed, and what
 * it left is due. A job that is only waiting to be tried again is alive. Of two that notice at once one ends it.
 */
export async function endDeadRuns(ctx: Context): Promise<void> {
  const end: TextQuery<{ id: string; is_dry_run: boolean }> = {
    text: `update renewal_runs set status = 'failed', failure = $2, ended_at = $3
           where organization_id = $1 and status = 'running' and not is_job_alive('${keyOf('')}' || id)
           returning id, is_dry_run`,
    parameters: [ctx.organization_id, gaveUp, ctx.now.toString()],
  }
  for (const { id, is_dry_run } of await ctx.db.all(end))
    if (!is_dry_run) recordEvent(ctx, renewalRunFailed, await getRenewalRun(ctx, id))
}

const gaveUp = 'It was tried again and again and failed each time. What it left is due, and the next run takes it.'

const alreadyRunning = () =>
  conflict('renewals.already_running', 'A renewal run is under way. Wait until it has ended.')
