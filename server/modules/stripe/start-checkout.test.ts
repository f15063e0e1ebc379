// verbs: begin-payment open-payment start-paynow stripe-customer find-at-stripe apply-seen book-money keep-card
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startPaidApp } from '#test/stripe.ts'

const app = await startPaidApp()
const { tell, pay, settlePayNow, simulator } = app

test('an invoice is paid on the page of Stripe, and the money is in the ledger once, with its fee', async () => {
  const { owner, issue, checkout, invoiceNow, paymentsOf } = await app.seller()
  const invoice = await issue()
  const begun = await checkout(invoice.id)
  assert.deepEqual([begun.status, begun.amount_cents, begun.payment_id], ['open', 10_900, null])
  assert.equal((await checkout(invoice.id)).id, begun.id)
  assert.match(await (await pay(begun.url, '4000000000009995')).text(), /insufficient/)
  await tell()
  const refused = (await owner.get(`/online-payments/${begun.id}`)).body
  assert.deepEqual(
    [refused.status, refused.failure_code, refused.is_hard_decline],
    ['open', 'insufficient_funds', false],
  )

  const back = await pay(begun.url)
  assert.equal(back.headers.get('location'), `http://localhost:8000/app/invoices/${invoice.id}`)
  await tell()
  const done = (await owner.get(`/online-payments/${begun.id}`)).body
  assert.deepEqual([done.status, done.url, done.fee_cents, done.failure], ['succeeded', null, 421, null])
  assert.equal((await invoiceNow(invoice.id)).status, 'paid')
  const [payment, ...more] = await paymentsOf(invoice.id)
  assert.deepEqual([payment.id, payment.amount_cents, payment.method, more], [done.payment_id, 10_900, 'card', []])
  const names = (await owner.events()).map(({ name }) => name).filter((name) => name.startsWith('online_payment.'))
  assert.deepEqual(names, ['online_payment.started', 'online_payment.failed', 'online_payment.succeeded'])
  assert.equal((await owner.get(`/online-payments?invoice_id=${invoice.id}`)).body.data.length, 1)
  const { rows } = await app.admin.query(
    `select distinct status, organization_id from app.stripe_events where status <> 'ignored'`,
  )
  assert.deepEqual(rows, [{ status: 'processed', organization_id: owner.organization_id }])
})

test('a page for another amount takes the place of the one before, which closes', async () => {
  const { owner, issue, checkout } = await app.seller()
  const invoice = await issue()
  const first = await checkout(invoice.id)
  await owner.post('/payments', { invoice_id: invoice.id, amount_cents: 900, method: 'cash' }, { key: 'part' })
  const second = await checkout(invoice.id)
  assert.deepEqual([second.id === first.id, second.amount_cents], [false, 10_000])
  assert.equal((await owner.get(`/online-payments/${first.id}`)).body.status, 'canceled')
  assert.match(await (await pay(first.url)).text(), /used or has expired/)
  await tell()
  assert.equal((await owner.get(`/online-payments/${second.id}`)).body.status, 'open')
})

test('refuses to begin where nothing is due, or too little, and without a Stripe account', async () => {
  const { owner, issue, checkout } = await app.seller()
  const invoice = await issue()
  await owner.post('/payments', { invoice_id: invoice.id, amount_cents: 10_860, method: 'cash' }, { key: 'most' })
  const small = await owner.post(`/invoices/${invoice.id}/checkout`, {})
  assert.deepEqual([small.status, small.body.code], [409, 'stripe.amount_too_small'])
  await owner.post('/payments', { invoice_id: invoice.id, amount_cents: 40, method: 'cash' }, { key: 'rest' })
  assert.equal((await owner.post(`/invoices/${invoice.id}/checkout`, {})).body.code, 'payments.invoice_not_open')
  const { is_configured } = app.parts.stripe
  app.parts.stripe.is_configured = false
  assert.equal((await owner.post(`/invoices/${invoice.id}/checkout`, {})).body.code, 'stripe.not_configured')
  app.parts.stripe.is_configured = is_configured
  await checkout((await issue()).id)
})

test('PayNow by Stripe: one code while it is open, paid with its fee, or failed and begun anew', async () => {
  const { owner, issue, invoiceNow, paymentsOf } = await app.seller()
  const invoice = await issue()
  const start = async () => (await owner.post(`/invoices/${invoice.id}/paynow`)).body
  const begun = await start()
  assert.deepEqual([begun.kind, begun.status, (await start()).id], ['paynow', 'open', begun.id])
  assert.match(begun.qr_data, /SIMULATED PAYNOW/)
  await settlePayNow(begun.url, 'fails=1')
  await tell()
  assert.equal((await owner.get(`/online-payments/${begun.id}`)).body.status, 'failed')
  const again = await start()
  assert.notEqual(again.id, begun.id)
  await settlePayNow(again.url)
  await tell()
  const done = (await owner.get(`/online-payments/${again.id}`)).body
  assert.deepEqual([done.status, done.fee_cents, done.qr_data], ['succeeded', 142, null])
  assert.equal((await invoiceNow(invoice.id)).status, 'paid')
  assert.equal((await paymentsOf(invoice.id))[0].method, 'paynow')
})

test('nobody waits for an event that was lost: asking for the page again finds that it was paid', async () => {
  const { issue, checkout, invoiceNow } = await app.seller()
  const invoice = await issue()
  const begun = await checkout(invoice.id)
  simulator.way.hold = true
  await pay(begun.url)
  assert.equal((await checkout(invoice.id)).status, 'succeeded')
  assert.equal((await invoiceNow(invoice.id)).status, 'paid')
  await tell()
})

test('what names a payment of ours without being it moves no money', async () => {
  const { owner, issue, checkout, invoiceNow } = await app.seller()
  const stranger = await app.seller()
  const invoice = await issue()
  const begun = await checkout(invoice.id)
  const client = await app.parts.stripe.client()
  const claim = (amount: number, organization_id: string, online_payment_id: string) =>
    client.paymentIntents.create({
      amount,
      currency: 'sgd',
      payment_method: 'pm_card_visa',
      confirm: true,
      metadata: { organization_id, online_payment_id },
    })
  await claim(10_900, stranger.owner.organization_id, begun.id)
  await claim(10_899, owner.organization_id, begun.id)
  await tell()
  assert.equal((await invoiceNow(invoice.id)).status, 'open')
  await pay(begun.url)
  await tell()
  await claim(10_900, owner.organization_id, begun.id)
  await tell()
  assert.equal((await invoiceNow(invoice.id)).amount_paid_cents, 10_900)
  const { rows } = await app.admin.query(
    `select count(*)::int as n from app.stripe_events where status = 'ignored' and last_error ~ 'that we do not have|another amount|not the one'`,
  )
  assert.ok(rows[0].n >= 6, String(rows[0].n))
})
