import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nextUen, startApp } from '#test/support.ts'
import { openedPortal } from './portal-fixture.ts'

const app = await startApp()
const portal = await openedPortal(app)
const { owner } = portal

test('a customer corrects their details, and the seller reads who did what', async () => {
  const customer = await portal.addCustomer()
  const me = await portal.visitor(customer)
  const uen = nextUen()
  const changes = { name: 'Kopi Kaki (Holdings)', uen, phone: '+6561234567' }
  const { status, body } = await me.patch('/details', changes)
  assert.deepEqual([status, body.name, body.uen, body.version], [200, changes.name, uen, 2])
  assert.equal((await me.get('/details')).body.phone, '+6561234567')

  const seen = (await owner.get(`/events?subject_id=${customer.id}&name=customer.updated`)).body.data[0]
  assert.deepEqual([seen.actor_kind, seen.actor_id, seen.actor_name], ['customer', customer.id, customer.name])
  assert.deepEqual(Object.keys(seen.changes).sort(), ['name', 'phone', 'uen'])
  const invoice = await portal.bill(customer.id)
  assert.equal((await owner.get(`/invoices/${invoice.id}`)).body.buyer.name, changes.name)
})

test('a UEN with a wrong letter, an address without code and fields of the seller are refused', async () => {
  const customer = await portal.addCustomer()
  const me = await portal.visitor(customer)
  const wrong = await me.patch('/details', {
    uen: '201812345A',
    address: { line1: 'x', postal_code: '1', country: 'SG' },
  })
  assert.deepEqual(wrong.body.errors.map(({ pointer }: { pointer: string }) => pointer).sort(), [
    '/address/postal_code',
    '/uen',
  ])
  for (const field of ['notes', 'payment_terms_days', 'archived_at', 'id', 'gst_reg_no', 'customer_id']) {
    const { status, body } = await me.patch('/details', { [field]: 1 })
    assert.deepEqual([status, body.errors[0].code], [422, 'unknown_field'], field)
  }
  assert.equal((await owner.get(`/customers/${customer.id}`)).body.version, 1)
})

test('what the seller notes about a customer is not shown to them', async () => {
  const customer = await portal.addCustomer({ notes: 'Pays late, be firm' })
  const me = await portal.visitor(customer)
  for (const path of ['/overview', '/details', '/invoices']) assert.doesNotMatch((await me.get(path)).text, /be firm/)
})

test('nobody learns from a UEN that another customer has it', async () => {
  const uen = nextUen()
  await portal.addCustomer({ uen, name: 'A secret customer' })
  const me = await portal.visitor(await portal.addCustomer())
  const { status, text, body } = await me.patch('/details', { uen })
  assert.deepEqual([status, body.errors[0].code], [422, 'not_accepted'])
  assert.doesNotMatch(text, /another|taken|secret/i)
})

test('two at once do not overwrite each other', async () => {
  const customer = await portal.addCustomer()
  const me = await portal.visitor(customer)
  assert.equal((await me.patch('/details', { name: 'First' }, 1)).status, 200)
  assert.equal((await me.patch('/details', { name: 'Second' }, 1)).status, 412)
})

test('a new address for bills is told to both, ends other visits, and is where links go from then on', async () => {
  const customer = await portal.addCustomer()
  const [me, another] = [await portal.visitor(customer), await portal.visitor(customer)]
  const email = `new-${customer.id}@example.com`
  assert.equal((await me.patch('/details', { email })).body.email, email)
  assert.equal((await me.get('/overview')).status, 200)
  assert.equal((await another.get('/overview')).status, 401)
  const [toOld, toNew] = [(await portal.mailsTo(customer.email)).at(-1)!, (await portal.mailsTo(email)).at(-1)!]
  assert.match(toOld.text, new RegExp(`now go to ${email}`))
  assert.match(toNew.text, /now come to this address/)
  const { version } = (await me.get('/details')).body
  assert.equal((await owner.patch(`/customers/${customer.id}`, { email: customer.email }, { version })).status, 200)
  assert.equal((await another.get('/overview')).status, 401, 'also when the old address comes back')
  const back = { version: version + 1 }
  assert.equal((await owner.patch(`/customers/${customer.id}`, { email }, back)).status, 200)
  await portal.askFor(customer.email)
  assert.equal((await portal.mailsTo(customer.email)).length, 3)
  app.travelTo('2026-11-22T04:05:00Z')
  await portal.askFor(email)
  assert.match((await portal.mailsTo(email)).at(-1)!.text, /#nxq_/)
  app.travelTo('2026-11-22T04:00:00Z')
})
