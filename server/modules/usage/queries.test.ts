import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Context } from '#platform/context.ts'
import { type Transaction, transact } from '#platform/database.ts'
import { startApp } from '#test/support.ts'
import { ingestUsage } from './ingest-usage.ts'
import { lockHorizons, moveHorizons, usageQuantity } from './queries.ts'
import { usageFixture } from './usage-fixture.ts'

const app = await startApp()
const { pool } = app.parts
type Pair = Awaited<ReturnType<typeof usageFixture>>

const due = `due (customer_id, meter_id, from_at, to_at) as (
  values ($2::uuid, $3::uuid, $4::timestamptz, $5::timestamptz))`

/** What a renewal does with the usage of one customer: lock, then read and move in one statement. */
async function bill(tx: Transaction, { owner, customer, meter }: Pair, from: string, to: string): Promise<string> {
  const parameters = [owner.organization_id, customer.id, meter.id, from, to]
  const rows = `(select * from (values ($2::uuid, $3::uuid)) as due (customer_id, meter_id)) due`
  await tx.all({ text: lockHorizons(rows), parameters: parameters.slice(0, 3) })
  const { quantity } = await tx.one<{ quantity: string }>({
    text: `with ${due}, moved as (${moveHorizons('due')}) select trim_scale(${usageQuantity('due')}) as quantity from due`,
    parameters,
  })
  return quantity
}

const billNow = (pair: Pair, from: string, to: string) =>
  transact(pool, pair.owner.organization_id, (tx) => bill(tx, pair, from, to))

const contextOf = ({ owner }: Pair, tx: Transaction): Context => ({
  ...{ db: tx, organization_id: owner.organization_id, actor: { kind: 'system', id: null, name: 'Test' } },
  ...{ request_id: null, ip: null, user_agent: null, now: Temporal.Instant.from('2026-11-22T04:00:00Z') },
})

async function someoneWaits(): Promise<void> {
  for (let looks = 0; looks < 5_000; looks++) {
    const { rows } = await app.admin.query(
      `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    )
    if (rows.length) return
  }
  assert.fail('Nobody waits: nothing keeps the two apart.')
}

const noon = '2026-11-22T00:00:00Z'
const first = ['2026-11-01T00:00:00Z', noon] as const
const second = [noon, '2026-12-01T00:00:00Z'] as const

for (const [aggregation, first_figure, second_figure] of [
  ['sum', '9.5', '0.25'],
  ['max', '5', '0.25'],
  ['unique', '2', '1'],
  ['last', '1.5', '0.25'],
])
  test(`${aggregation}: a period holds what counts from its first instant to before its last`, async () => {
    const pair = await usageFixture(app, aggregation)
    const event = (occurred_at: string, quantity: string, unique_value: string) => ({
      ...{ occurred_at, quantity, unique_value },
    })
    await pair.send(
      event('2026-11-21T23:59:59.999999Z', '1.5', 'b'),
      event('2026-11-01T00:00:00Z', '5', 'a'),
      event('2026-11-10T00:00:00Z', '3', 'a'),
      event(noon, '0.25', 'b'),
      event('2026-10-31T23:59:59Z', '100', 'z'),
    )
    assert.equal(await billNow(pair, ...first), first_figure)
    assert.equal(await billNow(pair, ...second), second_figure)
    assert.equal(await billNow(pair, '2026-12-01T00:00:00Z', '2027-01-01T00:00:00Z'), '0')
  })

test('last: of events at one instant the one that was sent last counts, a period later than it came too', async () => {
  const pair = await usageFixture(app, 'last')
  await pair.send({ quantity: '1' })
  app.travelTo('2026-11-22T04:00:01Z')
  await pair.send({ quantity: '2' })
  app.travelTo('2026-11-22T04:00:00Z')
  assert.equal(await billNow(pair, ...second), '2')
})

test('an event of a period that was billed counts at the start of the next, and says so', async () => {
  const pair = await usageFixture(app)
  await pair.send({ occurred_at: '2026-11-10T00:00:00Z' })
  assert.equal(await billNow(pair, ...first), '1')
  const { body } = await pair.send({ occurred_at: '2026-11-11T00:00:00Z' }, { occurred_at: noon })
  assert.deepEqual([body.accepted_count, body.late_count], [2, 1])
  assert.equal(await billNow(pair, ...first), '1', 'what was billed stays as it was')
  const { data } = (await pair.owner.get('/usage-events')).body
  const late = data.find(({ counted_at, occurred_at }: Record<string, string>) => counted_at !== occurred_at)
  assert.deepEqual([late.occurred_at, late.counted_at], ['2026-11-11T00:00:00Z', noon])
  assert.equal(await billNow(pair, ...second), '2')
})

test('an event that comes while a run bills its period waits for it, and is billed in the next', async () => {
  const pair = await usageFixture(app)
  await pair.send({ occurred_at: '2026-11-10T00:00:00Z' })
  let answer: ReturnType<Pair['send']> | undefined
  const billed = await transact(pool, pair.owner.organization_id, async (tx) => {
    const quantity = await bill(tx, pair, ...first)
    answer = pair.send({ occurred_at: '2026-11-11T00:00:00Z' })
    await someoneWaits()
    return quantity
  })
  assert.deepEqual([billed, (await answer!).body.late_count], ['1', 1])
  assert.equal(await billNow(pair, ...second), '1')
})

test('a run that comes while an event is on its way waits for it and bills it, also the first of its customer', async () => {
  const pair = await usageFixture(app)
  let billing: Promise<string> | undefined
  await transact(pool, pair.owner.organization_id, async (tx) => {
    await ingestUsage(contextOf(pair, tx), { events: [pair.eventFrom({ occurred_at: '2026-11-11T00:00:00Z' })] })
    billing = billNow(pair, ...first)
    await someoneWaits()
  })
  assert.equal(await billing, '1')
  assert.equal(await billNow(pair, ...second), '0')
})

test('while senders and runs race, each event is billed exactly once', async () => {
  const pair = await usageFixture(app)
  const begin = Temporal.Instant.from('2026-11-20T00:00:00Z')
  const at = (hour: number) => begin.add({ hours: hour }).toString()
  let next = 0
  const billed: number[] = []
  const run = async () => {
    for (; next < 40;) {
      const hour = next++
      billed.push(Number(await billNow(pair, at(hour), at(hour + 1))))
    }
  }
  let accepted = 0
  const sender = async (seed: number) => {
    for (let i = 0; next < 40 || i < 20; i++) {
      const { status, body } = await pair.send(
        ...Array.from({ length: 5 }, (_, n) => ({ occurred_at: at((seed + i * 7 + n * 3) % 45) })),
      )
      assert.equal(status, 200)
      accepted += body.accepted_count
    }
  }
  await Promise.all([run(), ...Array.from({ length: 4 }, (_, seed) => sender(seed))])
  billed.push(Number(await billNow(pair, at(40), at(1000))))
  assert.equal(
    billed.reduce((sum, quantity) => sum + quantity, 0),
    accepted,
  )
})
