import { type Pool, type TextQuery, transact } from '#platform/database.ts'
import { listDeadJobs } from '#platform/dead-jobs.ts'
import { redactText } from '#platform/redact.ts'
import type { JobHealth } from './schemas.ts'

type Queue = JobHealth['queues'][number]
const patience_ms = 10 * 60_000

/** How the background is: of all organisations, so it is asked as the worker, which is told no name of any. */
export async function getJobHealth(worker_pool: Pool): Promise<JobHealth> {
  const { queues, workers, outbox, now } = await transact(worker_pool, undefined, async (tx) => {
    const [queue_rows, worker_rows, [lag]] = await tx.batch(queuesQuery, workersQuery, outboxQuery)
    const { now: at, ...waiting } = lag!
    return { queues: queue_rows, workers: worker_rows, outbox: waiting, now: at }
  })
  const dead = (await listDeadJobs(worker_pool)).slice(0, 100)
  return {
    is_behind: queues.some(({ oldest_at }) => oldest_at && Date.parse(oldest_at) < Date.parse(now) - patience_ms),
    queues,
    dead: dead.map((job) => ({ ...job, last_error: job.last_error && redactText(job.last_error) })),
    workers,
    outbox,
  }
}

const isAlive = 'attempts < max_attempts'
const isDue = `${isAlive} and locked_at is null and run_at <= now()`

const queuesQuery: TextQuery<Queue> = {
  text: `select task_identifier as name,
           count(*) filter (where ${isDue}) as waiting,
           count(*) filter (where ${isAlive} and locked_at is null and run_at > now()) as scheduled,
           count(*) filter (where locked_at is not null) as running,
           count(*) filter (where not ${isAlive} and locked_at is null) as dead,
           min(run_at) filter (where ${isDue}) as oldest_at
         from graphile_worker.jobs group by task_identifier order by task_identifier`,
  parameters: [],
}

const workersQuery: TextQuery<JobHealth['workers'][number]> = {
  text: `select pool_id as id, seen_at from worker_heartbeats where seen_at > now() - interval '1 minute' order by pool_id`,
  parameters: [],
}

const outboxQuery: TextQuery<JobHealth['outbox'] & { now: string }> = {
  text: `select now() as now, count(*) as waiting,
           greatest(0, coalesce(extract(epoch from now() - min(created_at)), 0))::integer as lag_seconds
         from events where sealed_at is null`,
  parameters: [],
}
