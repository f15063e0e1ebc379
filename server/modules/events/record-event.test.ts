import assert from 'node:assert/strict'
import { test } from 'node:test'
import { transact } from '#platform/database.ts'
import { newId } from '#platform/ids.ts'
import { startApp } from '#test/support.ts'
import { defineEvent } from './define-event.ts'
import { recordEvent } from './record-event.ts'

test('SEC-131 an event names who acted and for whom, from where, with what, and the request', async () => {
  const app = await startApp()
  const acme = await app.signUp()
  const { organization_id } = acme
  const looked = defineEvent<{ id: string }>('customer.looked_at')
  const actor = { kind: 'user', id: newId(), name: 'Operator', on_behalf_of: { id: acme.id, name: 'Mei Tan' } } as const
  const whence = { request_id: 'req-12345678', ip: '203.0.113.7', user_agent: 'curl/8' }
  const data = { id: newId() }
  await transact(app.parts.pool, organization_id, async (db) =>
    recordEvent({ db, organization_id, actor, ...whence, now: app.parts.clock() }, looked, data),
  )
  const [event] = (await acme.get(`/events?actor_id=${acme.id}&name=customer`)).body.data
  const { id: _, ...told } = event
  assert.deepEqual(told, {
    name: 'customer.looked_at',
    actor_kind: 'user',
    actor_id: actor.id,
    actor_name: 'Operator',
    on_behalf_of_id: acme.id,
    on_behalf_of_name: 'Mei Tan',
    subject_id: data.id,
    data,
    changes: null,
    ...whence,
    created_at: '2026-11-22T04:00:00Z',
    seq: null,
  })
})
