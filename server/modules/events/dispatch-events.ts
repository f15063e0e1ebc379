import { pgArray } from '#platform/pipeline.ts'
import { db, type Pool, type Transaction, transact } from '#platform/database.ts'
import { type Job, priorities } from '#platform/jobs.ts'
import type { Log } from '#platform/log.ts'
import { announceEvents } from './announce-events.ts'
import { type ChainedEvent, chainedColumns } from './event-chain.ts'
import { lockChains, sealEvents } from './seal-events.ts'

/** After an event of that name (and when `when` says so), the job runs with the event's organisation and subject. */
export type Subscription = {
  event: string
  job: Job<{ organization_id: string; subject_id: string }>
  when?: (event: ChainedEvent) => boolean
  /** However many such events there are: while one job waits in an organisation, it does for all of them. */
  once?: true
  /** Only what happens in the organisation that runs the installation. */
  of_operator?: true
}
export type Dispatched = { organization_id: string; name: string; subject_id: string; request_id: string | null }
type Taken = ChainedEvent & { is_new: boolean }
export type Dispatcher = {
  nudge(): void
  drained(): Promise<void>
  isDrained(): Promise<boolean>
  stop(): Promise<void>
}

const batchSize = 1_000

/**
 * Takes what is new in the outbox, in batches: seals it into the audit chains, announces it and queues the jobs that
 * follow, in one transaction, so that an event is sealed once and leads to its jobs exactly once. Runs when nudged
 * after a commit here, and every second for those of others.
 */
export function startDispatcher(options: {
  pool: Pool
  subscriptions: Subscription[]
  log: Log
  clock: () => Temporal.Instant
  poll_ms?: number
}): Dispatcher {
  const { pool, subscriptions, log, clock, poll_ms = 1_000 } = options
  let running: Promise<void> | undefined
  let again = false
  let stopped = false

  const drain = async () => {
    for (let full = true; full && !stopped;) full = (await dispatchBatch(pool, subscriptions, clock())) === batchSize
  }
  const nudge = () => {
    if (stopped) return
    if (running) {
      again = true
      return
    }
    running = drain()
      .catch((error) => log.warn({ error }, 'events wait: the dispatcher could not reach the database'))
      .finally(() => {
        running = undefined
        if (again) {
          again = false
          nudge()
        }
      })
  }
  const timer = setInterval(nudge, poll_ms)
  nudge()
  return {
    nudge,
    async drained() {
      nudge()
      while (running) await running
    },
    isDrained: () =>
      transact(pool, undefined, async (tx) => {
        const waiting = await tx.all({
          text: 'select organization_id, id from events where sealed_at is null limit 1',
          parameters: [],
        })
        return waiting.length === 0
      }),
    async stop() {
      stopped = true
      clearInterval(timer)
      await running
    },
  }
}

/** Dispatchers may run side by side: they take turns. Answers how many events there were. */
async function dispatchBatch(pool: Pool, subscriptions: Subscription[], now: Temporal.Instant): Promise<number> {
  return transact(pool, undefined, async (tx) => {
    lockChains(tx)
    const taken = await tx.all<Taken>({
      text: `update events e set dispatched_at = coalesce(e.dispatched_at, $1), sealed_at = $1
             from (select organization_id, id, dispatched_at is null as is_new from events
                   where sealed_at is null order by id limit ${batchSize} for update skip locked) d
             where e.organization_id = d.organization_id and e.id = d.id
             returning ${chainedColumns}, d.is_new`,
      parameters: [now.toString()],
    })
    await sealEvents(tx, taken, now.toString())
    const events = taken.filter(({ is_new }) => is_new)
    const names = new Set(events.map(({ name }) => name))
    const following = subscriptions.filter(({ event }) => names.has(event))
    const operator = following.some(({ of_operator }) => of_operator) ? await findOperator(tx) : undefined
    for (const { event, job, when = always, once, of_operator } of following) {
      const isDue = (each: ChainedEvent) =>
        each.name === event && when(each) && (!of_operator || each.organization_id === operator)
      const found = events.filter(isDue)
      const due = once ? oneOfEach(found) : found
      if (due.length)
        tx.send({
          text: `select graphile_worker.add_jobs(array(
                   select row($1, payload, null, null, $3, key, $4, null)::graphile_worker.job_spec
                   from unnest($2::json[], $5::text[]) as due (payload, key)))`,
          parameters: [
            job.name,
            pgArray(due.map(payloadOf)),
            job.max_attempts,
            priorities[job.priority],
            once ? pgArray(due.map(({ organization_id }) => `${job.name}:${organization_id}`)) : '{}',
          ],
        })
    }
    // Here and not where events are written: a NOTIFY takes a lock that all who commit one wait for.
    announceEvents(tx, events)
    return taken.length
  })
}

const always = () => true

async function findOperator(tx: Transaction): Promise<string | undefined> {
  const query = db.selectFrom('operator_organizations').select('organization_id')
  return (await tx.find(query))?.organization_id
}

const oneOfEach = <E extends Dispatched>(events: E[]): E[] => [
  ...new Map(events.map((event) => [event.organization_id, event])).values(),
]

const payloadOf = ({ organization_id, subject_id, request_id }: Dispatched): string =>
  JSON.stringify({ organization_id, subject_id, request_id })
