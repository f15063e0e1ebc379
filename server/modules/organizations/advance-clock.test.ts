// verbs: take-clock-on
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { address, type Person, startApp } from '#test/support.ts'

const app = await startApp()
const clockOf = (of: Person) => `/organizations/${of.organization_id}/clock`
const advance = (who: Person, to_date: string, of = who) => who.post(`${clockOf(of)}/advance`, { to_date })
const today = async (of: Person) => (await of.get(clockOf(of))).body.today

/** All through the API: a plan with a price, a customer on it. */
async function sell(seller: Person) {
  const plan = (await seller.post('/plans', { code: 'team', name: 'Team', kind: 'plan' })).body
  const terms = { model: 'flat', billing_interval: 'month', unit_amount_cents: 10_000 }
  const price = (await seller.post(`/plans/${plan.id}/prices`, terms)).body
  const customer = (await seller.post('/customers', { name: 'Tanjong', address, payment_terms_days: 14 })).body
  const body = { customer_id: customer.id, price_id: price.id }
  const made = await seller.post('/subscriptions', body, { key: randomUUID() })
  assert.equal(made.status, 201, made.text)
  return made.body.id as string
}

test('a customer lives through two months by the API alone, each thing on its own day', async () => {
  const seller = await app.signUp()
  await seller.patch('/billing-rules', { unpaid_after_days: 90 })
  const id = await sell(seller)
  const sent = await advance(seller, '2027-01-30')
  assert.deepEqual([sent.status, sent.body.today, sent.body.to_date], [202, '2026-11-22', '2027-01-30'])
  await app.settle()
  const { body: clock } = await seller.get(clockOf(seller))
  assert.deepEqual(
    [clock.today, clock.now, clock.is_ahead, clock.to_date],
    ['2027-01-30', '2027-01-30T04:00:00Z', true, null],
  )
  const invoices = (await seller.get('/invoices')).body.data.toReversed()
  assert.deepEqual(
    invoices.map(({ issue_date, number }: { issue_date: string; number: string }) => [issue_date, number]),
    [
      ['2026-11-22', 'INV-2026-00001'],
      ['2026-12-22', 'INV-2026-00002'],
      ['2027-01-22', 'INV-2027-00001'],
    ],
  )
  const { body: subscription } = await seller.get(`/subscriptions/${id}`)
  assert.deepEqual(
    [subscription.status, subscription.current_period_end_date],
    ['past_due', '2027-02-22'],
    'nobody paid, and it is known since the day after the first was due',
  )
  const events = (await seller.get('/events?limit=100')).body.data
  const days = (name: string) =>
    events
      .filter((event: { name: string }) => event.name === name)
      .map(({ created_at }: { created_at: string }) => created_at.slice(0, 10))
  assert.deepEqual(days('subscription.past_due'), ['2026-12-07'])
  assert.deepEqual(days('organization.clock_advanced'), ['2026-11-22'])
  assert.deepEqual(days('organization.clock_arrived'), ['2027-01-30'])
})

test('the time of others does not move, nor does that of sessions, keys and invitations', async () => {
  const [acme, beta] = [await app.signUp(), await app.signUp()]
  const made = await acme.post('/api-keys', { name: 'Till', scopes: ['customers.read'], expires_in_days: 30 })
  const invitation = { email: 'guest@example.com', role: 'viewer' }
  const invitations = `/organizations/${acme.organization_id}/invitations`
  await acme.post(invitations, invitation)
  await advance(acme, '2027-06-01')
  await app.settle()
  assert.deepEqual([await today(acme), await today(beta)], ['2027-06-01', '2026-11-22'])
  const customer = async (of: Person) => (await of.post('/customers', { name: 'Kaki' })).body.created_at.slice(0, 10)
  assert.deepEqual([await customer(acme), await customer(beta)], ['2027-06-01', '2026-11-22'])

  assert.equal((await acme.get(invitations)).body.data.length, 1, 'an invitation of a week is still open')
  const headers = { authorization: `Bearer ${made.body.secret}` }
  assert.equal((await app.request('GET', '/customers', undefined, { headers })).status, 200)
  const later = await acme.post('/api-keys', { name: 'Till 2', scopes: ['customers.read'], expires_in_days: 30 })
  assert.equal(later.body.expires_at.slice(0, 10), '2026-12-22')
})

test('an answer is kept under its key for a day of ours', async () => {
  const acme = await app.signUp()
  await advance(acme, '2027-06-01')
  await app.settle()
  await acme.post('/customers', { name: 'Kaki' }, { key: 'once' })
  const { rows } = await app.admin.query(
    `select created_at::date::text as day from app.idempotency_keys where organization_id = $1 and key = 'once'`,
    [acme.organization_id],
  )
  assert.deepEqual(rows, [{ day: '2026-11-22' }])
})

test('time does not go back, stands still for nobody, and goes a year at a time', async () => {
  const acme = await app.signUp()
  for (const [to_date, code] of [
    ['2026-11-22', 'too_early'],
    ['1900-01-01', 'too_early'],
    ['2027-11-23', 'too_late'],
    ['9999-12-31', 'too_late'],
  ] as const) {
    const { status, body } = await advance(acme, to_date)
    assert.deepEqual([status, body.code, body.errors[0].code], [422, 'organizations.clock_invalid', code])
  }
  await advance(acme, '2026-11-24')
  await app.settle()
  assert.equal((await advance(acme, '2026-11-23')).body.errors[0].code, 'too_early')
  assert.equal(await today(acme), '2026-11-24')
})

test('of two who move it at once one waits until it is there; a job that gave up can be sent on again', async () => {
  const acme = await app.signUp()
  const both = await Promise.all([advance(acme, '2026-12-01'), advance(acme, '2026-12-02')])
  assert.deepEqual(both.map(({ status }) => status).toSorted(), [202, 409])
  assert.equal(both.find(({ status }) => status === 409)!.body.code, 'organizations.clock_moving')
  await app.settle()
  assert.ok((await today(acme)) >= '2026-12-01')

  await app.admin.query('update app.organization_directory set clock_to_date = $2 where organization_id = $1', [
    acme.organization_id,
    '2026-12-20',
  ])
  assert.equal((await advance(acme, '2026-12-10')).status, 202)
  await app.settle()
  assert.equal(await today(acme), '2026-12-10')
})

test('only owners and admins of the organisation move its clock; whoever belongs there reads it', async () => {
  const acme = await app.signUp()
  for (const role of ['member', 'viewer', 'accountant', 'dpo'] as const) {
    const member = await app.signUp(role, acme)
    const { status, body } = await advance(member, '2027-01-01')
    assert.deepEqual([status, body.code], [403, 'auth.not_permitted'])
    assert.equal((await member.get(clockOf(acme))).status, 200)
  }
  const stranger = await app.signUp()
  assert.equal((await advance(stranger, '2027-01-01', acme)).status, 404)
  assert.equal((await stranger.get(clockOf(acme))).status, 404)
  assert.equal(await today(acme), '2026-11-22')
})
