// verbs: create-price replace-price retire-price restore-price
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startApp } from '#test/support.ts'

const { admin, parts, signUp, travelTo } = await startApp()
const today = '2026-11-22'
const flat = { model: 'flat', billing_interval: 'month', unit_amount_cents: 4_900 }

async function withPlan() {
  travelTo('2026-11-22T04:00:00Z')
  const acme = await signUp()
  const plan = (await acme.post('/plans', { code: 'team', name: 'Team' })).body
  const add = async (price: object) => acme.post(`/plans/${plan.id}/prices`, price)
  const mistakes = async (price: object) =>
    (await add(price)).body.errors.map(({ pointer, code }: Record<string, string>) => `${pointer} ${code}`).sort()
  const onSale = async () =>
    (await acme.get(`/plans/${plan.id}/prices?on_sale=today`)).body.data.map(({ id }: { id: string }) => id)
  return { acme, plan, add, mistakes, onSale }
}

test('makes a price of each of the five models and shows it with its plan', async () => {
  const { acme, plan, add } = await withPlan()
  const tiers = [
    { up_to: 10, unit_amount_cents: 500 },
    { unit_amount_cents: 400, flat_amount_cents: 1_000 },
  ]
  const prices = [
    flat,
    { model: 'per_seat', billing_interval: 'year', unit_amount_cents: 0 },
    { model: 'package', billing_interval: 'month', unit_amount_cents: 900, package_size: 1_000 },
    { model: 'tiered', billing_interval: 'quarter', tiers },
    { model: 'volume', billing_interval: 'month', tiers },
  ]
  for (const price of prices) {
    const { status, body, text } = await add(price)
    assert.equal(status, 201, text)
    assert.deepEqual(
      [body.plan_id, body.currency, body.available_from_date, body.available_to_date, body.is_in_use],
      [plan.id, 'SGD', today, null, false],
    )
    assert.deepEqual((await acme.get(`/prices/${body.id}`)).body, { ...body, plan })
    assert.deepEqual((await acme.events()).at(-1), { name: 'price.created', data: { ...body, plan_name: 'Team' } })
  }
  const { data } = (await acme.get(`/plans/${plan.id}/prices`)).body
  assert.deepEqual(
    data.map(({ model }: { model: string }) => model),
    ['volume', 'tiered', 'package', 'per_seat', 'flat'],
  )
  assert.deepEqual(data[0].tiers, [
    { up_to: 10, unit_amount_cents: 500, flat_amount_cents: 0 },
    { up_to: null, unit_amount_cents: 400, flat_amount_cents: 1_000 },
  ])
})

test('refuses negative and fractional cents, and more than fits', async () => {
  const { mistakes } = await withPlan()
  for (const [unit_amount_cents, code] of [
    [-1, 'too_small'],
    [49.5, 'wrong_type'],
    ['4900', 'wrong_type'],
    [1_000_000_001, 'too_large'],
  ] as const)
    assert.deepEqual(await mistakes({ ...flat, unit_amount_cents }), [`/unit_amount_cents ${code}`])
  const tiers = [{ up_to: 0, unit_amount_cents: -5, flat_amount_cents: 0.5 }]
  assert.deepEqual(await mistakes({ model: 'tiered', billing_interval: 'month', tiers }), [
    '/tiers/0/flat_amount_cents wrong_type',
    '/tiers/0/unit_amount_cents too_small',
    '/tiers/0/up_to too_small',
  ])
})

test('refuses a price whose amounts are not those of its model', async () => {
  const { mistakes } = await withPlan()
  const tiers = [{ unit_amount_cents: 5 }]
  const of = (model: string, terms: object) => mistakes({ model, billing_interval: 'month', ...terms })
  assert.deepEqual(await of('flat', { tiers, package_size: 5, meter_id: crypto.randomUUID() }), [
    '/meter_id not_allowed',
    '/meter_id not_found',
    '/package_size not_allowed',
    '/tiers not_allowed',
    '/unit_amount_cents required',
  ])
  assert.deepEqual(await of('package', { unit_amount_cents: 5 }), ['/package_size required'])
  assert.deepEqual(await of('tiered', { unit_amount_cents: 5 }), ['/tiers required', '/unit_amount_cents not_allowed'])
  assert.deepEqual(await of('volume', { tiers, package_size: 5 }), ['/package_size not_allowed'])
  assert.deepEqual(await of('per_seat', { unit_amount_cents: 5, meter_id: crypto.randomUUID() }), [
    '/meter_id not_found',
  ])
})

test('refuses tiers that do not rise, end too soon or do not end', async () => {
  const { mistakes } = await withPlan()
  const upTo = (...ends: (number | null)[]) => {
    const tiers = ends.map((up_to) => ({ up_to, unit_amount_cents: 5 }))
    return mistakes({ model: 'tiered', billing_interval: 'month', tiers })
  }
  assert.deepEqual(await upTo(10), ['/tiers/0/up_to not_allowed'])
  assert.deepEqual(await upTo(10, 10, null), ['/tiers/1/up_to too_small'])
  assert.deepEqual(await upTo(10, 5, 7, null), ['/tiers/1/up_to too_small'])
  assert.deepEqual(await upTo(null, null), ['/tiers/0/up_to required'])
  assert.deepEqual(await upTo(null, 5), ['/tiers/0/up_to required', '/tiers/1/up_to not_allowed'])
})

test('refuses days in the wrong order or far away, and a price for an archived plan', async () => {
  const { acme, plan, add, mistakes } = await withPlan()
  assert.deepEqual(await mistakes({ ...flat, available_to_date: '2026-11-21' }), ['/available_to_date too_early'])
  assert.deepEqual(await mistakes({ ...flat, available_from_date: '2016-11-21' }), ['/available_from_date too_early'])
  assert.deepEqual(await mistakes({ ...flat, available_from_date: '2036-11-23' }), ['/available_from_date too_late'])
  await acme.post(`/plans/${plan.id}/archive`)
  assert.equal((await add(flat)).body.code, 'plans.archived')
})

test('a price is written once: even the service may end its sale and no more', async () => {
  const { acme, add } = await withPlan()
  const { body } = await add(flat)
  assert.equal((await acme.patch(`/prices/${body.id}`, { unit_amount_cents: 1 }, { version: 1 })).status, 404)
  for (const change of ['unit_amount_cents = 1', 'tiers = null', 'available_from_date = now()', 'plan_id = id'])
    await assert.rejects(parts.pool.query(`update prices set ${change} where organization_id = id`), { code: '42501' })
  await assert.rejects(parts.pool.query('delete from prices where organization_id = id'), { code: '42501' })
})

test('a new price takes over from a day on, and the old one is sold until the day before', async () => {
  const { acme, add, onSale } = await withPlan()
  const { body: old } = await add(flat)
  const change = { unit_amount_cents: 5_900, available_from_date: '2027-01-01' }
  const { status, body: next } = await acme.post(`/prices/${old.id}/replace`, change)
  assert.equal(status, 201)
  assert.deepEqual([next.model, next.billing_interval, next.unit_amount_cents], ['flat', 'month', 5_900])
  const { plan: _, ...after } = (await acme.get(`/prices/${old.id}`)).body
  assert.deepEqual(after, { ...old, available_to_date: '2026-12-31', replaced_by_id: next.id })
  const [event] = (await acme.get(`/events?subject_id=${old.id}`)).body.data
  assert.equal(event.name, 'price.replaced')
  assert.deepEqual(event.changes, {
    available_to_date: { before: null, after: '2026-12-31' },
    replaced_by_id: { before: null, after: next.id },
  })
  assert.deepEqual(await onSale(), [old.id])
  travelTo('2026-12-31T16:00:00Z')
  assert.deepEqual(await onSale(), [next.id])
  assert.equal((await acme.post(`/prices/${old.id}/replace`, change)).body.code, 'prices.already_replaced')
})

test('a replacement takes over what it does not name, unless the model is another', async () => {
  const { acme, add } = await withPlan()
  const { body: old } = await add({ ...flat, model: 'package', package_size: 10 })
  const { body: next } = await acme.post(`/prices/${old.id}/replace`, { unit_amount_cents: 1_000 })
  assert.deepEqual([next.package_size, next.unit_amount_cents, next.available_from_date], [10, 1_000, today])
  const { body: bare } = await acme.post(`/prices/${next.id}/replace`, { model: 'per_seat' })
  assert.equal(bare.errors[0].pointer, '/unit_amount_cents')
  const { status } = await acme.post(`/prices/${next.id}/replace`, { model: 'per_seat', unit_amount_cents: 200 })
  assert.equal(status, 201)
  const { body: early } = await acme.post(`/prices/${next.id}/replace`, { available_from_date: '2026-11-21' })
  assert.equal(early.code, 'prices.already_replaced')
})

test('refuses a replacement before today or before the old one begins', async () => {
  const { acme, add } = await withPlan()
  const { body: old } = await add({ ...flat, available_from_date: '2027-02-01' })
  for (const available_from_date of ['2026-11-21', '2027-01-31']) {
    const { body } = await acme.post(`/prices/${old.id}/replace`, { available_from_date })
    assert.equal(body.errors[0].pointer, '/available_from_date', available_from_date)
  }
})

test('of many who replace one price at once, one does', async () => {
  const { acme, plan, add } = await withPlan()
  const { body: old } = await add(flat)
  const answers = await Promise.all(
    [1, 2, 3, 4, 5, 6].map((unit_amount_cents) => acme.post(`/prices/${old.id}/replace`, { unit_amount_cents })),
  )
  assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 409, 409, 409, 409, 409])
  assert.equal((await acme.get(`/plans/${plan.id}/prices`)).body.data.length, 2)
})

test('ends the sale of a price at once or after a last day, and takes that back', async () => {
  const { acme, add, onSale } = await withPlan()
  const { body: price } = await add(flat)
  const retire = (body: object = {}) => acme.post(`/prices/${price.id}/retire`, body)
  assert.equal((await retire({ last_date: '2026-11-21' })).body.errors[0].code, 'too_early')
  assert.equal((await retire({ last_date: '2026-11-30' })).body.available_to_date, '2026-11-30')
  assert.equal((await retire({ last_date: '2026-12-30' })).body.code, 'prices.already_retired')
  assert.equal((await retire({ last_date: today })).body.available_to_date, today)
  assert.deepEqual(await onSale(), [price.id])
  assert.equal((await retire()).body.available_to_date, '2026-11-21')
  assert.deepEqual(await onSale(), [])
  assert.equal((await retire()).status, 200)
  assert.equal((await acme.post(`/prices/${price.id}/restore`)).body.available_to_date, null)
  assert.deepEqual(await onSale(), [price.id])
  const names = (await acme.get(`/events?subject_id=${price.id}`)).body.data.map(({ name }: { name: string }) => name)
  assert.deepEqual(names, ['price.restored', 'price.retired', 'price.retired', 'price.retired', 'price.created'])
})

test('a replacement that was announced too soon is withdrawn, and the old price comes back', async () => {
  const { acme, add, onSale } = await withPlan()
  const { body: old } = await add(flat)
  const { body: next } = await acme.post(`/prices/${old.id}/replace`, {
    unit_amount_cents: 1,
    available_from_date: '2027-01-01',
  })
  assert.equal((await acme.post(`/prices/${old.id}/restore`)).body.code, 'prices.replaced')
  assert.equal((await acme.post(`/prices/${next.id}/retire`)).body.available_to_date, '2026-12-31')
  const { body: back } = await acme.post(`/prices/${old.id}/restore`)
  assert.deepEqual([back.available_to_date, back.replaced_by_id], [null, null])
  travelTo('2027-01-01T04:00:00Z')
  assert.deepEqual(await onSale(), [old.id])
})

test('a price is in use while a subscription has it or changes to it, and not once that is cancelled', async () => {
  const { acme, add } = await withPlan()
  const [had, next, other] = [(await add(flat)).body, (await add(flat)).body, (await add(flat)).body]
  const customer = (await acme.post('/customers', { name: 'Kopi Kaki' })).body
  await admin.query(
    `insert into app.subscriptions (organization_id, id, customer_id, price_id, quantity, pending_price_id, pending_quantity,
       status, start_date, anchor_date, period_index, current_period_start_date, current_period_end_date, next_invoice_date,
       created_at, updated_at)
     values ($1, gen_random_uuid(), $2, $3, 1, $4, 1, 'active', $5, $5, 0, $5, $5, $5, now(), now())`,
    [acme.organization_id, customer.id, had.id, next.id, today],
  )
  const inUse = async ({ id }: { id: string }) => (await acme.get(`/prices/${id}`)).body.is_in_use
  assert.deepEqual([await inUse(had), await inUse(next), await inUse(other)], [true, true, false])
  assert.equal((await acme.post(`/prices/${had.id}/retire`)).body.is_in_use, true)
  await admin.query(
    `update app.subscriptions set status = 'canceled', ended_date = $2, next_invoice_date = null where organization_id = $1`,
    [acme.organization_id, today],
  )
  assert.deepEqual([await inUse(had), await inUse(next)], [false, false])
})
