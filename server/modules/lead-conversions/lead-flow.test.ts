import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { address, type Person, startApp } from '#test/support.ts'

const { signUp, travelTo } = await startApp()

const lead = { name: 'Lim Hui Min', company: 'Orchid Foods Pte. Ltd.', source: 'Website' }
const leadOf = async (owner: Person, more: object = {}) => (await owner.post('/leads', { ...lead, ...more })).body
async function pay(owner: Person, customer_id: string, amount_cents: number) {
  const paid = await owner.post('/payments', { customer_id, amount_cents, method: 'cash' }, { key: randomUUID() })
  assert.equal(paid.status, 201, paid.text)
  return paid.body.id
}

test('each source is credited with what its customers paid since, less refunds, once for each customer', async () => {
  const owner = await signUp()
  const first = await leadOf(owner)
  const { body } = await owner.post(`/leads/${first.id}/convert`, { customer: { address } })
  const second = await leadOf(owner, { source: 'Fair' })
  await owner.post(`/leads/${second.id}/convert`, { customer_id: body.customer_id })
  await leadOf(owner, { source: 'Fair' })
  const payment = { customer_id: body.customer_id, amount_cents: 40_000, method: 'cash' }
  const paid = await owner.post('/payments', payment, { key: randomUUID() })
  assert.equal(paid.status, 201, paid.text)
  const refund = { amount_cents: 5_000, method: 'cash', reason: 'Too much' }
  const refunded = await owner.post(`/payments/${paid.body.id}/refunds`, refund, { key: randomUUID() })
  assert.ok(refunded.status < 300, refunded.text)
  const { body: flow } = await owner.get('/leads/flow')
  assert.deepEqual(flow.sources, [
    { source: 'Website', count: 1, converted_count: 1, collected_cents: 35_000 },
    { source: 'Fair', count: 2, converted_count: 1, collected_cents: 0 },
  ])
  assert.deepEqual([flow.count, flow.converted_count, flow.collected_cents], [3, 2, 35_000])
  await owner.post(`/leads/${first.id}/archive`)
  assert.deepEqual((await owner.get('/leads/flow')).body, flow, 'money does not leave with a lead that is put away')
  assert.equal((await owner.get('/leads/flow?to=2020-01-01T00:00:00Z')).body.count, 0)
})

test('what flows from each source through each stage adds up, whatever was refunded, reversed, undone or came before', async () => {
  const owner = await signUp()
  const stages = (await owner.get('/lead-stages')).body.data
  const stageOf = (name: string) => stages.find((stage: { name: string }) => stage.name === name).id
  const { body: early } = await owner.post('/customers', { name: 'Known before', address })
  await pay(owner, early.id, 70_000)
  travelTo('2031-03-04T10:00:00+08:00')
  const known = await leadOf(owner, { source: 'Fair' })
  await owner.post(`/leads/${known.id}/convert`, { customer_id: early.id })
  const won = await leadOf(owner)
  const { body } = await owner.post(`/leads/${won.id}/convert`, { customer: { address } })
  const second = await leadOf(owner, { source: 'Fair' })
  await owner.post(`/leads/${second.id}/convert`, { customer_id: body.customer_id })
  const undone = await leadOf(owner, { source: 'Referral', name: 'Ravi', company: 'Ravi Trading' })
  await owner.post(`/leads/${undone.id}/convert`, {})
  await owner.post(`/leads/${undone.id}/unconvert`)
  await leadOf(owner, { stage_id: stageOf('Quoted') })
  travelTo('2031-03-20T10:00:00+08:00')
  const payment = await pay(owner, body.customer_id, 90_000)
  await owner.post(
    `/payments/${payment}/refunds`,
    { amount_cents: 15_000, method: 'cash', reason: 'Too much' },
    { key: randomUUID() },
  )
  const wrong = await pay(owner, body.customer_id, 4_000)
  assert.ok((await owner.post(`/payments/${wrong}/reverse`, { reason: 'Not theirs' })).status < 300)
  await pay(owner, early.id, 2_500)

  const { body: flow } = await owner.get('/leads/flow')
  assert.deepEqual(
    flow.stages.map((stage: { name: string; status: string; count: number; collected_cents: number }) => [
      stage.name,
      stage.status,
      stage.count,
      stage.collected_cents,
    ]),
    [
      ['New', 'new', 1, 0],
      ['Quoted', 'qualified', 1, 0],
      ['Won', 'converted', 3, 77_500],
    ],
  )
  const links = flow.links.map((each: { source: string; stage_id: string; count: number; collected_cents: number }) => [
    each.source,
    stages.find(({ id }: { id: string }) => id === each.stage_id).name,
    each.count,
    each.collected_cents,
  ])
  assert.deepEqual(links.sort(), [
    ['Fair', 'Won', 2, 2_500],
    ['Referral', 'New', 1, 0],
    ['Website', 'Quoted', 1, 0],
    ['Website', 'Won', 1, 75_000],
  ])
  assert.deepEqual([flow.count, flow.converted_count, flow.collected_cents], [5, 3, 77_500])
  const file = await owner.get('/leads/flow/export')
  assert.equal(
    file.text,
    'Source,Leads,New,Quoted,Won,Became customers,Collected (SGD)\r\n' +
      'Website,2,0,1,1,1,750.00\r\nFair,2,0,0,2,2,25.00\r\nReferral,1,1,0,0,0,0.00\r\n',
  )
  const march = '?from=2031-03-01T00:00:00Z&to=2031-03-02T00:00:00Z'
  assert.deepEqual((await owner.get(`/leads/flow${march}`)).body.stages, [])
})
