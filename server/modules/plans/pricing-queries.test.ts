import assert from 'node:assert/strict'
import { test } from 'node:test'
import { signUpOperator } from '#test/operators.ts'
import { nextUen, startApp } from '#test/support.ts'

const app = await startApp()
const { request, signUp, travelTo } = app
const pricing = () => request('GET', '/public/pricing')

test('shows nothing while nobody runs the installation', async () => {
  await (await signUp()).post('/plans', { code: 'team', name: 'Team', is_visible: true })
  const { status, body } = await pricing()
  assert.equal(status, 200)
  assert.deepEqual(body, { seller_name: null, is_gst_registered: false, gst_rate_bp: 0, as_of_date: null, data: [] })
})

test('shows anybody what the operator sells today, and what nobody else sells', async () => {
  const operator = await signUpOperator(app)
  const make = async (plan: object) =>
    (await operator.post('/plans', { name: 'A plan', is_visible: true, ...plan })).body
  const flat = { model: 'flat', billing_interval: 'year', unit_amount_cents: 99_000 }
  const add = async (plan: { id: string }, price: object) =>
    (await operator.post(`/plans/${plan.id}/prices`, { ...flat, ...price })).body
  const extra = await make({ kind: 'add_on', code: 'extra' })
  const team = await make({ code: 'team', trial_days: 14, is_default: true, limits: { seats: 5 } })
  await make({ code: 'hidden', is_visible: false })
  const old = await make({ code: 'old' })
  await operator.post(`/plans/${old.id}/archive`)
  const yearly = await add(team, {})
  const monthly = await add(team, { billing_interval: 'month', unit_amount_cents: 9_900 })
  await add(team, { available_from_date: '2026-11-23' })
  await operator.post(`/prices/${(await add(team, {})).id}/retire`)
  const seats = await add(extra, { model: 'per_seat' })

  const { body, headers, text } = await pricing()
  assert.equal(headers['cache-control'], 'public, max-age=60')
  const { data, ...seller } = body
  assert.deepEqual(seller, {
    seller_name: 'Operator',
    is_gst_registered: false,
    gst_rate_bp: 0,
    as_of_date: '2026-11-22',
  })
  assert.deepEqual(
    data.map(({ code, prices }: { code: string; prices: { id: string }[] }) => [code, prices.map(({ id }) => id)]),
    [
      ['team', [monthly.id, yearly.id]],
      ['extra', [seats.id]],
    ],
  )
  const { limits, trial_days, is_default, gst_rate_bp } = data[0]
  assert.deepEqual([limits.seats, trial_days, is_default, gst_rate_bp], [5, 14, true, 0])
  assert.ok(!text.includes(operator.organization_id))
})

test('says from the day of the registration what GST comes on top, plan by plan', async () => {
  const operator = await signUpOperator(app)
  const { body: exports } = await operator.post('/plans', {
    code: 'abroad',
    name: 'Abroad',
    gst_code: 'ZR',
    is_visible: true,
  })
  assert.equal(exports.gst_code, 'ZR')
  const of = `/organizations/${operator.organization_id}`
  const registration = { is_gst_registered: true, gst_reg_no: nextUen(), gst_registered_from: '2026-12-01' }
  const { version } = (await operator.get(of)).body
  assert.equal((await operator.patch(of, registration, { version })).status, 200)
  assert.equal((await pricing()).body.is_gst_registered, false)

  travelTo('2026-11-30T16:00:00Z')
  const { body } = await pricing()
  assert.deepEqual([body.as_of_date, body.is_gst_registered, body.gst_rate_bp], ['2026-12-01', true, 900])
  const rates = body.data.map(({ code, gst_rate_bp }: Record<string, unknown>) => [code, gst_rate_bp])
  assert.deepEqual(Object.fromEntries(rates), { team: 900, extra: 900, abroad: 0 })
})
