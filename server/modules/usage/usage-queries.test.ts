import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startApp } from '#test/support.ts'
import { usageFixture } from './usage-fixture.ts'

const app = await startApp()
type Point = { date: string; quantity: string }
const withUse = (points: Point[]) => points.filter(({ quantity }) => quantity !== '0')

test('shows use by the days of the organisation, each day of the range, and what it comes to', async () => {
  const { owner, send, meter } = await usageFixture(app)
  await send(
    { occurred_at: '2026-11-20T15:59:59.999Z', quantity: '1' },
    { occurred_at: '2026-11-20T16:00:00Z', quantity: '2.5' },
    { occurred_at: '2026-11-22T03:00:00Z', quantity: '4' },
    { occurred_at: '2026-10-24T00:00:00Z', quantity: '8' },
    { occurred_at: '2026-10-23T15:00:00Z', quantity: '100' },
  )
  const { status, body } = await owner.get('/usage')
  assert.equal(status, 200)
  assert.deepEqual([body.from_date, body.last_date, body.by, body.data.length], ['2026-10-24', '2026-11-22', 'day', 1])
  const [{ points, ...rest }] = body.data
  const named = { meter_id: meter.id, code: 'api-calls', name: 'API calls', unit: 'call', aggregation: 'sum' }
  assert.deepEqual(rest, { ...named, total: '15.5' })
  assert.deepEqual([points.length, points[0].date, points.at(-1).date], [30, '2026-10-24', '2026-11-22'])
  assert.deepEqual(withUse(points), [
    { date: '2026-10-24', quantity: '8' },
    { date: '2026-11-20', quantity: '1' },
    { date: '2026-11-21', quantity: '2.5' },
    { date: '2026-11-22', quantity: '4' },
  ])
})

test('shows use by month, the first and the last of them as far as they lie in the range', async () => {
  const { owner, send } = await usageFixture(app)
  await send(
    { occurred_at: '2026-10-25T00:00:00Z', quantity: '1' },
    { occurred_at: '2026-10-31T00:00:00Z', quantity: '2' },
    { occurred_at: '2026-11-01T00:00:00Z', quantity: '4' },
    { occurred_at: '2026-11-11T00:00:00Z', quantity: '8' },
  )
  const { body } = await owner.get('/usage?by=month&from=2026-10-30&to=2026-11-10')
  const [{ points, total }] = body.data
  assert.equal(total, '6')
  assert.deepEqual(points, [
    { date: '2026-10-30', quantity: '2' },
    { date: '2026-11-01', quantity: '4' },
  ])
})

test('a total counts as an invoice would: the different ones of all days once, those of each customer for itself', async () => {
  const { owner, send, made, customer } = await usageFixture(app, 'unique')
  const other = await made('/customers', { name: 'Teh Tarik' })
  await send(
    { occurred_at: '2026-11-20T03:00:00Z', unique_value: 'a' },
    { occurred_at: '2026-11-21T03:00:00Z', unique_value: 'a' },
    { occurred_at: '2026-11-21T03:00:00Z', unique_value: 'b' },
    { occurred_at: '2026-11-21T03:00:00Z', unique_value: 'a', customer_id: other.id },
  )
  const usageOf = async (query: string) => (await owner.get(`/usage?${query}`)).body.data[0]
  const one = await usageOf(`customer_id=${customer.id}`)
  assert.deepEqual(
    [one.total, ...withUse(one.points)],
    ['2', { date: '2026-11-20', quantity: '1' }, { date: '2026-11-21', quantity: '2' }],
  )
  const all = await usageOf('')
  assert.deepEqual([all.total, withUse(all.points).at(-1)], ['3', { date: '2026-11-21', quantity: '3' }])
})

test('a meter that was asked for is shown without use too; a range that is turned round or too long is refused', async () => {
  const { owner, meter, total } = await usageFixture(app)
  assert.deepEqual((await owner.get('/usage')).body.data, [])
  assert.equal(await total(), '0')
  for (const range of [
    'from=2026-11-22&to=2026-11-21',
    'from=2025-11-21&to=2026-11-22',
    'to=0001-01-01&from=9999-12-31',
  ]) {
    const { status, body } = await owner.get(`/usage?meter_id=${meter.id}&${range}`)
    assert.deepEqual([status, body.code], [400, 'usage.invalid_range'])
  }
  assert.equal((await owner.get('/usage?from=0000-01-01')).status, 400)
})

test('pages through events by the time at which they count, also those of one instant, and filters them', async () => {
  const { owner, send, made, customer } = await usageFixture(app)
  const other = await made('/customers', { name: 'Teh Tarik' })
  const keys = ['"'.repeat(100), '\\'.repeat(100), '=1+1', 'b', 'a']
  await send(...keys.map((event_key) => ({ event_key })), {
    event_key: 'old',
    occurred_at: '2026-11-01T00:00:00Z',
    customer_id: other.id,
  })
  const walked: string[] = []
  for (let cursor = ''; ;) {
    const { status, body } = await owner.get(`/usage-events?limit=1${cursor}`)
    assert.equal(status, 200)
    walked.push(...body.data.map(({ event_key }: { event_key: string }) => event_key))
    if (!body.next_cursor) break
    cursor = `&cursor=${body.next_cursor}`
  }
  assert.deepEqual(new Set(walked), new Set([...keys, 'old']))
  assert.deepEqual([walked.length, walked.at(-1)], [6, 'old'])
  const count = async (query: string) => (await owner.get(`/usage-events?${query}`)).body.data.length
  assert.deepEqual(
    [await count(`customer_id=${customer.id}`), await count('to=2026-11-21'), await count('from=2026-11-22')],
    [5, 1, 5],
  )
  assert.equal((await owner.get(`/usage-events?cursor=x.y`)).status, 400)
})

test('SEC-095 exports events as CSV that no spreadsheet calculates, page after page, and records that it did', async () => {
  const { owner, send, eventFrom, customer, meter } = await usageFixture(app)
  await send({ event_key: '=1+1', unique_value: '@cmd, "x"', quantity: '0.5', occurred_at: '2026-11-01T00:00:00Z' })
  const events = Array.from({ length: 1000 }, () => eventFrom({}))
  assert.equal((await owner.post('/usage-events', { events })).body.accepted_count, 1000)
  const { text, headers } = await owner.get(
    `/usage-events/export?organization_id=${owner.organization_id}&from=2026-11-01`,
  )
  assert.match(headers['content-type']!, /^text\/csv/)
  const lines = text.trimEnd().split('\r\n')
  assert.equal(lines.length, 1002)
  assert.equal(lines[0], '\uFEFFoccurred_at,counted_at,created_at,meter_id,customer_id,event_key,quantity,unique_value')
  const at = '2026-11-01T00:00:00Z'
  assert.equal(lines[1], `${at},${at},2026-11-22T04:00:00Z,${meter.id},${customer.id},'=1+1,0.5,"'@cmd, ""x"""`)
  assert.equal(new Set(lines).size, 1002)
  assert.equal((await owner.events()).at(-1)!.name, 'usage.exported')
})
