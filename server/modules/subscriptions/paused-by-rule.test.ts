import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { startSeller } from './subscription-fixture.ts'
import { updateStanding } from './update-standing.ts'

const { app, seller, addPrice, addCustomer, subscribe, invoicesOf } = await startSeller()
const price_id = await addPrice()
const noon = (day: string) => app.travelTo(`${day}T04:00:00Z`)
const look = () => app.asSystem(seller.organization_id, (ctx) => updateStanding(ctx))
const rules = (changes: object) => seller.patch('/billing-rules', changes)
await rules({ unpaid_after_days: 10, paused_after_days: 5 })

/** Since 1 January, with an invoice that is due on the 15th. */
async function running(more: object = {}) {
  noon('2026-01-01')
  const customer_id = await addCustomer()
  const { id } = (await subscribe({ customer_id, price_id, ...more })).body
  const now = async () => (await seller.get(`/subscriptions/${id}`)).body
  const standing = async () => {
    const { status, pause_reason, next_invoice_date } = await now()
    return [status, pause_reason, next_invoice_date]
  }
  const ask = (verb: string, body?: object) => seller.post(`/subscriptions/${id}/${verb}`, body)
  const payAll = async () => {
    const owed = (await invoicesOf(customer_id)).filter(({ status }: { status: string }) => status === 'open')
    for (const { id: invoice_id, amount_due_cents: amount_cents } of owed)
      await seller.post('/payments', { invoice_id, amount_cents, method: 'paynow' }, { key: randomUUID() })
    await app.settle()
  }
  return { id, customer_id, now, standing, ask, payAll }
}

const newest = async () => (await seller.get('/events?limit=1')).body.data[0]

test('unpaid for the days of the rule it is paused, and comes back with the money; the days between cost nothing', async () => {
  const { id, customer_id, standing, now, payAll } = await running()
  noon('2026-01-26')
  await look()
  assert.deepEqual(await standing(), ['unpaid', null, null])
  noon('2026-01-30')
  assert.equal(await look(), 0, 'five days are not over five days')
  noon('2026-01-31')
  assert.equal(await look(), 1)
  assert.deepEqual(await standing(), ['paused', 'unpaid', null])
  assert.equal((await now()).paused_at, '2026-01-31T04:00:00Z')
  const { name, data } = await newest()
  assert.deepEqual([name, data.id, data.pause_reason], ['subscription.paused', id, 'unpaid'])
  assert.equal(await look(), 0, 'looking again changes nothing')
  noon('2026-04-10')
  await seller.post('/renewal-runs')
  await app.settle()
  await payAll()
  assert.deepEqual(await standing(), ['active', null, '2026-04-10'])
  assert.equal((await now()).paused_at, null)
  await seller.post('/renewal-runs')
  await app.settle()
  const [, second, ...others] = await invoicesOf(customer_id)
  assert.deepEqual([second.issue_date, others], ['2026-04-10', []], 'February and March were not billed')
  assert.equal((await now()).current_period_end_date, '2026-05-10')
})

test('paid within the period that is running, it goes on as if nothing had been', async () => {
  const { standing, payAll } = await running()
  noon('2026-01-31')
  await look()
  assert.equal((await standing())[0], 'paused')
  await payAll()
  assert.deepEqual(await standing(), ['active', null, '2026-02-01'])
})

test('what somebody paused is theirs: neither payment nor rule takes it from them, late as it may be', async () => {
  const { standing, ask, payAll } = await running()
  noon('2026-01-20')
  await look()
  assert.equal((await standing())[0], 'past_due')
  assert.equal((await ask('pause')).body.pause_reason, 'requested')
  noon('2026-03-31')
  await look()
  assert.deepEqual(await standing(), ['paused', 'requested', null])
  await payAll()
  await look()
  assert.deepEqual(await standing(), ['paused', 'requested', null])
  assert.equal((await ask('resume')).body.status, 'active')
})

test('resuming by hand is refused while it is owed for, since the rule would pause it again; ending it is not', async () => {
  const { standing, ask } = await running()
  noon('2026-01-31')
  await look()
  const refused = await ask('resume')
  assert.deepEqual([refused.status, refused.body.code], [409, 'subscriptions.paused_as_unpaid'])
  assert.equal((await ask('pause')).body.code, 'subscriptions.illegal_move')
  assert.deepEqual(await standing(), ['paused', 'unpaid', null])
  assert.equal((await ask('cancel', { when: 'now' })).body.status, 'canceled')
  await look()
  assert.equal((await standing())[0], 'canceled')
})

test('what was to end with its period can be kept while it is paused by rule, and else ends on its return', async () => {
  const [kept, ended] = [await running(), await running()]
  for (const { ask } of [kept, ended]) await ask('cancel', { when: 'period_end' })
  noon('2026-02-10')
  await look()
  const back = (await kept.ask('resume')).body
  assert.deepEqual([back.status, back.cancel_at_period_end], ['paused', false])
  for (const { payAll } of [kept, ended]) await payAll()
  await seller.post('/renewal-runs')
  await app.settle()
  assert.deepEqual(await kept.standing(), ['active', null, '2026-03-10'])
  assert.equal((await ended.standing())[0], 'canceled')
  assert.equal((await invoicesOf(ended.customer_id)).length, 1)
})

test('another rule holds at once: longer days bring back, none at all leaves it unpaid', async () => {
  const { standing } = await running()
  noon('2026-01-31')
  await look()
  assert.equal((await standing())[0], 'paused')
  await rules({ paused_after_days: 0 })
  assert.deepEqual(await standing(), ['unpaid', null, null])
  await rules({ paused_after_days: 5 })
  assert.deepEqual(await standing(), ['paused', 'unpaid', null])
  await rules({ unpaid_after_days: 60 })
  assert.deepEqual(await standing(), ['past_due', null, '2026-02-01'])
  await rules({ unpaid_after_days: 10 })
})

test('its meter stays taken, as it comes back unasked', async () => {
  const meter = { code: 'calls', name: 'Calls', unit: 'call', aggregation: 'sum' }
  const meter_id = (await seller.post('/meters', meter)).body.id
  const metered = await addPrice({ model: 'per_seat', unit_amount_cents: 10, meter_id })
  const { id, customer_id, standing, payAll } = await running()
  await seller.post(`/subscriptions/${id}/change`, { price_id: metered }, { key: randomUUID() })
  noon('2026-01-31')
  await look()
  assert.equal((await standing())[0], 'paused')
  const second = await subscribe({ customer_id, price_id: metered })
  assert.equal(second.body.code, 'subscriptions.meter_taken')
  await payAll()
  assert.equal((await standing())[0], 'active')
})

type Sub = Awaited<ReturnType<typeof running>>

/** What happens in a random life; each may be refused. */
const deeds: Record<string, (sub: Sub) => Promise<unknown>> = {
  pause: ({ ask }) => ask('pause'),
  resume: ({ ask }) => ask('resume'),
  pay: ({ payAll }) => payAll(),
  run: async () => {
    await seller.post('/renewal-runs')
    await app.settle()
  },
  off: () => rules({ paused_after_days: 0 }),
  on: () => rules({ paused_after_days: 5 }),
  wait: async () => {},
}
const choices = ['pause', 'resume', 'resume', 'pay', 'run', 'off', 'on', 'wait', 'wait', 'wait']

test('in any order of days, payments, pauses and rules: only who paused resumes, and the rule pauses only what is owed', async () => {
  let state = 20_260_131
  const next = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
  const seen = new Set<string>()
  for (let life = 0; life < 16; life++) {
    await rules({ paused_after_days: 5 })
    const sub = await running()
    let day = Temporal.PlainDate.from('2026-01-01')
    for (let step = 0; step < 16; step++) {
      const before = await sub.now()
      const deed = choices[next(choices.length)]!
      if (next(2) === 0) {
        day = day.add({ days: 1 + next(20) })
        noon(day.toString())
      }
      await deeds[deed]!(sub)
      await look()
      const after = await sub.now()
      const told = `life ${life}, ${day.toString()}, ${deed}: ${before.status} ${before.pause_reason} to ${after.status} ${after.pause_reason}`
      seen.add(`${before.status} ${before.pause_reason} ${deed} ${after.status} ${after.pause_reason}`)
      if (before.status === 'paused' && before.pause_reason === 'requested' && deed !== 'resume')
        assert.deepEqual([after.status, after.pause_reason], ['paused', 'requested'], told)
      if (after.status === 'paused' && after.pause_reason === 'requested')
        assert.ok(deed === 'pause' || before.pause_reason === 'requested', told)
      if (after.pause_reason === 'unpaid') {
        const owed = (await invoicesOf(sub.customer_id)).filter((each: { status: string }) => each.status === 'open')
        assert.ok(owed.length > 0, told)
        assert.equal(after.next_invoice_date, null, told)
      }
      if (deed === 'off') assert.notEqual(after.pause_reason, 'unpaid', told)
    }
  }
  for (const move of ['paused unpaid pay active null', 'paused requested pay paused requested'])
    assert.ok(seen.has(move), `a life in which there was: ${move}`)
})
