// verbs: receive-event replay-event process-events
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { signUpOperator } from '#test/operators.ts'
import { startApp } from '#test/support.ts'
import { signatureOf } from '#stripe-simulator/webhooks.ts'
import { maxAttempts, processEvents, sweepEvents } from './process-events.ts'

const [old, secret] = ['whsec_old_secret_of_this_test', 'whsec_new_secret_of_this_test']
const app = await startApp({
  env: {
    STRIPE_SECRET_KEY: 'sk_test_receiving',
    STRIPE_WEBHOOK_SECRET: `${secret},${old}`,
    STRIPE_API_BASE: 'http://127.0.0.1:9',
    STRIPE_ACCOUNT_ID: 'acct_ours',
  },
})
const start = Temporal.Instant.from('2026-11-22T04:00:00Z')
const seconds = start.epochMilliseconds / 1000
const newEvent = (changes: object = {}) => ({
  id: `evt_${randomUUID().slice(0, 8)}`,
  object: 'event',
  type: 'payment_intent.succeeded',
  created: seconds,
  livemode: false,
  data: { object: { id: 'pi_1', object: 'payment_intent', metadata: {} } },
  ...changes,
})

async function send(event: object | string, { by = secret, at = seconds } = {}) {
  const body = typeof event === 'string' ? event : JSON.stringify(event, null, 2)
  const headers = { 'content-type': 'application/json', 'stripe-signature': signatureOf(by, body, at) }
  return app.request('POST', '/webhooks/stripe', body, { headers })
}

const rows = async (event_id: string) =>
  (await app.admin.query('select * from app.stripe_events where event_id = $1', [event_id])).rows
const noRows = async (event_id: string) => assert.deepEqual(await rows(event_id), [])

test('SEC-126 keeps an event as it was signed, by the secret of before or after, and answers', async () => {
  for (const by of [secret, old]) {
    const event = newEvent({ note: 'Kopi ☕ \\u0000' })
    const { status, body } = await send(event, { by })
    assert.deepEqual([status, body], [200, { received: true }])
    const [row] = await rows(event.id)
    assert.equal(row.payload, JSON.stringify(event, null, 2))
    assert.deepEqual([row.type, row.object_id], ['payment_intent.succeeded', 'pi_1'])
  }
})

test('SEC-126 refuses what is forged, late or no event, and keeps nothing of it', async () => {
  const event = newEvent()
  const unsigned = await app.request('POST', '/webhooks/stripe', event)
  assert.deepEqual([unsigned.status, unsigned.body.code], [400, 'stripe.signature_invalid'])
  assert.equal((await send(event, { by: 'whsec_of_somebody_else' })).body.code, 'stripe.signature_invalid')
  assert.match((await send(event, { at: seconds - 301 })).body.detail, /300 seconds old/)
  assert.match((await send(event, { at: seconds + 301 })).body.detail, /future/)
  await noRows(event.id)
  for (const body of ['', '{', 'null', '[]', '{"id":"evt_1"}', JSON.stringify(newEvent({ id: 'evt 1' }))])
    assert.equal((await send(body)).status, 400, body)
  assert.equal((await send(newEvent({ note: 'x'.repeat(600_000) }))).status, 413)
})

test('SEC-129 refuses events of the other mode and of other accounts', async () => {
  for (const [change, code] of [
    [{ livemode: true }, 'stripe.wrong_mode'],
    [{ account: 'acct_theirs' }, 'stripe.wrong_account'],
  ] as const) {
    const event = newEvent(change)
    assert.equal((await send(event)).body.code, code)
    await noRows(event.id)
  }
  assert.equal((await send(newEvent({ account: 'acct_ours' }))).status, 200)
})

test('SEC-127 an event that comes many times at once is kept once', async () => {
  const events = Array.from({ length: 10 }, () => newEvent())
  const sent = Array.from({ length: 200 }, (_, i) => send(events[i % 10]!))
  assert.ok((await Promise.all(sent)).every(({ status }) => status === 200))
  for (const { id } of events) assert.equal((await rows(id)).length, 1)
})

test('SEC-128 what fails is tried later and later, then waits in the dead letters until somebody replays it', async () => {
  await app.admin.query('delete from app.stripe_events')
  const event = newEvent()
  await send(event)
  const [{ id }] = await rows(event.id)
  let now = start
  let works = false
  const waits: number[] = []
  const sync = async () => {
    if (!works) throw new Error('Stripe is away')
    return { ignored: 'for once' }
  }
  const { pool } = app.parts
  for (let i = 1; i <= maxAttempts; i++) {
    await processEvents({ pool, clock: () => now, sync })
    const [row] = await rows(event.id)
    assert.deepEqual([row.attempts, row.last_error], [i, 'Stripe is away'])
    waits.push((row.due_at - now.epochMilliseconds) / 1000)
    // Not a moment before it is due.
    await processEvents({ pool, clock: () => now.add({ milliseconds: Math.floor(waits.at(-1)! * 999) }), sync })
    assert.equal((await rows(event.id))[0].attempts, i)
    now = Temporal.Instant.fromEpochMilliseconds(row.due_at.getTime())
  }
  assert.equal((await rows(event.id))[0].status, 'dead')
  waits.forEach((wait, i) => {
    const middle = Math.min(5 * 2 ** (i + 1), 6 * 3600)
    assert.ok(wait >= middle * 0.74 && wait <= middle * 1.26, `${wait} s after try ${i + 1}`)
  })
  await processEvents({ pool, clock: () => now.add({ hours: 100 }), sync })
  assert.equal((await rows(event.id))[0].attempts, maxAttempts)

  const operator = await signUpOperator(app)
  const { body: page } = await operator.get('/operator/stripe-events?status=dead')
  assert.deepEqual(
    page.data.map((each: { event_id: string }) => each.event_id),
    [event.id],
  )
  const replayed = await operator.post(`/operator/stripe-events/${id}/replay`)
  assert.deepEqual([replayed.status, replayed.body.status, replayed.body.attempts], [200, 'waiting', 0])
  assert.equal((await operator.post(`/operator/stripe-events/${id}/replay`)).body.code, 'stripe.event_waiting')
  assert.equal((await operator.events()).at(-1)!.name, 'stripe_event.replayed')
  works = true
  await processEvents({ pool, clock: () => start, sync })
  assert.equal((await operator.get(`/operator/stripe-events/${id}`)).body.status, 'ignored')
})

test('SEC-128 whoever dies at work leaves the event to another, five minutes later, and undoes nothing by coming back', async () => {
  await app.admin.query('delete from app.stripe_events')
  const event = newEvent()
  await send(event)
  const { pool } = app.parts
  let begun = 0
  const [slow, taken] = [Promise.withResolvers<never>(), Promise.withResolvers<void>()]
  const first = processEvents({
    pool,
    clock: () => start,
    sync: () => {
      begun++
      taken.resolve()
      return slow.promise
    },
  })
  await Promise.race([taken.promise, first])
  const sync = async () => ({ ignored: String(++begun) })
  await processEvents({ pool, clock: () => start.add({ seconds: 299 }), sync })
  assert.equal(begun, 1)
  await processEvents({ pool, clock: () => start.add({ seconds: 300 }), sync })
  assert.equal(begun, 2)
  slow.reject(new Error('late'))
  await first
  const [row] = await rows(event.id)
  assert.deepEqual([row.status, row.last_error, row.attempt_log.length], ['ignored', '2', 1])
})

test('forgets events that are done after 90 days, and keeps those that are not', async () => {
  await app.admin.query('delete from app.stripe_events')
  const [done, dead] = [newEvent(), newEvent()]
  await send(done)
  await send(dead)
  await app.admin.query(
    `update app.stripe_events set status = 'processed', processed_at = received_at where event_id = $1`,
    [done.id],
  )
  await app.admin.query(`update app.stripe_events set status = 'dead' where event_id = $1`, [dead.id])
  await sweepEvents({ pool: app.parts.pool, clock: () => start.add({ hours: 24 * 90 }) })
  assert.equal((await rows(done.id)).length, 1)
  await sweepEvents({ pool: app.parts.pool, clock: () => start.add({ hours: 24 * 90 + 1 }) })
  await noRows(done.id)
  assert.equal((await rows(dead.id)).length, 1)
})

test('SEC-127 a type that nobody knows is kept and answered, and leads to nothing', async () => {
  const event = newEvent({ type: 'tax_form.invented_tomorrow' })
  assert.equal((await send(event)).status, 200)
  await app.settle()
  const [row] = await rows(event.id)
  assert.equal(row.status, 'ignored')
})
