import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { signUpOperator } from '#test/operators.ts'
import { address, type Person, startApp } from '#test/support.ts'

const app = await startApp()
const { signUp, travelTo } = app
const settle = async () => {
  await app.settle()
  await app.settle()
}

const operator = await signUpOperator(app)
const before = await signUp()
await settle()
const { version } = (await operator.get(`/organizations/${operator.organization_id}`)).body
await operator.patch(`/organizations/${operator.organization_id}`, { address }, { version })

type Details = { code: string; is_visible?: boolean; is_default?: boolean; limits?: object; trial_days?: number }
async function sell({ code, ...rest }: Details, unit_amount_cents: number, model = 'flat') {
  const plan = (await operator.post('/plans', { code, name: code, ...rest })).body
  const price = { model, billing_interval: 'month', unit_amount_cents }
  return (await operator.post(`/plans/${plan.id}/prices`, price)).body.id as string
}
const starter = await sell({ code: 'starter', is_default: true, limits: { seats: 2, invoices_per_month: 1 } }, 3_000)
const team = await sell({ code: 'team', is_visible: true, limits: { seats: 20 } }, 9_000)
const by_seat = await sell({ code: 'by-seat', is_visible: true }, 1_000, 'per_seat')
const secret = await sell({ code: 'secret', is_visible: false }, 1)
await operator.patch(
  `/plans/${(await operator.get('/plans?q=starter')).body.data[0].id}`,
  { is_visible: true },
  { version: 1 },
)

async function tenant() {
  travelTo('2026-11-22T04:00:00Z')
  const owner = await signUp('owner', undefined, { billing_email: `owner-${randomUUID()}@example.com` })
  await settle()
  const of = `/organizations/${owner.organization_id}`
  const choose = (body: object, by: Person = owner) => by.post(`${of}/choose-plan`, body, { key: randomUUID() })
  const preview = (body: object, by: Person = owner) => by.post(`${of}/preview-plan`, body)
  return { owner, of, choose, preview }
}

test('an owner chooses a larger plan by themselves: what was previewed is charged, and its limits hold at once', async () => {
  const { owner, of, choose, preview } = await tenant()
  const issue = async () => {
    const customer_id = (await owner.post('/customers', { name: 'Kaki', address })).body.id
    const lines = [{ description: 'Work', quantity: '1', unit_price_cents: 100 }]
    return owner.post('/invoices', { customer_id, lines }, { key: randomUUID() })
  }
  assert.deepEqual([(await issue()).status, (await issue()).body.code], [201, 'invoices.limit_reached'])
  // Ten of thirty days are over.
  travelTo('2026-12-02T04:00:00Z')
  const told = await preview({ price_id: team })
  assert.deepEqual([told.status, told.body.kind, told.body.when], [200, 'upgrade', 'now'], told.text)
  assert.deepEqual([told.body.net_cents, told.body.charge], [4_000, 'now'])
  const chosen = await choose({ price_id: team })
  assert.equal(chosen.status, 200, chosen.text)
  assert.deepEqual(chosen.body.preview, told.body)
  assert.equal(chosen.body.terms.plan.name, 'team')
  assert.equal((await issue()).status, 201)

  const plan = (await owner.get(`${of}/plan`)).body
  assert.deepEqual([plan.plan_code, plan.limits.seats], ['team', 20])
  const terms = (await owner.get(`${of}/plan-terms`)).body.terms
  assert.deepEqual([terms.price_id, terms.amount_cents, terms.current_period_end_date], [team, 9_000, '2026-12-22'])
  assert.equal('customer_id' in terms || 'is_in_use' in terms.price, false)
  await settle()
  const { name } = (await owner.get(of)).body
  const { data } = (await operator.get(`/invoices?q=${encodeURIComponent(name)}`)).body
  assert.equal(data[0].total_amount_cents, told.body.invoice.total_amount_cents)
})

test('both trails say who chose the plan', async () => {
  const { owner, choose } = await tenant()
  await choose({ price_id: team })
  const newest = async (person: Person, name: string) => (await person.get(`/events?name=${name}`)).body.data[0]
  const mine = await newest(owner, 'organization.plan_chosen')
  assert.deepEqual(
    [mine.actor_id, mine.data.plan_name, mine.data.quantity, mine.data.effective_date],
    [owner.id, 'team', 1, '2026-11-22'],
  )
  assert.equal((await newest(operator, 'subscription.changed')).actor_id, owner.id)
})

test('a smaller plan waits for the renewal, as the billing rules of the operator say, and can be taken back', async () => {
  const { owner, of, choose } = await tenant()
  await choose({ price_id: team })
  const smaller = await choose({ price_id: starter })
  assert.deepEqual([smaller.status, smaller.body.preview.when], [200, 'period_end'], smaller.text)
  assert.equal((await owner.get(`${of}/plan`)).body.plan_code, 'team')
  assert.equal((await owner.get(`${of}/plan-terms`)).body.terms.pending_change.plan_name, 'starter')
  assert.equal((await choose({ price_id: team })).status, 200)
  assert.equal((await owner.get(`${of}/plan-terms`)).body.terms.pending_change, null)
})

test('a plan by the seat counts at least the seats that are used', async () => {
  const { of, owner, choose, preview } = await tenant()
  await signUp('member', owner)
  const told = (await preview({ price_id: by_seat })).body
  assert.equal(told.next_invoice.amount_cents, 2_000)
  const few = await choose({ price_id: by_seat, quantity: 1 })
  assert.deepEqual([few.status, few.body.code], [422, 'organizations.plan_invalid'])
  assert.deepEqual([few.body.errors[0].pointer, few.body.errors[0].code], ['/quantity', 'too_few'])
  assert.equal((await choose({ price_id: by_seat, quantity: 5 })).status, 200)
  const { pending_change, quantity } = (await owner.get(`${of}/plan-terms`)).body.terms
  assert.equal(pending_change?.quantity ?? quantity, 5)
})

test('what is not on the price page cannot be chosen, and whoever is no customer has nothing to change', async () => {
  const { choose, preview } = await tenant()
  const own = (await operator.post('/plans', { code: 'add', name: 'Add', kind: 'add_on', is_visible: true })).body
  const add_on = (
    await operator.post(`/plans/${own.id}/prices`, { model: 'flat', billing_interval: 'month', unit_amount_cents: 5 })
  ).body.id
  for (const price_id of [secret, add_on, randomUUID()]) {
    const answers = [await choose({ price_id }), await preview({ price_id })]
    for (const { status, body } of answers)
      assert.deepEqual([status, body.code, body.errors[0].code], [422, 'organizations.plan_invalid', 'not_sold'])
  }
  for (const person of [before, operator]) {
    const of = `/organizations/${person.organization_id}`
    const answer = await person.post(`${of}/choose-plan`, { price_id: team }, { key: randomUUID() })
    assert.deepEqual([answer.status, answer.body.code], [409, 'organizations.no_running_plan'])
    assert.equal((await person.get(`${of}/plan-terms`)).body.terms, null)
  }
})

test('only who may choose the plan sees its terms and changes it', async () => {
  const { owner, of, choose, preview } = await tenant()
  const member = await signUp('member', owner)
  const asked = [await choose({ price_id: team }, member), await preview({ price_id: team }, member)]
  asked.push(await member.get(`${of}/plan-terms`))
  assert.deepEqual(
    asked.map(({ status, body }) => [status, body.code]),
    asked.map(() => [403, 'auth.not_permitted']),
  )
  assert.equal((await before.get(`${of}/plan-terms`)).status, 404)
})

test('whose plan has ended comes back by choosing one: paid from the first day, without another trial, once', async () => {
  const { owner, of, choose, preview } = await tenant()
  await choose({ price_id: team })
  const { name } = (await owner.get(of)).body
  const ofThem = `/subscriptions?q=${encodeURIComponent(name)}`
  const [{ id: old }] = (await operator.get(ofThem)).body.data
  travelTo('2026-12-10T04:00:00Z')
  await operator.post(`/subscriptions/${old}/cancel`, { when: 'now' })
  await settle()
  assert.equal((await owner.get(`${of}/plan`)).body.subscription_status, 'canceled')
  const told = await preview({ price_id: team })
  assert.equal(told.status, 200, told.text)
  const { when, effective_date, period, net_cents, charge, next_invoice } = told.body
  assert.deepEqual(
    [when, effective_date, period, net_cents, charge, next_invoice],
    [
      'now_new_anchor',
      '2026-12-10',
      { from_date: '2026-12-10', to_date: '2027-01-10', unit: 'day', used: 0, length: 31 },
      9_000,
      'now',
      { date: '2027-01-10', amount_cents: 9_000 },
    ],
  )
  assert.equal((await operator.get(ofThem)).body.data.length, 1, 'a look begins nothing')
  // The one who ended had this price too; at once somebody else chooses as well.
  const both = await Promise.all([choose({ price_id: team }), choose({ price_id: team })])
  assert.deepEqual(both.map(({ status }) => status).toSorted(), [200, 409])
  const [good, late] = both.toSorted((a, b) => a.status - b.status)
  assert.deepEqual(good!.body.preview, told.body)
  assert.deepEqual(
    [late!.body.code, late!.body.detail],
    ['organizations.plan_not_changeable', 'You have this plan already.'],
  )
  const { status, trial_end_date, current_period_end_date } = (await owner.get(`${of}/plan-terms`)).body.terms
  assert.deepEqual([status, trial_end_date, current_period_end_date], ['active', null, '2027-01-10'])
  assert.equal((await owner.get(`${of}/plan`)).body.subscription_status, 'active')
  const { data } = (await operator.get(`/invoices?q=${encodeURIComponent(name)}`)).body
  assert.equal(data[0].total_amount_cents, told.body.invoice.total_amount_cents)
})

test('a refusal of the subscription is said in words for whose plan it is', async () => {
  const { owner, of, choose } = await tenant()
  await choose({ price_id: team })
  const { name } = (await owner.get(of)).body
  const [{ id }] = (await operator.get(`/subscriptions?q=${encodeURIComponent(name)}`)).body.data
  travelTo('2026-12-23T04:00:00Z')
  const due = await choose({ price_id: by_seat, quantity: 50 })
  assert.deepEqual([due.status, due.body.code], [409, 'organizations.plan_not_changeable'])
  assert.equal(due.body.detail, 'Your plan is being renewed. Wait for an hour, then choose again.')
  travelTo('2026-12-01T04:00:00Z')
  await operator.post(`/subscriptions/${id}/cancel`, { when: 'period_end' })
  const ending = await choose({ price_id: starter })
  assert.match(ending.body.detail, /^Your plan ends with its period/)
})
