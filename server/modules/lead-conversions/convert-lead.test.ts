// verbs: convert-lead unconvert-lead
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { address, nextUen, type Person, startApp } from '#test/support.ts'

const { signUp } = await startApp()

const lead = {
  name: 'Lim Hui Min',
  email: 'huimin@orchid.example',
  phone: '9123 4567',
  company: 'Orchid Foods Pte. Ltd.',
  job_title: 'Buyer',
  source: 'Website',
}
const leadOf = async (owner: Person, more: object = {}) => (await owner.post('/leads', { ...lead, ...more })).body
const statusesOf = async (owner: Person) =>
  Object.fromEntries(
    (await owner.get('/lead-stages')).body.data.map(({ name, id }: { name: string; id: string }) => [name, id]),
  )

test('a lead becomes a customer with its contact, once, and stands in Won', async () => {
  const owner = await signUp()
  const uen = nextUen()
  const { id } = await leadOf(owner, { uen })
  const { status, body } = await owner.post(`/leads/${id}/convert`, { customer: { address } })
  assert.equal(status, 200)
  assert.deepEqual(
    [body.is_new_customer, body.lead.status, body.lead.customer_id],
    [true, 'converted', body.customer_id],
  )
  assert.equal(body.lead.stage_id, (await statusesOf(owner)).Won)
  const { body: customer } = await owner.get(`/customers/${body.customer_id}`)
  assert.deepEqual(
    [customer.name, customer.uen, customer.email, customer.phone, customer.kind],
    ['Orchid Foods Pte. Ltd.', uen, lead.email, '+6591234567', 'business'],
  )
  const { data } = (await owner.get(`/customers/${customer.id}/contacts`)).body
  assert.deepEqual([data[0].id, data[0].name, data[0].job_title], [body.contact_id, 'Lim Hui Min', 'Buyer'])
  const again = await owner.post(`/leads/${id}/convert`, {})
  assert.deepEqual([again.status, again.body.code], [409, 'leads.converted'])
  assert.equal(
    (await owner.post(`/leads/${id}/move`, { stage_id: (await statusesOf(owner)).New })).body.code,
    'leads.converted',
  )
})

test('of ten who convert at the same time one does, and one customer is made', async () => {
  const owner = await signUp()
  const { id } = await leadOf(owner)
  const answers = await Promise.all(Array.from({ length: 10 }, () => owner.post(`/leads/${id}/convert`, {})))
  assert.deepEqual(answers.map(({ status }) => status).toSorted(), [200, ...Array.from({ length: 9 }, () => 409)])
  assert.equal((await owner.get('/customers/count')).body.count, 1)
})

test('what is refused on the way leaves no customer behind', async () => {
  const owner = await signUp()
  const { id } = await leadOf(owner)
  const refused = await owner.post(`/leads/${id}/convert`, { subscription: { price_id: randomUUID() } })
  assert.ok([404, 422].includes(refused.status), refused.text)
  assert.equal((await owner.get('/customers/count')).body.count, 0)
  assert.equal((await owner.get(`/leads/${id}`)).body.status, 'new')
  await owner.post(`/leads/${id}/archive`)
  assert.equal((await owner.post(`/leads/${id}/convert`, {})).body.code, 'lead_conversions.archived')
})

test('a draft or a subscription with the trial of its plan comes along', async () => {
  const owner = await signUp()
  const plan = (await owner.post('/plans', { code: 'team', name: 'Team', trial_days: 14 })).body
  const price = (
    await owner.post(`/plans/${plan.id}/prices`, {
      model: 'per_seat',
      billing_interval: 'month',
      unit_amount_cents: 2_900,
    })
  ).body
  const { id } = await leadOf(owner)
  const lines = [{ description: 'Setup', quantity: '1', unit_price_cents: 50_000 }]
  const { status, body } = await owner.post(`/leads/${id}/convert`, {
    customer: { address },
    subscription: { price_id: price.id, quantity: 3 },
    invoice_draft: { lines },
  })
  assert.equal(status, 200, JSON.stringify(body))
  assert.equal((await owner.get(`/subscriptions/${body.subscription_id}`)).body.status, 'trialing')
  assert.equal((await owner.get(`/invoice-drafts/${body.invoice_draft_id}`)).body.customer_id, body.customer_id)
  assert.equal((await owner.post(`/leads/${id}/unconvert`)).body.code, 'lead_conversions.in_use')
})

test('a quotation draft comes along once, goes with the undo, and goes back to the lead where it was sent', async () => {
  const owner = await signUp()
  const { id } = await leadOf(owner)
  const quotation_draft = { lines: [{ description: 'Setup', quantity: '1', unit_price_cents: 50_000 }] }
  const convert = () => owner.post(`/leads/${id}/convert`, { customer: { address }, quotation_draft })
  const quoted = async () => (await owner.get(`/quotations?lead_id=${id}`)).body.data
  const answers = await Promise.all([convert(), convert(), convert()])
  assert.deepEqual(answers.map(({ status }) => status).toSorted(), [200, 409, 409])
  const { body } = answers.find(({ status }) => status === 200)!
  const [draft, ...others] = await quoted()
  assert.deepEqual(others, [])
  assert.deepEqual(
    [draft.id, draft.status, draft.customer_id, draft.total_amount_cents],
    [body.quotation_id, 'draft', body.customer_id, 54_500],
  )
  await owner.post(`/leads/${id}/unconvert`)
  assert.deepEqual(await quoted(), [])

  const { quotation_id } = (await convert()).body
  await owner.post(`/quotations/${quotation_id}/send`, { to: null }, { key: randomUUID() })
  assert.equal((await owner.post(`/leads/${id}/unconvert`)).status, 200)
  const [sent] = await quoted()
  assert.deepEqual([sent.id, sent.status, sent.customer_id], [quotation_id, 'sent', null])
})

test('names the customers that a lead may already be, and joins the one that is chosen', async () => {
  const [owner, stranger] = [await signUp(), await signUp()]
  const { body: same } = await owner.post('/customers', {
    name: 'ORCHID FOODS PRIVATE LIMITED',
    email: 'ap@orchid.example',
  })
  await owner.post('/customers', { name: 'Orchid Hotel' })
  await stranger.post('/customers', { name: 'Orchid Foods' })
  const { id } = await leadOf(owner)
  const { data } = (await owner.get(`/leads/${id}/possible-customers`)).body
  assert.deepEqual(
    data.map((each: { id: string; reasons: string[] }) => [each.id, each.reasons]),
    [[same.id, ['email_domain', 'name']]],
  )
  const { body } = await owner.post(`/leads/${id}/convert`, { customer_id: same.id })
  assert.deepEqual([body.customer_id, body.is_new_customer], [same.id, false])
  const became = (await owner.get(`/leads?customer_id=${same.id}&archived=all`)).body.data
  assert.deepEqual([became.length, became[0].id], [1, id])
  assert.deepEqual((await owner.get(`/leads?customer_id=${randomUUID()}`)).body.data, [])
  const back = await owner.post(`/leads/${id}/unconvert`)
  assert.deepEqual([back.body.status, back.body.customer_id], ['new', null])
  assert.equal((await owner.get(`/customers/${same.id}`)).body.archived_at, null)
  assert.equal((await stranger.post(`/leads/${id}/convert`, {})).status, 404)
})

test('a conversion is taken back with all it made, until something was sold', async () => {
  const owner = await signUp()
  const { Quoted } = await statusesOf(owner)
  const { id } = await leadOf(owner, { stage_id: Quoted })
  const lines = [{ description: 'Setup', quantity: '1', unit_price_cents: 50_000 }]
  const { body } = await owner.post(`/leads/${id}/convert`, { customer: { address }, invoice_draft: { lines } })
  const back = await owner.post(`/leads/${id}/unconvert`)
  assert.deepEqual([back.status, back.body.stage_id, back.body.converted_at], [200, Quoted, null])
  assert.equal((await owner.get(`/invoice-drafts/${body.invoice_draft_id}`)).status, 404)
  assert.ok((await owner.get(`/customers/${body.customer_id}`)).body.archived_at)
  assert.equal((await owner.post(`/leads/${id}/unconvert`)).body.code, 'lead_conversions.not_converted')
  const { body: second } = await owner.post(`/leads/${id}/convert`, { customer: { address } })
  await owner.post('/invoices', { customer_id: second.customer_id, lines }, { key: randomUUID() })
  assert.equal((await owner.post(`/leads/${id}/unconvert`)).body.code, 'lead_conversions.in_use')
})
