import { type Pool, transact } from './database.ts'

/** A job that failed as often as it may, and why; it stays until somebody retries or removes it. */
export type DeadJob = { id: string; name: string; attempts: number; queued_at: string; last_error: string | null }

const isDead = 'attempts >= max_attempts and locked_at is null'

export async function listDeadJobs(pool: Pool): Promise<DeadJob[]> {
  return transact(pool, undefined, (tx) =>
    tx.all<DeadJob>({
      text: `select id::text, task_identifier as name, attempts, created_at as queued_at, last_error
             from graphile_worker.jobs where ${isDead} order by id`,
      parameters: [],
    }),
  )
}

/** Gives a new life to all of them, or to the one with this id; returns how many. */
export async function retryDeadJobs(pool: Pool, id?: string): Promise<number> {
  return callWithIds(pool, id, 'graphile_worker.reschedule_jobs(dead.ids, run_at => now(), attempts => 0)')
}

/** Gives one of them up for good; returns whether there was one. */
export async function removeDeadJob(pool: Pool, id: string): Promise<boolean> {
  return (await callWithIds(pool, id, 'graphile_worker.complete_jobs(dead.ids)')) > 0
}

/** The library's functions take ids, of any job: only those of dead ones are handed to them. */
async function callWithIds(pool: Pool, id: string | undefined, call: string): Promise<number> {
  const { count } = await transact(pool, undefined, (tx) =>
    tx.one<{ count: number }>({
      text: `select count(*) as count
             from (select array_agg(id) as ids from graphile_worker.jobs
                   where ${isDead} and ($1::bigint is null or id = $1)) as dead, ${call}`,
      parameters: [id ?? null],
    }),
  )
  return count
}
