import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { address, startApp } from './support.ts'

const app = await startApp()
const { signUp } = app

const acme = await signUp()
const beta = await signUp()
const customer = (await acme.post('/customers', { name: 'Kopi Kaki', address })).body
const lines = [{ description: 'Work', quantity: '1', unit_price_cents: 100 }]
const draft = (await acme.post('/invoice-drafts', { customer_id: customer.id, lines })).body
const invoice = (await acme.post('/invoices', { customer_id: customer.id, lines }, { key: randomUUID() })).body
await acme.post('/payments', { invoice_id: invoice.id, amount_cents: 10, method: 'cash' }, { key: randomUUID() })

test('another organisation gets 404 for every id it could guess, with the body of an id that never was', async () => {
  const never = randomUUID()
  const attempts: [string, string, object?][] = [
    ['GET', `/customers/${customer.id}`],
    ['PATCH', `/customers/${customer.id}`, { name: 'Mine now' }],
    ['POST', `/customers/${customer.id}/archive`],
    ['POST', `/customers/${customer.id}/restore`],
    ['GET', `/invoice-drafts/${draft.id}`],
    ['PATCH', `/invoice-drafts/${draft.id}`, { notes: 'x' }],
    ['DELETE', `/invoice-drafts/${draft.id}`],
    ['POST', `/invoice-drafts/${draft.id}/issue`],
    ['GET', `/invoices/${invoice.id}`],
    ['GET', `/invoices/${invoice.id}/pdf`],
    ['POST', `/invoices/${invoice.id}/void`, { reason: 'x' }],
    ['POST', '/payments', { invoice_id: invoice.id, amount_cents: 1, method: 'cash' }],
    ['GET', `/organizations/${acme.organization_id}`],
  ]
  for (const [method, path, body] of attempts) {
    const ask = (p: string, b?: object) =>
      app.request(method, p, b, { headers: beta.headers, key: randomUUID(), version: 1 })
    const swap = (text: string) => text.replace(/[0-9a-f-]{36}/, never)
    const theirs = await ask(path, body)
    const nobodys = await ask(swap(path), body && (JSON.parse(swap(JSON.stringify(body))) as object))
    assert.equal(theirs.status, 404, `${method} ${path}: ${theirs.text}`)
    const { request_id: _a, ...first } = theirs.body
    const { request_id: _b, ...second } = nobodys.body
    assert.deepEqual(first, second)
  }
  assert.equal((await acme.get(`/customers/${customer.id}`)).body.name, 'Kopi Kaki')
})
