import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { address, startApp } from '#test/support.ts'

const { signUp } = await startApp()

async function issued() {
  const acme = await signUp()
  const { body: customer } = await acme.post('/customers', { name: 'Kopi Kaki', address })
  const lines = [{ description: 'Work', quantity: '1', unit_price_cents: 10_000 }]
  const { body: invoice } = await acme.post('/invoices', { customer_id: customer.id, lines }, { key: randomUUID() })
  return { acme, invoice }
}

test('voids an unpaid invoice with its reason; the number stays taken', async () => {
  const { acme, invoice } = await issued()
  const { status, body } = await acme.post(`/invoices/${invoice.id}/void`, { reason: 'Wrong customer' })
  assert.equal(status, 200)
  assert.equal(body.status, 'void')
  assert.equal(body.void_reason, 'Wrong customer')
  assert.equal(body.amount_due_cents, 0)
  assert.equal((await acme.events()).at(-1)!.name, 'invoice.voided')
  const again = await acme.post(
    '/invoices',
    { customer_id: invoice.customer_id, lines: [{ description: 'Work', quantity: '1', unit_price_cents: 1 }] },
    { key: randomUUID() },
  )
  assert.equal(again.body.number, 'INV-2026-00002')
})

test('refuses to void twice, without a reason, or with money against it', async () => {
  const { acme, invoice } = await issued()
  const voidIt = (reason: string) => acme.post(`/invoices/${invoice.id}/void`, { reason })
  assert.equal((await voidIt('  ')).status, 422)
  await acme.post('/payments', { invoice_id: invoice.id, amount_cents: 1, method: 'cash' }, { key: randomUUID() })
  assert.equal((await voidIt('Mistake')).body.code, 'invoices.has_payments')

  const other = await issued()
  const first = await other.acme.post(`/invoices/${other.invoice.id}/void`, { reason: 'x' })
  const second = await other.acme.post(`/invoices/${other.invoice.id}/void`, { reason: 'x' })
  assert.deepEqual([first.status, second.body.code], [200, 'invoices.not_open'])
})

test('a payment and a void at once: exactly one of them happens', async () => {
  for (let round = 0; round < 5; round++) {
    const { acme, invoice } = await issued()
    const [paid, voided] = await Promise.all([
      acme.post('/payments', { invoice_id: invoice.id, amount_cents: 100, method: 'paynow' }, { key: randomUUID() }),
      acme.post(`/invoices/${invoice.id}/void`, { reason: 'x' }),
    ])
    assert.deepEqual([paid.status, voided.status].toSorted(), paid.status === 201 ? [201, 409] : [200, 409])
  }
})

test('a viewer may not void', async () => {
  const { acme, invoice } = await issued()
  const viewer = await signUp('viewer', acme)
  assert.equal((await viewer.post(`/invoices/${invoice.id}/void`, { reason: 'x' })).body.code, 'auth.not_permitted')
})
