// verbs: process-events
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { startApp } from '#test/support.ts'
import { processEvents } from './process-events.ts'

const { parts, admin } = await startApp()
const { pool, clock } = parts

test('of several that work through events beside each other each event is looked at by one', async () => {
  const now = clock().toString()
  const payloads = Array.from({ length: 250 }, (_, i) =>
    JSON.stringify({ type: 'payment_intent.succeeded', data: { object: { id: `pi_${i}`, object: 'payment_intent' } } }),
  )
  await admin.query(
    `insert into app.stripe_events (id, event_id, type, payload, status, due_at, occurred_at, received_at)
     select gen_random_uuid(), 'evt_' || gen_random_uuid(), 'payment_intent.succeeded', payload, 'waiting', $2, $2, $2
     from unnest($1::text[]) as p (payload)`,
    [payloads, now],
  )
  const looked: string[] = []
  const organization_id = randomUUID()
  const work = () =>
    processEvents({
      pool,
      clock,
      sync: async (subject) => {
        looked.push('id' in subject ? subject.id : '')
        await new Promise((resolve) => setImmediate(resolve))
        return { organization_id }
      },
    })
  await Promise.all([work(), work(), work(), work()])
  assert.equal(looked.length, 250)
  assert.equal(new Set(looked).size, 250)
  const { rows } = await admin.query('select distinct status, attempts from app.stripe_events')
  assert.deepEqual(rows, [{ status: 'processed', attempts: 1 }])
})
