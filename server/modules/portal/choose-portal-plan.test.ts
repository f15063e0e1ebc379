// verbs: choose-portal-plan
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startApp } from '#test/support.ts'
import { openedPortal } from './portal-fixture.ts'

const app = await startApp()
const portal = await openedPortal(app)
const { owner } = portal
const small = await portal.addPrice({ plan: 'Small', model: 'per_seat', unit_amount_cents: 1_000 })
const large = await portal.addPrice({ plan: 'Large', model: 'per_seat', unit_amount_cents: 3_000 })
const flat = await portal.addPrice({ plan: 'Flat', unit_amount_cents: 50_000 })

async function subscribed(terms: object = {}) {
  const customer = await portal.addCustomer()
  const made = await portal.subscribe({ customer_id: customer.id, price_id: small, quantity: 2, ...terms })
  assert.equal(made.status, 201, made.text)
  const path = `/subscriptions/${made.body.id}`
  return { customer, me: await portal.visitor(customer), id: made.body.id as string, path }
}

test('a customer moves to another plan of the price page: what was shown is what is charged, and in whose name', async () => {
  const { customer, me, path, id } = await subscribed()
  const { body: plans } = await me.get('/subscriptions')
  assert.deepEqual([plans.data[0].plan.name, plans.data[0].is_changeable], ['Small', true])
  const offered = plans.offers.flatMap(({ prices }: { prices: { id: string }[] }) => prices.map((price) => price.id))
  assert.deepEqual(offered.sort(), [small, large, flat].sort())

  const choice = { price_id: large, quantity: 3 }
  const preview = await me.post(`${path}/preview-plan`, choice)
  assert.equal(preview.body.net_cents, 9_000 - 2_000)
  const chosen = await me.post(`${path}/choose-plan`, choice)
  assert.deepEqual(chosen.body.preview, preview.body)
  assert.deepEqual([chosen.body.subscription.plan.name, chosen.body.subscription.quantity], ['Large', 3])
  const invoices = (await me.get('/invoices')).body.data
  assert.equal(invoices.find((each: { id: string }) => each.id === chosen.body.invoice_id).total_amount_cents, 7_630)
  const [event] = (await owner.get(`/events?subject_id=${id}&name=subscription.changed`)).body.data
  assert.deepEqual([event.actor_kind, event.actor_name], ['customer', customer.name])
  assert.equal((await me.post(`${path}/choose-plan`, choice)).body.code, 'subscriptions.nothing_changes')
})

test('a flat plan has one price for all, and seats alone can change too', async () => {
  const { me, path } = await subscribed()
  assert.equal((await me.post(`${path}/preview-plan`, { price_id: small, quantity: 5 })).body.kind, 'seats')
  const { body } = await me.post(`${path}/choose-plan`, { price_id: flat, quantity: 9 })
  assert.equal(body.subscription.quantity, 1)
})

test('only what stands on the price page today can be chosen', async () => {
  const { me, path } = await subscribed()
  const hidden = await portal.addPrice({ plan: 'Hidden' })
  await app.admin.query('update app.plans set is_visible = false where name = $1', ['Hidden'])
  const addOn = await portal.addPrice({ plan: 'Extra', kind: 'add_on' })
  const other = await openedPortal(app)
  const theirs = await other.addPrice({ plan: 'Theirs' })
  for (const price_id of [hidden, addOn, theirs, crypto.randomUUID()])
    for (const verb of ['preview-plan', 'choose-plan']) {
      const { status, body } = await me.post(`${path}/${verb}`, { price_id })
      assert.deepEqual([status, body.errors[0].code], [422, 'not_sold'])
    }
})

test('where the seller does not allow it nothing changes and nothing is offered', async () => {
  const { me, path } = await subscribed()
  await owner.patch('/portal-settings', { allows_plan_change: false })
  const { body } = await me.get('/subscriptions')
  assert.deepEqual([body.offers, body.data[0].is_changeable], [[], false])
  for (const verb of ['preview-plan', 'choose-plan'])
    assert.equal((await me.post(`${path}/${verb}`, { price_id: large })).body.code, 'portal.plan_kept')
  await owner.patch('/portal-settings', { allows_plan_change: true })
})

test('until its minimum term is over a subscription can only become more', async () => {
  const { me, path } = await subscribed({ price_id: large, minimum_term_end_date: '2027-11-22' })
  for (const choice of [{ price_id: small }, { price_id: large, quantity: 1 }])
    assert.equal((await me.post(`${path}/choose-plan`, choice)).body.code, 'portal.plan_kept')
  assert.equal((await me.post(`${path}/choose-plan`, { price_id: large, quantity: 4 })).status, 200)
})

test('what the seller changes while a customer chooses counts: less than that is refused until the term is over', async () => {
  const { me, path, id } = await subscribed({ minimum_term_end_date: '2027-11-22' })
  await app.admin.query('begin')
  await app.admin.query('update app.subscriptions set quantity = 10 where id = $1', [id])
  const choosing = me.post(`${path}/choose-plan`, { price_id: small, quantity: 5 })
  await someoneWaits()
  await app.admin.query('commit')
  assert.equal((await choosing).body.code, 'portal.plan_kept')
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

test('what ends or rests is changed by the seller', async () => {
  const { me, path, id } = await subscribed()
  await owner.post(`/subscriptions/${id}/cancel`, { when: 'period_end' })
  assert.equal((await me.post(`${path}/choose-plan`, { price_id: large })).body.code, 'portal.plan_kept')
  assert.equal((await me.get('/subscriptions')).body.data[0].is_changeable, false)
})

test('SEC-050 the subscription of another customer is not there', async () => {
  const { id } = await subscribed()
  const { me } = await subscribed()
  for (const verb of ['preview-plan', 'choose-plan'])
    assert.equal((await me.post(`/subscriptions/${id}/${verb}`, { price_id: large })).status, 404)
})
