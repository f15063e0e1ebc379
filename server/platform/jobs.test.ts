import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startApp } from '#test/support.ts'
import type { UserContext } from './context.ts'
import { transact } from './database.ts'
import { listDeadJobs, retryDeadJobs } from './dead-jobs.ts'
import { cronPattern, defineJob, handled, keepRunning, queueJob, startWorker } from './jobs.ts'
import { createLog } from './log.ts'

const { parts, admin } = await startApp()
const contextOver = (db: UserContext['db']): UserContext => ({
  db,
  actor: undefined,
  request_id: 'trace-12345678',
  ip: null,
  user_agent: null,
  now: parts.clock(),
})
const gate = () => Promise.withResolvers<void>()
const queue = <P extends object>(job: ReturnType<typeof defineJob<P>>, payload: P) =>
  transact(parts.pool, undefined, async (tx) => queueJob(contextOver(tx), job, payload))

async function withWorker(
  jobs: Parameters<typeof startWorker>[0]['jobs'],
  work: (idle: () => Promise<void>) => Promise<void>,
) {
  const worker = await startWorker({
    pool: parts.worker_pool,
    jobs,
    schedules: [],
    concurrency: 1,
    log: createLog('silent'),
  })
  try {
    await work(() => worker.idle())
  } finally {
    await worker.stop()
  }
}

test('a job is queued if and only if the transaction commits, and brings its request id along', async () => {
  const job = defineJob<{ n: number }>('test_commit')
  const seen: [number, string | null][] = []
  await queue(job, { n: 1 })
  const failing = transact(parts.pool, undefined, async (tx) => {
    queueJob(contextOver(tx), job, { n: 2 })
    await tx.all({ text: 'select 1', parameters: [] })
    throw new Error('rolled back')
  })
  await assert.rejects(failing, /rolled back/)
  await withWorker([handled(job, async ({ n }, { request_id }) => void seen.push([n, request_id]))], (idle) => idle())
  assert.deepEqual(seen, [[1, 'trace-12345678']])
})

test('high goes before default before low', async () => {
  const seen: string[] = []
  const jobs = (['low', 'default', 'high'] as const).map((priority) =>
    defineJob<{ p: string }>(`test_${priority}`, { priority }),
  )
  for (const job of jobs) await queue(job, { p: job.priority })
  await withWorker(
    jobs.map((job) => handled(job, async ({ p }) => void seen.push(p))),
    (idle) => idle(),
  )
  assert.deepEqual(seen, ['high', 'default', 'low'])
})

test('a failing job is tried again later, ends as a dead letter, and can be given a new life', async () => {
  const job = defineJob<{ n: number }>('test_dead', { max_attempts: 2 })
  let attempts = 0
  let broken = true
  const handle = async () => {
    attempts++
    if (broken) throw new Error('the bank is closed')
  }
  await queue(job, { n: 1 })
  await withWorker([handled(job, handle)], async (idle) => {
    await idle()
    const { rows } = await admin.query(
      `select run_at > now() as later from graphile_worker.jobs where task_identifier = 'test_dead'`,
    )
    assert.equal(rows[0].later, true)
    await admin.query(
      `update graphile_worker._private_jobs set run_at = now() where task_id = (select id from graphile_worker._private_tasks where identifier = 'test_dead')`,
    )
  })
  await withWorker([handled(job, handle)], (idle) => idle())
  assert.equal(attempts, 2)
  const [dead] = await listDeadJobs(parts.worker_pool)
  assert.deepEqual([dead?.name, dead?.attempts, dead?.last_error], ['test_dead', 2, 'the bank is closed'])

  broken = false
  assert.equal(await retryDeadJobs(parts.worker_pool), 1)
  await withWorker([handled(job, handle)], (idle) => idle())
  assert.equal(attempts, 3)
  assert.deepEqual(await listDeadJobs(parts.worker_pool), [])
})

test('a job that a killed worker held is done by another', async () => {
  const job = defineJob<{ n: number }>('test_orphan')
  let done = 0
  await queue(job, { n: 1 })
  await admin.query(
    `update graphile_worker._private_jobs set locked_at = now(), locked_by = 'pool-of-the-dead', attempts = 1`,
  )
  await withWorker([handled(job, async () => void done++)], (idle) => idle())
  assert.equal(done, 1)
})

test('a job that a worker holds and does not run, for the database was away as it ended, is done again; one that runs is not', async () => {
  const [lost, long] = [defineJob<{ n: number }>('test_lost'), defineJob<{ n: number }>('test_long')]
  const [found, ended] = [gate(), gate()]
  let runs = 0
  const jobs = [
    handled(lost, async () => found.resolve()),
    handled(long, async () => {
      runs++
      await ended.promise
    }),
  ]
  const worker = await startWorker({
    pool: parts.worker_pool,
    jobs,
    schedules: [],
    concurrency: 2,
    log: createLog('silent'),
    beat_ms: 50,
  })
  await queue(long, { n: 1 })
  while (runs === 0) await new Promise((resolve) => setTimeout(resolve, 10))
  const { rows } = await admin.query('select pool_id from app.worker_heartbeats order by seen_at desc limit 1')
  await transact(parts.pool, undefined, async (tx) => {
    const run_at = parts.clock().add({ hours: 24 * 365 })
    queueJob(contextOver(tx), lost, { n: 1 }, { run_at })
  })
  await admin.query(
    `update graphile_worker._private_jobs set locked_by = $1, attempts = 1, run_at = now() - interval '1 minute', locked_at = now() - interval '1 minute'`,
    [rows[0].pool_id],
  )
  await found.promise
  ended.resolve()
  await worker.idle()
  await worker.stop()
  assert.equal(runs, 1)
})

test('a worker whose first look for jobs failed looks again', async () => {
  const job = defineJob<{ n: number }>('test_first_look')
  const [failed, done] = [gate(), gate()]
  await admin.query('revoke insert on graphile_worker._private_tasks from app_worker')
  const worker = await startWorker({
    pool: parts.worker_pool,
    jobs: [handled(job, async () => done.resolve())],
    schedules: [],
    concurrency: 2,
    log: { ...createLog('silent'), warn: () => failed.resolve() },
  })
  await queue(job, { n: 1 })
  await failed.promise
  await admin.query('grant insert on graphile_worker._private_tasks to app_worker')
  await done.promise
  await worker.stop()
})

test('told to stop while another runner is starting, that one is stopped too', async () => {
  const running = new Set<number>()
  const [ending, starting, ready] = [gate(), gate(), gate()]
  let started = 0
  const start = async () => {
    const id = ++started
    if (id === 2) {
      starting.resolve()
      await ready.promise
    }
    running.add(id)
    const ended = id === 1 ? ending : gate()
    const stop = async () => {
      running.delete(id)
      ended.resolve()
    }
    return { promise: ended.promise, stop }
  }
  const { stop } = await keepRunning(start, createLog('silent'))
  running.delete(1)
  ending.reject(new Error('the database is away'))
  await starting.promise
  const stopping = stop()
  ready.resolve()
  await stopping
  assert.equal(started, 2)
  assert.deepEqual([...running], [])
})

test('the clock of schedules is that of Singapore', () => {
  const job = defineJob<Record<string, never>>('x')
  assert.equal(cronPattern({ job, daily_at: '03:10' }), '10 19 * * *')
  assert.equal(cronPattern({ job, daily_at: '12:00' }), '0 4 * * *')
  assert.equal(cronPattern({ job, every_minutes: 5 }), '*/5 * * * *')
})
