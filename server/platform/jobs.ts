import { EventEmitter } from 'node:events'
import {
  type CronItem,
  type ParsedCronItem,
  parseCronItems,
  type Runner,
  run,
  type TaskList,
  type WorkerEvents,
} from 'graphile-worker'
import type { UserContext } from './context.ts'
import { type Pool, transact } from './database.ts'
import type { Log } from './log.ts'

/** Lower runs first. High: somebody waits for it (mail). Low: nobody notices when it comes an hour later. */
export const priorities = { high: -10, default: 0, low: 10 } as const

/** Work for later: at least once, so what it does must bear being done twice. */
export type Job<P extends object> = {
  readonly name: string
  readonly priority: keyof typeof priorities
  /** With a back-off of e^attempt seconds, at most 6 hours; then it is a dead letter until somebody retries it. */
  readonly max_attempts: number
  readonly payload?: P
}

export function defineJob<P extends object>(
  name: string,
  { priority = 'default', max_attempts = 12 }: Partial<Pick<Job<P>, 'priority' | 'max_attempts'>> = {},
): Job<P> {
  return { name, priority, max_attempts }
}

/**
 * Queues a job in the caller's transaction: it runs if and only if that commits. With a key there is one of it that
 * waits, and `is_job_alive` in SQL tells whether it will still run.
 */
export function queueJob<P extends object>(
  ctx: Pick<UserContext, 'db' | 'request_id'>,
  job: Job<P>,
  payload: P,
  { run_at, key }: { run_at?: Temporal.Instant; key?: string } = {},
): void {
  ctx.db.send({
    text: `select queue_job($1, $2, $3, $4, $6, $5)`,
    parameters: [
      job.name,
      { ...payload, request_id: ctx.request_id },
      priorities[job.priority],
      run_at?.toString() ?? null,
      job.max_attempts,
      key ?? null,
    ],
  })
}

/** What runs a job: its payload, and the id of the request that queued it. */
export type JobHandler<P extends object> = (
  payload: P,
  details: { request_id: string | null; signal: AbortSignal },
) => Promise<void>
export type HandledJob = { job: Job<object>; handle: JobHandler<never> }
export const handled = <P extends object>(job: Job<P>, handle: JobHandler<P>): HandledJob => ({ job, handle })

/** Runs each day at a time in Singapore, or every so many minutes. Must bear being run twice. */
export type Schedule =
  | { job: Job<Record<string, never>>; daily_at: `${number}:${number}` }
  | { job: Job<Record<string, never>>; every_minutes: number }

/** What this worker runs, or ended a moment ago; a job that is tried again is there twice for that moment. */
type Running = Set<{ id: string }>
/** After the end of a job, for the database to hear of it. */
const graceSeconds = 20

export type Worker = { stop(): Promise<void>; idle(): Promise<void> }
type WorkerOptions = {
  pool: Pool
  jobs: HandledJob[]
  schedules: Schedule[]
  concurrency: number
  log: Log
  /** How often it says that it lives. */
  beat_ms?: number
}

/**
 * The worker: graphile-worker over our jobs. A job that throws is tried again; the last failure leaves a dead letter.
 * When the database goes away the runner ends; another takes its place as soon as there is a database again.
 */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const { stop } = await keepRunning(() => startRunner(options), options.log)
  return { stop, idle: () => waitUntilIdle(options.pool) }
}

/** Starts another runner whenever one ends, until told to stop; then none is left, nor one that is just starting. */
export async function keepRunning(
  start: () => Promise<Pick<Runner, 'promise' | 'stop'>>,
  log: Pick<Log, 'warn'>,
): Promise<Pick<Worker, 'stop'>> {
  let stopped = false
  let runner = await start()
  const supervise = async () => {
    while (!stopped) {
      await runner.promise.catch((error) => log.warn({ error }, 'the worker lost the database'))
      while (!stopped) {
        await new Promise((resolve) => setTimeout(resolve, 500))
        const next = stopped ? undefined : await start().catch(() => undefined)
        if (!next) continue
        runner = next
        if (stopped) await next.stop().catch(() => {})
        break
      }
    }
  }
  const supervising = supervise()
  return {
    async stop() {
      stopped = true
      await runner.stop().catch(() => {})
      await supervising
    },
  }
}

async function startRunner({
  pool,
  jobs,
  schedules,
  concurrency,
  log,
  beat_ms = 15_000,
}: WorkerOptions): Promise<Runner> {
  const events = new EventEmitter() as WorkerEvents
  let heartbeat: NodeJS.Timeout | undefined
  const running: Running = new Set()
  events.on('pool:create', ({ workerPool }) => {
    const beat = () => void beatHeart(pool, workerPool.id, running).catch(() => {})
    beat()
    heartbeat = setInterval(beat, beat_ms)
  })
  events.on('pool:release', () => clearInterval(heartbeat))
  events.on('job:failed', ({ job, error }) =>
    log.error({ job: job.task_identifier, job_id: job.id, error }, 'job gave up: it is a dead letter now'),
  )
  let runner: Runner | undefined
  let [isStuck, failure]: [boolean, unknown] = [false, undefined]
  events.on('worker:getJob:error', ({ error }) => {
    // The runner keeps the answer to its first look at the names of the tasks, also a failure: it would be told the same
    // one for ever and look for no job any more.
    if (error === failure && !isStuck) {
      isStuck = true
      log.warn({ error }, 'the worker could not look for jobs, and begins anew')
      void runner?.stop().catch(() => {})
    }
    failure = error
  })
  runner = await run({
    pgPool: pool,
    taskList: taskList(jobs, log, running),
    parsedCronItems: cronItems(schedules),
    concurrency,
    pollInterval: 1_000,
    noHandleSignals: true,
    logger: quietLogger as never,
    events,
  })
  if (isStuck) void runner.stop().catch(() => {})
  // Whoever waits for it does so through `promise`; this keeps an early end from being nobody's.
  runner.promise
    .catch(() => {})
    .finally(() => clearInterval(heartbeat))
    .catch(() => {})
  return runner
}

/**
 * Says that this worker lives, and frees the jobs of those not heard of for a minute. Of its own it frees what it holds
 * and does not run: the database went away while it was to hear that such a job had ended.
 */
async function beatHeart(pool: Pool, pool_id: string, running: Running): Promise<void> {
  await transact(pool, undefined, async (tx) => {
    tx.send({
      text: `insert into worker_heartbeats (pool_id, seen_at) values ($1, now())
             on conflict (pool_id) do update set seen_at = now()`,
      parameters: [pool_id],
    })
    tx.send({ text: `delete from worker_heartbeats where seen_at < now() - interval '1 minute'`, parameters: [] })
    await tx.all({
      text: `select graphile_worker.force_unlock_workers(array(
               select distinct locked_by from graphile_worker.jobs
               where locked_by is not null and locked_by not in (select pool_id from worker_heartbeats)))`,
      parameters: [],
    })
    await tx.all({
      text: `update graphile_worker._private_jobs set locked_by = null, locked_at = null
             where locked_by = $1 and locked_at < now() - interval '${graceSeconds} seconds' and not (id = any($2::bigint[]))`,
      parameters: [pool_id, `{${Array.from(running, ({ id }) => id).join()}}`],
    })
  })
}

function taskList(jobs: HandledJob[], log: Log, running: Running): TaskList {
  return Object.fromEntries(
    jobs.map(({ job, handle }) => [
      job.name,
      async (payload, helpers) => {
        const { request_id = null, ...rest } = payload as { request_id?: string | null }
        const signal = helpers.abortSignal ?? new AbortController().signal
        const held = { id: helpers.job.id }
        running.add(held)
        try {
          await handle(rest as never, { request_id, signal })
          log.info({ job: job.name, request_id, attempt: helpers.job.attempts }, 'job done')
        } catch (error) {
          log.warn({ job: job.name, request_id, attempt: helpers.job.attempts, error }, 'job failed')
          throw error
        } finally {
          // Its end is still on its way to the database, where it is locked until then: nobody may free it in between.
          setTimeout(() => running.delete(held), graceSeconds * 1_000).unref()
        }
      },
    ]),
  )
}

const singapore = 'Asia/Singapore'

/** Singapore keeps UTC+8 all year, but the zone's name says why the hours are what they are. */
function cronItems(schedules: Schedule[]): ParsedCronItem[] {
  return parseCronItems(
    schedules.map((schedule): CronItem => ({
      task: schedule.job.name,
      match: cronPattern(schedule),
      options: {
        backfillPeriod: 0,
        maxAttempts: schedule.job.max_attempts,
        priority: priorities[schedule.job.priority],
      },
    })),
  )
}

export function cronPattern(schedule: Schedule): string {
  if ('every_minutes' in schedule) return `*/${schedule.every_minutes} * * * *`
  const [hour, minute] = schedule.daily_at.split(':').map(Number)
  const utc = Temporal.ZonedDateTime.from({
    timeZone: singapore,
    year: 2026,
    month: 1,
    day: 1,
    hour: hour!,
    minute: minute!,
  }).withTimeZone('UTC')
  return `${utc.minute} ${utc.hour} * * *`
}

async function waitUntilIdle(pool: Pool): Promise<void> {
  for (;;) {
    const { count } = await transact(pool, undefined, (tx) =>
      tx.one<{ count: number }>({
        // One that runs while another takes its key counts as given up, but it runs.
        text: `select count(*) as count from graphile_worker.jobs
               where locked_at is not null or (run_at <= now() and attempts < max_attempts)`,
        parameters: [],
      }),
    )
    if (count === 0) return
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

const quietLogger = { error() {}, warn() {}, info() {}, debug() {}, scope: () => quietLogger }
