import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import type { Pool } from '#platform/database.ts'
import { removeDeadJob, retryDeadJobs } from '#platform/dead-jobs.ts'
import { notFound } from '#platform/errors.ts'
import { jobRemoved, jobRetried } from './events.ts'

/** Gives a new life to a job that gave up. Done as the worker, for the service may only queue jobs. */
export async function retryJob(ctx: Context, worker_pool: Pool, id: string): Promise<{ count: number }> {
  await recordFirst(ctx, jobRetried, id)
  const count = await retryDeadJobs(worker_pool, id)
  if (!count) throw notFound('job')
  return { count }
}

export async function removeJob(ctx: Context, worker_pool: Pool, id: string): Promise<void> {
  await recordFirst(ctx, jobRemoved, id)
  if (!(await removeDeadJob(worker_pool, id))) throw notFound('job')
}

/** The worker has a transaction of its own: the event is written before it begins, and goes if there is no such job. */
async function recordFirst(ctx: Context, definition: typeof jobRetried, id: string): Promise<void> {
  recordEvent(ctx, definition, { id: ctx.organization_id, job_ids: [id] })
  await ctx.db.all({ text: 'select', parameters: [] })
}
