import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { startApp } from '#test/support.ts'
import { type Sent, usageFixture } from './usage-fixture.ts'

const app = await startApp()
const counts = { accepted_count: 0, duplicate_count: 0, late_count: 0, rejected: [] }

test('takes events in any order, counts 1 where no quantity is said, and records one event for the request', async () => {
  const { owner, send, total } = await usageFixture(app)
  const { status, body } = await send({ quantity: '2.5' }, {}, { occurred_at: '2026-11-20T11:00:00+08:00' })
  assert.equal(status, 200)
  assert.deepEqual(body, { ...counts, accepted_count: 3 })
  assert.equal(await total(), '4.5')
  const { name, data } = (await owner.events()).at(-1)!
  assert.equal(name, 'usage.ingested')
  assert.deepEqual(
    { ...data, id: '' },
    { id: '', accepted_count: 3, duplicate_count: 0, late_count: 0, rejected_count: 0 },
  )
})

test('an event counts once, however often and under whatever Idempotency-Key it comes, also within a request', async () => {
  const { owner, eventFrom, total } = await usageFixture(app)
  const events = [eventFrom({ event_key: 'a' }), eventFrom({ event_key: 'b' }), eventFrom({ event_key: 'a' })]
  const send = (key?: string) => owner.post('/usage-events', { events }, key ? { key } : {})
  assert.deepEqual((await send()).body, { ...counts, accepted_count: 2, duplicate_count: 1 })
  const recorded = (await owner.events()).length
  for (const key of [undefined, randomUUID(), randomUUID()])
    assert.deepEqual((await send(key)).body, { ...counts, duplicate_count: 3 })
  assert.equal(await total(), '2')
  assert.equal((await owner.events()).length, recorded, 'nothing happened, so nothing is recorded')
})

test('the same key counts for each meter by itself, and for one customer only', async () => {
  const { send, made } = await usageFixture(app)
  await made('/meters', { code: 'seats', name: 'Seats', unit: 'seat', aggregation: 'max' })
  const other = await made('/customers', { name: 'Teh Tarik' })
  const event_key = 'a'
  const { body } = await send({ event_key }, { event_key, meter: 'seats' }, { event_key, customer_id: other.id })
  assert.deepEqual(body, { ...counts, accepted_count: 2, duplicate_count: 1 })
})

test('refuses what cannot count, each with its reason, and takes the rest', async () => {
  const { owner, send, made, total } = await usageFixture(app)
  await made('/meters', { code: 'devices', name: 'Devices', unit: 'device', aggregation: 'unique' })
  const old = await made('/meters', { code: 'old', name: 'Old', unit: 'x', aggregation: 'sum' })
  await owner.post(`/meters/${old.id}/archive`)
  const { body } = await send(
    {},
    { meter: 'nothing' },
    { meter: 'old' },
    { customer_id: randomUUID() },
    { occurred_at: '2026-10-18T03:59:59Z' },
    { occurred_at: '2026-10-18T04:00:00Z' },
    { occurred_at: '2026-11-22T04:05:00.001Z' },
    { occurred_at: '2026-11-22T04:05:00Z' },
    { meter: 'devices' },
    { meter: 'devices', unique_value: 'd1' },
    { quantity: '-0.000001' },
    { quantity: '0' },
  )
  const codes = body.rejected.map(({ index, code }: { index: number; code: string }) => `${index} ${code}`)
  assert.deepEqual(codes, [
    '1 unknown_meter',
    '2 archived_meter',
    '3 unknown_customer',
    '4 too_old',
    '6 in_future',
    '8 no_unique_value',
    '10 negative_quantity',
  ])
  assert.ok(body.rejected.every(({ detail }: { detail: string }) => /^[A-Z].+\.$/.test(detail)))
  assert.deepEqual([body.accepted_count, body.duplicate_count, body.late_count], [5, 0, 0])
  assert.equal(await total('&from=2026-10-18'), '3')
})

const malformed: Sent[] = [
  { event_key: 'null\u0000byte' },
  { event_key: 'blank blank' },
  { event_key: '' },
  { event_key: 'x'.repeat(101) },
  { meter: '\u0000' },
  { unique_value: '\ud800' },
  { unique_value: '\u0000' },
  { quantity: '1e9' },
  { quantity: 'NaN' },
  { quantity: '9'.repeat(100_000) },
  { quantity: '0.0000001' },
  { quantity: '--1' },
  { customer_id: 'me' },
  { occurred_at: '0000-01-01T00:00:00Z' },
  { occurred_at: '2026-11-22T03:00:00+23:59' },
  { occurred_at: '2026-11-22T03:00:00' },
  { occurred_at: '2026-02-30T03:00:00Z' },
  { occurred_at: 'infinity' },
  { occurred_at: '-infinity' },
  { occurred_at: '2026-11-22' },
  { organization_id: randomUUID() } as Sent,
]
test('refuses a request with a single malformed event as a whole, and the database never sees it', async () => {
  const { owner, send, eventFrom } = await usageFixture(app)
  for (const event of malformed) {
    const { status, body } = await send({}, event)
    assert.equal(status, 422, JSON.stringify(event).slice(0, 200))
    assert.match(body.errors?.[0].pointer ?? body.code, /^\/events\/1\/|^request\.invalid_text$/)
  }
  for (const events of [[], Array.from({ length: 1001 }, () => eventFrom({})), {}, null])
    assert.equal((await owner.post('/usage-events', { events })).status, 422)
  assert.deepEqual((await owner.get('/usage-events')).body.data, [])
})

test('a thousand hostile events are answered one by one, and none of them gets in', async () => {
  const { owner, eventFrom } = await usageFixture(app)
  const stranger = await usageFixture(app)
  const texts = [`'; drop table usage_events; --`, '{}', '\\', '${x}', '%s', '\u202e', '💸', '"', '$1']
  const events = Array.from({ length: 1000 }, (_, i) => {
    const text = texts[i % texts.length]!
    return i % 2
      ? eventFrom({ meter: text, unique_value: text })
      : eventFrom({ customer_id: stranger.customer.id, unique_value: text, quantity: '999999999.999999' })
  })
  const { status, body } = await owner.post('/usage-events', { events })
  assert.equal(status, 200)
  assert.equal(body.rejected.length, 1000)
  assert.deepEqual(new Set(body.rejected.map(({ code }: { code: string }) => code)).size, 2)
  assert.deepEqual((await owner.get('/usage-events')).body.data, [])
  assert.deepEqual((await stranger.owner.get('/usage-events')).body.data, [])
})

test('takes what else PostgreSQL can hold: leap seconds, offsets, the largest quantity, any language', async () => {
  const { send, total } = await usageFixture(app)
  const { body } = await send(
    { occurred_at: '2026-11-21t23:59:60z' },
    { occurred_at: '2026-11-22T17:00:00.123456789+14:00' },
    { quantity: '999999999.999999', unique_value: '设备 💸', event_key: `!"#$%&'()*+,-./:;<=>?@[\\]^_{|}~` },
  )
  assert.deepEqual(body, { ...counts, accepted_count: 3 })
  assert.equal(await total(), '1000000001.999999')
})

test('of clients that send the same batch at once, in any order, each event is accepted for one alone', async () => {
  const { owner, eventFrom, made, total } = await usageFixture(app)
  const customers = await Promise.all(Array.from({ length: 20 }, (_, i) => made('/customers', { name: `Kaki ${i}` })))
  const events = Array.from({ length: 200 }, (_, i) => eventFrom({ customer_id: customers[i % 20]!.id }))
  const shuffled = (seed: number) => events.toSorted((a, b) => hash(a.event_key, seed) - hash(b.event_key, seed))
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, i) => owner.post('/usage-events', { events: shuffled(i) })),
  )
  assert.deepEqual(
    answers.map(({ status }) => status),
    answers.map(() => 200),
  )
  assert.equal(
    answers.reduce((sum, { body }) => sum + body.accepted_count, 0),
    200,
  )
  assert.equal(await total(), '200')
})

const hash = (text: string, seed: number) =>
  [...text].reduce((h, c) => (h * 31 + c.charCodeAt(0) + seed * 7) % 9973, seed)
