import { type Pool, transact } from '#platform/database.ts'
import { newId } from '#platform/ids.ts'
import { queueJob } from '#platform/jobs.ts'
import { pgArray } from '#platform/pipeline.ts'
import { processStripeEvents } from './jobs.ts'

export type IncomingEvent = {
  event_id: string
  type: string
  object_id: string | null
  payload: string
  occurred_at: string
  received_at: string
  endpoint_organization_id: string | null
}
export type Inbox = { store(event: IncomingEvent): Promise<void> }

const most = 500

/**
 * Keeps events as they come, each once. Those that come while others are written are written together, so that a
 * thousand a second cost a few dozen commits; whoever sent one is answered when it is on disk.
 */
export function createInbox(pool: Pool): Inbox {
  const waiting: { event: IncomingEvent; resolve: () => void; reject: (error: unknown) => void }[] = []
  let writing = false
  const write = async () => {
    if (writing) return
    writing = true
    while (waiting.length) {
      const batch = waiting.splice(0, most)
      try {
        await insert(
          pool,
          batch.map(({ event }) => event),
        )
        for (const { resolve } of batch) resolve()
      } catch (error) {
        for (const { reject } of batch) reject(error)
      }
    }
    writing = false
  }
  return {
    store: (event) =>
      new Promise((resolve, reject) => {
        waiting.push({ event, resolve, reject })
        void write()
      }),
  }
}

/** In the order of their ids, so that two processes that were sent the same ones do not wait for each other. */
async function insert(pool: Pool, events: IncomingEvent[]): Promise<void> {
  const column = (name: keyof IncomingEvent) => pgArray(events.map((event) => event[name] ?? ''))
  await transact(pool, undefined, async (tx) => {
    tx.send({
      text: `insert into stripe_events (id, event_id, type, object_id, payload, status, due_at, occurred_at, received_at,
               endpoint_organization_id, organization_id)
             select id, event_id, type, nullif(object_id, ''), payload, 'waiting', received_at, occurred_at, received_at,
               nullif(endpoint, '')::uuid, nullif(endpoint, '')::uuid
             from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::timestamptz[], $8::text[])
               as e (id, event_id, type, object_id, payload, occurred_at, received_at, endpoint)
             order by event_id, endpoint
             on conflict (event_id, endpoint_organization_id) do nothing`,
      parameters: [
        pgArray(events.map(() => newId())),
        ...(
          [
            'event_id',
            'type',
            'object_id',
            'payload',
            'occurred_at',
            'received_at',
            'endpoint_organization_id',
          ] as const
        ).map(column),
      ],
    })
    queueJob({ db: tx, request_id: null }, processStripeEvents, {}, { key: processStripeEvents.name })
  })
}
