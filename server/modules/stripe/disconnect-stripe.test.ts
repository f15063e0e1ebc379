// verbs: disconnect-stripe connect-stripe close-open-pages forget-account
import assert from 'node:assert/strict'
import type { Stripe } from 'stripe'
import { test } from 'node:test'
import { startPaidApp } from '#test/stripe.ts'

const app = await startPaidApp()
const { pay, settlePayNow, simulator } = app
const { stripe } = app.parts

/** A seller with a page and a code that are open, one that Stripe never answered for, and one that was just paid. */
async function withPages() {
  const seller = await app.seller()
  const { owner, issue, checkout } = seller
  await seller.connect()
  const page = await checkout((await issue()).id)
  const code = (await owner.post(`/invoices/${(await issue()).id}/paynow`)).body
  const unheard = await checkout((await issue()).id)
  await app.admin.query(
    `update app.online_payments set status = 'opening', stripe_checkout_id = null, url = null where id = $1`,
    [unheard.id],
  )
  const paid = await issue()
  await pay((await checkout(paid.id)).url)
  const statusOf = async ({ id }: { id: string }) => (await owner.get(`/online-payments/${id}`)).body.status
  return { ...seller, page, code, unheard, paid, statusOf }
}

for (const [what, leave] of [
  ['disconnecting', { path: '/stripe/disconnect' }],
  ['another account', { path: '/stripe/connect', body: { source: 'own', secret_key: 'sk_test_own_of_somebody_else' } }],
] as const)
  test(`${what} closes the pages of before at Stripe, and books what was just paid on one`, async () => {
    const { owner, page, code, unheard, paid, invoiceNow, statusOf } = await withPages()
    const left = await owner.post(leave.path, 'body' in leave ? leave.body : undefined)
    assert.equal(left.status, 200, left.text)
    for (const each of [page, code, unheard]) assert.equal(await statusOf(each), 'canceled')
    for (const { url } of [page, unheard]) assert.match(await (await pay(url)).text(), /used or has expired/)
    await settlePayNow(code.url)
    const ours = Object.values(simulator.state.objects).filter(
      (each) =>
        each.object === 'payment_intent' &&
        each.status === 'succeeded' &&
        each.metadata['organization_id'] === owner.organization_id,
    )
    assert.equal(ours.length, 1, 'nothing is taken on a page of before')
    assert.equal((await invoiceNow(paid.id)).status, 'paid')
    const names = (await owner.events()).map(({ name }) => name)
    assert.equal(names.filter((name) => name === 'online_payment.canceled').length, 3)
  })

test('nothing is closed where a payment is on its way, which keeps the account', async () => {
  const { owner, page, unheard, statusOf } = await withPages()
  await app.admin.query(`update app.online_payments set status = 'processing' where id = $1`, [unheard.id])
  assert.equal((await owner.post('/stripe/disconnect')).body.code, 'stripe.payments_under_way')
  assert.equal(await statusOf(page), 'open')
})

test('a key that Stripe takes no more keeps nobody from leaving; a Stripe that is away does, and all stays', async () => {
  const { owner, page, statusOf } = await withPages()
  const answering = (answer: object): Stripe => {
    const refuse = () => Promise.reject(Object.assign(new Error('away'), answer))
    const get = (_: unknown, name: string | symbol) => (name === 'then' ? undefined : answering(answer))
    // Whatever it is asked for.
    return new Proxy(refuse, { get }) as unknown as Stripe
  }
  const open = stripe.client.bind(stripe)
  const disconnect = async (answer: object) => {
    stripe.client = async () => answering(answer)
    try {
      return await owner.post('/stripe/disconnect')
    } finally {
      stripe.client = open
    }
  }
  // The one that Stripe never answered for would be looked for in a list.
  await app.admin.query(`update app.online_payments set status = 'failed' where status = 'opening'`)
  assert.equal((await disconnect({ type: 'StripeConnectionError' })).body.code, 'stripe.unavailable')
  assert.deepEqual([await statusOf(page), (await owner.get('/stripe/connection')).body.source], ['open', 'own'])
  const left = await disconnect({ type: 'StripeAuthenticationError', statusCode: 401 })
  assert.deepEqual([left.status, left.body.source], [200, 'none'])
  assert.equal(await statusOf(page), 'canceled')
})
