// verbs: remove-add-on
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startSeller } from './subscription-fixture.ts'

// Of January's 31 days 16 are over.
const noon = '2026-01-17T04:00:00Z'
const { app, seller, addPrice, addCustomer, subscribe, invoicesOf } = await startSeller(noon)
const price_id = await addPrice({ unit_amount_cents: 10_000 })
const support = await addPrice({ plan: 'Support', kind: 'add_on', unit_amount_cents: 3_100 })
const seats = { plan: 'Extra seats', kind: 'add_on', model: 'per_seat', unit_amount_cents: 3_100 } as const
const extra = await addPrice(seats)

async function running(more: object = {}) {
  app.travelTo(noon)
  const customer_id = await addCustomer()
  const { body, text } = await subscribe({ customer_id, price_id, start_date: '2026-01-01', ...more })
  assert.ok(body.id, text)
  const path = `/subscriptions/${body.id}`
  const add = (wanted: object) => seller.post(`${path}/add-ons`, wanted)
  const remove = (id: string) => seller.delete(`${path}/add-ons/${id}`)
  const waiting = async () =>
    (await seller.get(`${path}/charges`)).body.data.map(({ amount_cents }: { amount_cents: number }) => amount_cents)
  const renewed = async () => {
    app.travelTo('2026-02-01T04:00:00Z')
    await seller.post('/renewal-runs')
    await app.settle()
    const { id } = (await invoicesOf(customer_id)).at(-1)
    return (await seller.get(`/invoices/${id}`)).body.lines.map(
      ({ description, amount_cents }: { description: string; amount_cents: number }) => [description, amount_cents],
    )
  }
  return { path, add, remove, waiting, renewed }
}

test('an add-on goes on the next invoice for the rest of the period, and in full with each renewal', async () => {
  const { add, waiting, renewed } = await running()
  const { status, body } = await add({ price_id: support })
  assert.equal(status, 200)
  assert.deepEqual([body.add_ons[0].name, body.add_ons[0].amount_cents], ['Support', 3_100])
  assert.deepEqual(await waiting(), [1_500])
  assert.deepEqual(await renewed(), [
    ['Team, monthly, 1 Feb 2026 to 28 Feb 2026', 10_000],
    ['Support, monthly, 1 Feb 2026 to 28 Feb 2026', 3_100],
    ['Support, for the rest of the period', 1_500],
  ])
})

test('removed, it is on no further renewal, but the days it was added for are charged', async () => {
  const { add, remove, renewed } = await running()
  const { add_ons } = (await add({ price_id: support })).body
  const { status, body } = await remove(add_ons[0].id)
  assert.deepEqual([status, body.add_ons], [200, []])
  assert.equal((await remove(add_ons[0].id)).status, 404)
  assert.equal((await seller.events()).at(-1)!.name, 'subscription.add_on_removed')
  assert.deepEqual(await renewed(), [
    ['Team, monthly, 1 Feb 2026 to 28 Feb 2026', 10_000],
    ['Support, for the rest of the period', 1_500],
  ])
})

test('added again within the period it was charged for, only what is more is charged', async () => {
  const { add, remove, waiting } = await running()
  const first = (await add({ price_id: extra, quantity: 2 })).body.add_ons[0]
  await remove(first.id)
  const { add_ons } = (await add({ price_id: extra, quantity: 3 })).body
  assert.deepEqual(await waiting(), [3_000, 1_500])
  await remove(add_ons[0].id)
  await add({ price_id: extra })
  assert.deepEqual(await waiting(), [3_000, 1_500])
})

test('within a trial it costs nothing until the trial ends', async () => {
  const { add, waiting } = await running({ trial_end_date: '2026-01-31' })
  assert.equal((await add({ price_id: support })).status, 200)
  assert.deepEqual(await waiting(), [])
})

test('a percentage of a coupon holds for it too', async () => {
  const offer = { code: 'FIFTH', name: 'A fifth off', percent_off_bp: 2_000, duration: 'forever' }
  assert.equal((await seller.post('/coupons', offer)).status, 201)
  const { add, waiting } = await running({ coupon_code: 'FIFTH' })
  await add({ price_id: support })
  assert.deepEqual(await waiting(), [1_200])
})

test('the same one twice, another interval, a plan and what runs no more are refused, each by its name', async () => {
  const { path, add } = await running()
  await add({ price_id: support })
  const codeOf = async (wanted: string) => {
    const { status, body } = await add({ price_id: wanted })
    return `${status} ${body.errors?.[0].code ?? body.code}`
  }
  assert.equal(await codeOf(support), '409 subscriptions.add_on_taken')
  const yearly = { kind: 'add_on', billing_interval: 'year' } as const
  assert.equal(await codeOf(await addPrice(yearly)), '422 other_interval')
  assert.equal(await codeOf(price_id), '422 wrong_kind')
  const meter = (await seller.post('/meters', { code: 'calls', name: 'Calls', unit: 'call', aggregation: 'sum' })).body
  const tiers = [{ up_to: null, unit_amount_cents: 1, flat_amount_cents: 0 }]
  const metered = { kind: 'add_on', model: 'tiered', tiers, meter_id: meter.id } as const
  assert.equal(await codeOf(await addPrice(metered)), '422 metered')
  await seller.post(`${path}/pause`)
  assert.equal(await codeOf(extra), '409 subscriptions.not_running')
})
