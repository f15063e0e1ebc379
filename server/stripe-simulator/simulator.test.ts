import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { createServer } from 'node:http'
import { Stripe } from 'stripe'
import { serveSimulator } from './serve.ts'

const secret = 'whsec_of_the_simulator_test'
const received: Stripe.Event[] = []
const sink = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const signature = String(request.headers['stripe-signature'])
    received.push(Stripe.webhooks.constructEvent(Buffer.concat(chunks), signature, secret))
    response.end()
  })
})
await new Promise<void>((resolve) => sink.listen(0, '127.0.0.1', resolve))
const webhook_url = () => `http://127.0.0.1:${(sink.address() as { port: number }).port}`
const served = await serveSimulator({
  webhook_secret: secret,
  deliver: async (body, headers) => (await fetch(webhook_url(), { method: 'POST', headers, body })).status,
})
const { simulator, base_url } = served
after(async () => {
  await served.close()
  sink.closeAllConnections()
  sink.close()
})
const { hostname, port } = new URL(base_url)
const stripe = new Stripe('sk_test_x', {
  protocol: 'http',
  host: hostname,
  port,
  telemetry: false,
  maxNetworkRetries: 0,
})

/** What came since the last time, by type, when all of it came. */
async function told(): Promise<string[]> {
  await simulator.drained()
  return received.splice(0).map(({ type }) => type)
}

const refused = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => assert.fail('was not refused'),
    (thrown: Stripe.errors.StripeError) => thrown,
  )
  return [error.statusCode, error.type, error.code, error.decline_code].filter((part) => part !== undefined)
}

const session = (more: Partial<Stripe.Checkout.SessionCreateParams> = {}) =>
  stripe.checkout.sessions.create({
    mode: 'payment',
    line_items: [{ quantity: 2, price_data: { currency: 'sgd', unit_amount: 5_000, product_data: { name: 'INV-1' } } }],
    success_url: 'http://shop.example/paid?id={CHECKOUT_SESSION_ID}',
    ...more,
  })
const pay = (url: string, number: string, more = '') =>
  fetch(url, { method: 'POST', redirect: 'manual', body: `number=${number}${more}` })

test('simulator: a customer pays on the hosted page, and the official package reads charge and fee', async () => {
  const made = await session({ payment_intent_data: { metadata: { order: '7' } }, metadata: { order: '7' } })
  assert.deepEqual([made.status, made.payment_status, made.amount_total], ['open', 'unpaid', 10_000])
  assert.match(await (await fetch(made.url!)).text(), /S\$100\.00/)
  assert.match(await (await pay(made.url!, '4000000000009995')).text(), /insufficient funds/)
  assert.deepEqual(await told(), ['payment_intent.created', 'charge.failed', 'payment_intent.payment_failed'])
  const paid = await pay(made.url!, '4242424242424242')
  assert.deepEqual([paid.status, paid.headers.get('location')], [303, `http://shop.example/paid?id=${made.id}`])
  assert.deepEqual(await told(), ['charge.succeeded', 'payment_intent.succeeded', 'checkout.session.completed'])
  const expand = ['payment_intent.latest_charge.balance_transaction']
  const done = await stripe.checkout.sessions.retrieve(made.id, { expand })
  const intent = done.payment_intent as Stripe.PaymentIntent
  const { balance_transaction } = intent.latest_charge as Stripe.Charge
  assert.deepEqual([done.status, intent.status, intent.metadata.order], ['complete', 'succeeded', '7'])
  const { fee, net } = balance_transaction as Stripe.BalanceTransaction
  assert.deepEqual([fee, net], [390, 9_610])
})

test('simulator: a card is saved while paying and charged again when nobody is there', async () => {
  const customer = await stripe.customers.create({ name: 'Kopi Kaki', email: 'ap@example.com' })
  const made = await session({ customer: customer.id, payment_intent_data: { setup_future_usage: 'off_session' } })
  const asked = await pay(made.url!, '4000002500003155')
  assert.match(await asked.text(), /bank asks/)
  assert.equal((await pay(made.url!, '4000002500003155', '&is_confirmed=1')).status, 303)
  const { data } = await stripe.customers.listPaymentMethods(customer.id)
  assert.deepEqual(
    data.map(({ card }) => card?.last4),
    ['3155'],
  )
  const charge = (payment_method: string) =>
    stripe.paymentIntents.create({
      amount: 2_000,
      currency: 'sgd',
      customer: customer.id,
      payment_method,
      confirm: true,
      off_session: true,
    })
  assert.equal((await charge(data[0]!.id)).status, 'succeeded')
  for (const [method, ...expected] of [
    ['pm_card_chargeDeclinedStolenCard', 'card_declined', 'stolen_card'],
    ['pm_card_authenticationRequired', 'authentication_required', 'authentication_required'],
  ] as const)
    assert.deepEqual(await refused(charge(method)), [402, 'StripeCardError', ...expected])
  await stripe.paymentMethods.detach(data[0]!.id)
  assert.deepEqual((await stripe.customers.listPaymentMethods(customer.id)).data, [])
  await told()
})

test('simulator: PayNow waits until the bank is told, or fails', async () => {
  const create = () =>
    stripe.paymentIntents.create({
      amount: 10_000,
      currency: 'sgd',
      allowed_payment_method_types: ['paynow'],
      payment_method_data: { type: 'paynow' },
      confirm: true,
    })
  const intent = await create()
  const page = intent.next_action!.paynow_display_qr_code!.hosted_instructions_url!
  await fetch(page, { method: 'POST', body: '' })
  const paid = await stripe.paymentIntents.retrieve(intent.id, { expand: ['latest_charge.balance_transaction'] })
  const charge = paid.latest_charge as Stripe.Charge
  assert.deepEqual([paid.status, charge.payment_method_details?.type], ['succeeded', 'paynow'])
  assert.equal((charge.balance_transaction as Stripe.BalanceTransaction).fee, 130)
  const refund = await stripe.refunds.create({ payment_intent: intent.id })
  assert.equal(refund.status, 'pending')
  const other = await create()
  await fetch(`${base_url}/paynow/${other.id}`, { method: 'POST', body: 'fails=1' })
  assert.equal((await stripe.paymentIntents.retrieve(other.id)).status, 'requires_payment_method')
  await told()
})

test('simulator: refunds in part, not beyond what is left, and failing later', async () => {
  const intent = await stripe.paymentIntents.create({
    amount: 1_000,
    currency: 'sgd',
    payment_method: 'pm_card_visa',
    confirm: true,
    capture_method: 'manual',
  })
  assert.equal(intent.status, 'requires_capture')
  await stripe.paymentIntents.capture(intent.id, { amount_to_capture: 800 })
  const part = await stripe.refunds.create({ payment_intent: intent.id, amount: 300 })
  assert.equal(part.status, 'succeeded')
  assert.deepEqual((await refused(stripe.refunds.create({ payment_intent: intent.id, amount: 501 })))[0], 400)
  await fetch(`${base_url}/refunds/${part.id}/failed`, { method: 'POST' })
  const read = await stripe.refunds.retrieve(part.id)
  assert.deepEqual([read.status, read.failure_reason], ['failed', 'expired_or_canceled_card'])
  await stripe.refunds.create({ payment_intent: intent.id })
  assert.equal((await refused(stripe.refunds.create({ payment_intent: intent.id })))[2], 'charge_already_refunded')
  const { data } = await stripe.refunds.list({ payment_intent: intent.id })
  assert.deepEqual(
    data.map(({ amount, status }) => [amount, status]),
    [
      [800, 'succeeded'],
      [300, 'failed'],
    ],
  )
  await told()
})

test('simulator: the same key gives the same answer, and another request under it none', async () => {
  const create = (amount: number) =>
    stripe.paymentIntents.create(
      { amount, currency: 'sgd', payment_method: 'pm_card_visa', confirm: true },
      { idempotencyKey: 'only-once' },
    )
  const first = await create(900)
  assert.equal((await create(900)).id, first.id)
  assert.deepEqual(await refused(create(901)), [400, 'StripeIdempotencyError'])
  const of = async () => (await stripe.paymentIntents.list({ limit: 100 })).data.filter(({ amount }) => amount === 900)
  assert.equal((await of()).length, 1)
  await told()
})

test('simulator: events are listed, and come twice and mixed up when that is asked for', async () => {
  const ids: string[] = []
  for await (const { id } of stripe.events.list({ limit: 7 })) ids.push(id)
  assert.equal(ids.length, simulator.state.events.length)
  await fetch(`${base_url}/webhooks`, { method: 'POST', body: 'copies=3&is_shuffled=true&hold=true' })
  await stripe.customers.create({ name: 'Twice' })
  await stripe.customers.create({ name: 'Thrice' })
  assert.deepEqual(
    await told(),
    Array.from({ length: 6 }, () => 'customer.created'),
  )
  await fetch(`${base_url}/webhooks`, { method: 'POST', body: 'copies=1' })
})
