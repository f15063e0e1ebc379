import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { signUpOperator } from '#test/operators.ts'
import { address, type Person, startApp } from '#test/support.ts'

// verbs: begin-on-default-plan start-trial push-entitlements remind-of-trial-end set-entitlements set-seat-limit
const app = await startApp()
const { admin, signUp, travelTo } = app
/** A job that records an event leads to another job. */
const settle = async () => {
  await app.settle()
  await app.settle()
}
const limits = { seats: 2, leads_per_month: null, invoices_per_month: 3 }
const lines = [{ description: 'Work', quantity: '1', unit_price_cents: 10_000 }]

const before = await signUp()
await settle()
const operator = await signUpOperator(app)
const features = [{ code: 'invoices', name: 'Tax invoices with PayNow' }]
const plan = (
  await operator.post('/plans', {
    code: 'starter',
    name: 'Starter',
    trial_days: 14,
    limits,
    features,
    is_default: true,
  })
).body
const priceOf = async (plan_id: string, billing_interval: string, unit_amount_cents: number): Promise<string> =>
  (await operator.post(`/plans/${plan_id}/prices`, { model: 'flat', billing_interval, unit_amount_cents })).body.id
await priceOf(plan.id, 'year', 19_000)
const monthly = await priceOf(plan.id, 'month', 1_900)

const planOf = async (person: Person) => (await person.get(`/organizations/${person.organization_id}/plan`)).body
const subscriptionOf = async (person: Person) => {
  const { name } = (await person.get(`/organizations/${person.organization_id}`)).body
  const { data } = (await operator.get(`/subscriptions?q=${encodeURIComponent(name)}`)).body
  return data[0]
}
const queue = (job: string) => admin.query(`select graphile_worker.add_job($1, '{}')`, [job])
const mailTo = async (email: string) =>
  (await admin.query('select subject, text_body from app.mailbox_messages where recipient = $1', [email])).rows

async function withCustomer(billing_email = `owner-${randomUUID()}@example.com`) {
  const tenant = await signUp('owner', undefined, { billing_email })
  await settle()
  const customer_id = (await tenant.post('/customers', { name: 'Kaki', address })).body.id
  const issue = () => tenant.post('/invoices', { customer_id, lines }, { key: randomUUID() })
  return { tenant, billing_email, issue }
}

test('a new organisation is a customer of the operator on a trial of the default plan, by the month, once', async () => {
  const { tenant } = await withCustomer('books@kaki.example')
  await admin.query(`select graphile_worker.add_job('start_trial', json_build_object('organization_id', $1::text))`, [
    tenant.organization_id,
  ])
  await settle()
  const { name, uen } = (await tenant.get(`/organizations/${tenant.organization_id}`)).body
  const { data } = (await operator.get('/customers')).body
  const [customer] = data
  assert.deepEqual([data.length, customer.name, customer.uen, customer.email], [1, name, uen, 'books@kaki.example'])
  const subscription = await subscriptionOf(tenant)
  assert.deepEqual(
    [subscription.price_id, subscription.status, subscription.trial_end_date, subscription.customer_id],
    [monthly, 'trialing', '2026-12-06', customer.id],
  )
  assert.deepEqual(await planOf(tenant), {
    plan_code: 'starter',
    plan_name: 'Starter',
    features,
    limits,
    used: { seats: 1, leads_per_month: 0, invoices_per_month: 0 },
    month_start_date: '2026-11-01',
    subscription_status: 'trialing',
    pause_reason: null,
    trial_end_date: '2026-12-06',
    trial_days_left: 14,
  })
})

test('whoever was there before the plan, and the operator, have no plan and no limits', async () => {
  for (const person of [before, operator]) {
    const { plan_name, subscription_status, limits: none, trial_days_left } = await planOf(person)
    assert.deepEqual([plan_name, subscription_status, trial_days_left], [null, null, null])
    assert.deepEqual(none, { seats: null, leads_per_month: null, invoices_per_month: null })
  }
})

test('a customer whom the operator entered by hand is the one who signs up with that UEN', async () => {
  const { uen } = (await before.get(`/organizations/${before.organization_id}`)).body
  const { body: known } = await operator.post('/customers', { name: 'Entered by hand', uen, address })
  await admin.query(`select graphile_worker.add_job('start_trial', json_build_object('organization_id', $1::text))`, [
    before.organization_id,
  ])
  await settle()
  const { data } = (await operator.get(`/subscriptions?customer_id=${known.id}`)).body
  assert.equal(data.length, 1)
  assert.equal((await planOf(before)).plan_name, 'Starter')
})

test('the console shows which plan each organisation has and how it stands', async () => {
  const { data } = (await operator.get('/operator/organizations')).body
  assert.deepEqual(
    data.map(({ plan_name, subscription_status }: Record<string, unknown>) => [plan_name, subscription_status]),
    [
      ['Starter', 'trialing'],
      [null, null],
      ['Starter', 'trialing'],
    ],
  )
  assert.equal((await operator.get(`/operator/organizations/${data[0].id}`)).body.trial_end_date, '2026-12-06')
})

test('seats of the plan are all there are', async () => {
  const { tenant } = await withCustomer()
  const invite = () =>
    tenant.post(`/organizations/${tenant.organization_id}/invitations`, {
      email: `guest-${randomUUID()}@example.com`,
      role: 'viewer',
    })
  assert.equal((await invite()).status, 201)
  assert.equal((await invite()).body.code, 'organizations.seat_limit')
  assert.equal((await planOf(tenant)).used.seats, 2)
})

test('of eight who issue at once with one invoice left exactly one does, and no number is lost', async () => {
  const { issue } = await withCustomer()
  assert.deepEqual([(await issue()).status, (await issue()).status], [201, 201])
  const answers = await Promise.all(Array.from({ length: 8 }, issue))
  const issued = answers.filter(({ status }) => status === 201)
  assert.deepEqual(
    issued.map(({ body }) => body.number),
    ['INV-2026-00003'],
  )
  const refused = answers.filter(({ status }) => status !== 201)
  assert.deepEqual(
    [...new Set(refused.map(({ status, body }) => `${status} ${body.code}`))],
    ['409 invoices.limit_reached'],
  )
  assert.match(refused[0]!.body.detail, /Starter allows 3 invoices a month.*from 1 Dec 2026 on/)
  travelTo('2026-11-30T15:59:00Z')
  assert.equal((await issue()).body.code, 'invoices.limit_reached')
  // Midnight in Singapore.
  travelTo('2026-11-30T16:00:00Z')
  assert.equal((await issue()).body.number, 'INV-2026-00004')
  travelTo('2026-11-22T04:00:00Z')
})

test('a draft that the plan does not allow to be issued stays a draft, and subscriptions are invoiced all the same', async () => {
  const { tenant, issue } = await withCustomer()
  for (let i = 0; i < 3; i++) await issue()
  const { data } = (await tenant.get('/customers')).body
  const { body: draft } = await tenant.post('/invoice-drafts', { customer_id: data[0].id, lines })
  const answer = await tenant.post(`/invoice-drafts/${draft.id}/issue`, {}, { key: randomUUID() })
  assert.equal(answer.body.code, 'invoices.limit_reached')
  assert.equal((await tenant.get(`/invoice-drafts/${draft.id}`)).status, 200)

  const { body: own } = await tenant.post('/plans', { code: 'care', name: 'Care' })
  const price = { model: 'flat', billing_interval: 'month', unit_amount_cents: 5_000 }
  const { body: cost } = await tenant.post(`/plans/${own.id}/prices`, price)
  const order = { customer_id: data[0].id, price_id: cost.id }
  assert.equal((await tenant.post('/subscriptions', order, { key: randomUUID() })).status, 201)
  assert.equal((await planOf(tenant)).used.invoices_per_month, 4)
})

test('a larger plan, an edited limit and a pause reach the organisation, each with an event', async () => {
  const { tenant, issue } = await withCustomer()
  const { body: team } = await operator.post('/plans', {
    code: 'team',
    name: 'Team',
    limits: { invoices_per_month: 9 },
  })
  const price_id = await priceOf(team.id, 'month', 5_900)
  const { id } = await subscriptionOf(tenant)
  const act = (verb: string, body: object = {}) =>
    operator.post(`/subscriptions/${id}/${verb}`, body, { key: randomUUID() })
  assert.equal((await act('change', { price_id, when: 'now' })).status, 200)
  await settle()
  const { plan_code, limits: larger } = await planOf(tenant)
  assert.deepEqual([plan_code, larger], ['team', { seats: null, leads_per_month: null, invoices_per_month: 9 }])

  await operator.patch(`/plans/${team.id}`, { limits: { seats: 5, invoices_per_month: 1 } }, { version: team.version })
  await settle()
  assert.deepEqual((await planOf(tenant)).limits, { seats: 5, leads_per_month: null, invoices_per_month: 1 })
  assert.deepEqual([(await issue()).status, (await issue()).body.code], [201, 'invoices.limit_reached'])

  await act('pause')
  await settle()
  assert.equal((await planOf(tenant)).subscription_status, 'paused')
  const told = (await tenant.events()).filter(({ name }) => name === 'entitlements.set')
  assert.deepEqual(
    told.map(({ data }) => [data.plan_code, data.subscription_status]),
    [
      ['starter', 'trialing'],
      ['team', 'trialing'],
      ['team', 'trialing'],
      ['team', 'paused'],
    ],
  )
})

test('three days before a trial ends the billing address is told what it will cost, once', async () => {
  const { tenant, billing_email } = await withCustomer()
  travelTo('2026-12-02T04:00:00Z')
  await queue('look_after_tenants')
  await settle()
  assert.deepEqual(await mailTo(billing_email), [])
  assert.equal((await planOf(tenant)).trial_days_left, 4)
  travelTo('2026-12-03T01:10:00Z')
  for (let i = 0; i < 2; i++) {
    await queue('look_after_tenants')
    await settle()
  }
  const [mail, ...rest] = await mailTo(billing_email)
  assert.deepEqual(rest, [])
  assert.match(mail.subject, /^The trial of .* ends on 6 Dec 2026$/)
  assert.match(mail.text_body, /costs \$19\.00 a month, before GST/)
  assert.match(mail.text_body, /\/app\/[\w-]+\/settings\/plan/)
})

test('a trial that ends becomes an active plan, and what was scheduled for a renewal holds from that run on', async () => {
  const { tenant } = await withCustomer()
  const renewOn = async (noon: string) => {
    travelTo(noon)
    await queue('start_due_runs')
    await settle()
  }
  await renewOn('2026-12-17T04:00:00Z')
  assert.equal((await planOf(tenant)).subscription_status, 'active')

  const { body: large } = await operator.post('/plans', { code: 'large', name: 'Large', limits: { seats: 50 } })
  const change = { price_id: await priceOf(large.id, 'month', 9_900), when: 'period_end' }
  const { id } = await subscriptionOf(tenant)
  const scheduled = await operator.post(`/subscriptions/${id}/change`, change, { key: randomUUID() })
  assert.equal(scheduled.status, 200, scheduled.text)
  await settle()
  assert.equal((await planOf(tenant)).plan_name, 'Starter')
  await renewOn('2027-01-17T04:00:00Z')
  const { plan_name, limits: larger } = await planOf(tenant)
  assert.deepEqual([plan_name, larger.seats], ['Large', 50])
})

test('the limits of the default plan hold from the first moment, before any job has run', async () => {
  const tenant = await signUp()
  const { plan_code, limits: held, subscription_status, trial_days_left } = await planOf(tenant)
  assert.deepEqual(
    [plan_code, held.seats, held.invoices_per_month, subscription_status, trial_days_left],
    ['starter', 2, 3, 'trialing', 14],
  )
  const invite = (email: string) =>
    tenant.post(`/organizations/${tenant.organization_id}/invitations`, { email, role: 'viewer' })
  assert.deepEqual([(await invite('a@kaki.example')).status, (await invite('b@kaki.example')).status], [201, 409])
  const asked = await planOf(tenant)
  await settle()
  assert.deepEqual(await planOf(tenant), asked, 'and the trial, once it is there, says the same')
})

test('a plan that nobody pays is paused by rule, of which the tenant is told why, and paying brings it back; limits stay', async () => {
  const { tenant } = await withCustomer()
  await operator.patch('/billing-rules', { unpaid_after_days: 5, paused_after_days: 5 })
  const renewOn = async (noon: string) => {
    travelTo(noon)
    await queue('start_due_runs')
    await settle()
  }
  const standing = async () => {
    const { subscription_status, pause_reason, limits: held } = await planOf(tenant)
    return [subscription_status, pause_reason, held.invoices_per_month]
  }
  const { id, customer_id, trial_end_date } = await subscriptionOf(tenant)
  await renewOn(`${trial_end_date}T04:00:00Z`)
  assert.deepEqual(await standing(), ['active', null, 3])
  const [invoice] = (await operator.get(`/invoices?customer_id=${customer_id}`)).body.data
  const late = Temporal.PlainDate.from(invoice.due_date).add({ days: 11 }).toString()
  await renewOn(`${late}T04:00:00Z`)
  assert.deepEqual(await standing(), ['paused', 'unpaid', 3])
  const { id: invoice_id, amount_due_cents: amount_cents } = invoice
  await operator.post('/payments', { invoice_id, amount_cents, method: 'paynow' }, { key: randomUUID() })
  await settle()
  assert.deepEqual(await standing(), ['active', null, 3])
  await operator.post(`/subscriptions/${id}/pause`)
  await settle()
  assert.deepEqual(await standing(), ['paused', 'requested', 3])
})
