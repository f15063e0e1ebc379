import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startSeller } from './subscription-fixture.ts'

const { app, addPrice, seller, addCustomer, subscribe, change } = await startSeller('2026-01-17T04:00:00Z')

test('until somebody says otherwise the defaults hold; what is changed is recorded, the rest stays', async () => {
  const { body: defaults } = await seller.get('/billing-rules')
  assert.deepEqual(defaults, {
    upgrade_rule: 'now',
    downgrade_rule: 'period_end',
    seat_rule: 'now',
    proration_unit: 'day',
    proration_charge: 'now',
    unpaid_after_days: 30,
    paused_after_days: 0,
    invoice_grouping: 'per_subscription',
    draft_days: 0,
    renewal_notice_days: 30,
  })
  const { status, body } = await seller.patch('/billing-rules', { downgrade_rule: 'now', unpaid_after_days: 45 })
  assert.deepEqual([status, body], [200, { ...defaults, downgrade_rule: 'now', unpaid_after_days: 45 }])
  const { data } = (await seller.get('/events?limit=1')).body
  assert.equal(data[0].name, 'billing_rules.updated')
  assert.deepEqual(data[0].changes, {
    downgrade_rule: { before: 'period_end', after: 'now' },
    unpaid_after_days: { before: 30, after: 45 },
  })
  assert.deepEqual((await (await app.signUp()).get('/billing-rules')).body, defaults, 'of nobody else')
})

test('two people who change different rules at the same moment keep both', async () => {
  const owner = await app.signUp()
  await Promise.all([
    owner.patch('/billing-rules', { seat_rule: 'period_end' }),
    owner.patch('/billing-rules', { proration_unit: 'second' }),
  ])
  const { body } = await owner.get('/billing-rules')
  assert.deepEqual([body.seat_rule, body.proration_unit], ['period_end', 'second'])
})

test('the rules decide when a change takes effect and how finely its period is cut', async () => {
  await seller.patch('/billing-rules', { downgrade_rule: 'now', seat_rule: 'period_end', proration_unit: 'second' })
  const price_id = await addPrice({ model: 'per_seat', unit_amount_cents: 3_100 })
  const wanted = { customer_id: await addCustomer(), price_id, quantity: 3, start_date: '2026-01-01' }
  const { id } = (await subscribe(wanted)).body
  assert.equal((await change(id, { quantity: 4 })).body.preview.when, 'period_end')
  // Sixteen days and twelve hours of 31 days: 14.5 days are unused.
  const { preview } = (await change(id, { quantity: 2, when: 'now' })).body
  assert.deepEqual([preview.period.unit, preview.net_cents], ['second', -1_450])
  const cheaper = await addPrice({ unit_amount_cents: 310 })
  assert.deepEqual((await change(id, { price_id: cheaper, quantity: 1 })).body.preview.when, 'now')
})

test('rules that are not known are refused', async () => {
  assert.equal((await seller.patch('/billing-rules', { unpaid_after_days: 0 })).status, 422)
  assert.equal((await seller.patch('/billing-rules', { paused_after_days: -1 })).status, 422)
  assert.equal((await seller.patch('/billing-rules', { paused_after_days: 366 })).status, 422)
  assert.equal((await seller.patch('/billing-rules', { draft_days: 15 })).status, 422)
  assert.equal((await seller.patch('/billing-rules', {})).status, 422)
  assert.equal((await seller.patch('/billing-rules', { downgrade_rule: 'now_new_anchor' })).status, 422)
})
