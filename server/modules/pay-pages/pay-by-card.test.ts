// verbs: card-state
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startPaidApp } from '#test/stripe.ts'

const app = await startPaidApp()
const { tell, pay } = app

async function payPage(unit_price_cents = 10_000) {
  const acme = await app.seller(unit_price_cents)
  await acme.connect()
  const invoice = await acme.issue()
  const { url } = (await acme.owner.get(`/invoices/${invoice.id}/pay-link`)).body
  const path = `/public/pay/${url.split('/pay/')[1]}`
  const page = async () => (await app.request('GET', path)).body
  const card = () => app.request('POST', `${path}/card`)
  const check = () => app.request('POST', `${path}/card/check`)
  return { ...acme, invoice, url, page, card, check }
}

test('whoever has the link pays by card on a page of Stripe that leads back, however often it is clicked', async () => {
  const { invoice, url, page, card, invoiceNow, paymentsOf, owner } = await payPage()
  assert.deepEqual((await page()).card, { status: 'ready', failure: null })
  const answers = await Promise.all(Array.from({ length: 5 }, card))
  const urls = new Set(answers.map(({ body }) => body.url).filter(Boolean))
  assert.equal(urls.size, 1, JSON.stringify(answers.map(({ body }) => body)))
  assert.equal((await owner.get(`/online-payments?invoice_id=${invoice.id}`)).body.data.length, 1)
  const back = await pay([...urls][0])
  assert.equal(back.headers.get('location'), `${url}?card=paid`)
  await tell()
  const paid = await page()
  assert.deepEqual([paid.status, paid.card], ['paid', null])
  assert.equal((await invoiceNow(invoice.id)).status, 'paid')
  assert.equal((await paymentsOf(invoice.id)).length, 1)
  assert.equal((await card()).body.code, 'payments.invoice_not_open')
})

test('says plainly that a card was declined, but of a stolen one no more than that, and lets another be tried', async () => {
  const { page, card } = await payPage()
  const { url } = (await card()).body
  for (const [number, words] of [
    ['4000000000009995', 'There is not enough money on the card.'],
    ['4000000000009979', 'Your bank declined the card.'],
  ] as const) {
    await pay(url, number)
    await tell()
    assert.deepEqual((await page()).card, { status: 'failed', failure: words })
  }
  assert.equal((await card()).body.url, url)
})

test('whoever comes back before the event does is not kept waiting', async () => {
  const { invoice, card, check, page, paymentsOf } = await payPage()
  await pay((await card()).body.url)
  assert.equal((await page()).status, 'open')
  assert.equal((await check()).status, 204)
  assert.equal((await page()).status, 'paid')
  await tell()
  assert.equal((await check()).status, 204)
  assert.equal((await paymentsOf(invoice.id)).length, 1)
})

test('offers no card where the seller wants none, has no account, or less is due than Stripe takes', async () => {
  const { owner, page, card } = await payPage()
  await owner.patch('/stripe/settings', { is_card_offered: false })
  assert.equal((await page()).card, null)
  assert.equal((await card()).body.code, 'stripe.not_configured')
  await owner.patch('/stripe/settings', { is_card_offered: true })
  assert.notEqual((await page()).card, null)
  await owner.post('/stripe/disconnect')
  assert.equal((await page()).card, null)
  assert.equal((await (await payPage(40)).page()).card, null)
})
