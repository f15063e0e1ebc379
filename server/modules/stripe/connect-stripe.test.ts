// verbs: believed-by forget-account disconnect-stripe rotate-webhook-secret update-stripe-settings replay-event
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { startPaidApp } from '#test/stripe.ts'
import { signatureOf } from '#stripe-simulator/webhooks.ts'

const app = await startPaidApp()
const { tell, pay, simulator } = app
const endpointOf = (organization_id: string) =>
  simulator.state.endpoints.filter(({ url }) => url.endsWith(organization_id))

const eventAbout = (object: object, id = `evt_${randomUUID().slice(0, 8)}`) => ({
  id,
  object: 'event',
  type: 'payment_intent.succeeded',
  created: app.parts.clock().epochMilliseconds / 1000,
  livemode: false,
  data: { object: { id: 'pi_1', object: 'payment_intent', ...object } },
})

function send(organization_id: string, secret: string, event: object) {
  const body = JSON.stringify(event)
  const seconds = Math.floor(app.parts.clock().epochMilliseconds / 1000)
  const headers = { 'content-type': 'application/json', 'stripe-signature': signatureOf(secret, body, seconds) }
  return app.request('POST', `/webhooks/stripe/${organization_id}`, body, { headers })
}

test('an organisation is paid by its own account, whose endpoint is set up at Stripe and whose key is shown no more', async () => {
  const { owner, connect, issue, checkout, invoiceNow } = await app.seller()
  const connection = await connect('kopi')
  assert.deepEqual(
    [connection.source, connection.mode, connection.account_name, connection.key_last4, connection.is_endpoint_ours],
    ['own', 'test', 'Simulated account', 'kopi', true],
  )
  const [endpoint, ...more] = endpointOf(owner.organization_id)
  assert.deepEqual([endpoint?.account, more], [connection.account_id, []])
  assert.equal(connection.webhook_url, endpoint!.url)
  assert.doesNotMatch(JSON.stringify(connection), /sk_test|whsec/)

  const invoice = await issue()
  await pay((await checkout(invoice.id)).url)
  await tell()
  assert.equal((await invoiceNow(invoice.id)).status, 'paid')
  const { data } = (await owner.get('/stripe-events?type=payment_intent.')).body
  assert.deepEqual(
    data.map(({ type, status }: { type: string; status: string }) => [type, status]),
    [
      ['payment_intent.succeeded', 'processed'],
      ['payment_intent.created', 'processed'],
    ],
  )
  const { payload, attempt_log } = (await owner.get(`/stripe-events/${data[0].id}`)).body
  assert.equal(JSON.parse(payload).type, 'payment_intent.succeeded')
  assert.deepEqual(
    attempt_log.map(({ status }: { status: string }) => status),
    ['processed'],
  )
  const { rows } = await app.admin.query('select * from app.stripe_connections where organization_id = $1', [
    owner.organization_id,
  ])
  assert.doesNotMatch(
    JSON.stringify(rows[0], (_key, value) =>
      value?.type === 'Buffer' ? Buffer.from(value.data).toString('latin1') : value,
    ),
    /sk_test|whsec/,
  )
  assert.ok((await owner.get('/stripe/connection')).body.last_event_at)
})

test('SEC-129 what the account of one organisation says moves nothing of another, and takes no event away from it', async () => {
  const [acme, evil] = [await app.seller(), await app.seller()]
  await acme.connect()
  await evil.connect()
  const invoice = await acme.issue()
  const begun = await acme.checkout(invoice.id)
  await pay(begun.url)
  const metadata = { organization_id: acme.owner.organization_id, online_payment_id: begun.id }
  const [theirs] = endpointOf(evil.owner.organization_id)
  const [ours] = endpointOf(acme.owner.organization_id)
  const event = eventAbout({ metadata }, 'evt_shared')
  assert.equal((await send(acme.owner.organization_id, theirs!.secret, event)).body.code, 'stripe.signature_invalid')
  assert.equal((await send(evil.owner.organization_id, theirs!.secret, event)).status, 200)
  await app.settle()
  assert.equal((await acme.invoiceNow(invoice.id)).status, 'open')
  const { data } = (await evil.owner.get('/stripe-events')).body
  assert.deepEqual([data.length, data[0].status], [1, 'ignored'])
  assert.match(data[0].last_error, /another organisation/)
  assert.equal((await acme.owner.get(`/stripe-events/${data[0].id}`)).status, 404)
  assert.equal((await acme.owner.post(`/stripe-events/${data[0].id}/replay`)).status, 404)
  // The same id from the account itself is another event.
  assert.equal((await send(acme.owner.organization_id, ours!.secret, event)).status, 200)
  const kept = await app.admin.query(`select 1 from app.stripe_events where event_id = 'evt_shared'`)
  assert.equal(kept.rows.length, 2)
  await tell()
  assert.equal((await acme.invoiceNow(invoice.id)).status, 'paid')
  const foreign = { ...eventAbout({ metadata }), account: 'acct_of_somebody_else' }
  assert.equal((await send(acme.owner.organization_id, ours!.secret, foreign)).body.code, 'stripe.wrong_account')
  assert.equal((await send(randomUUID(), ours!.secret, event)).status, 404)
})

test('SEC-126 after a rotation both secrets are believed for a day, and then the new one alone', async () => {
  const { owner, connect } = await app.seller()
  await connect()
  const id = owner.organization_id
  const [before] = endpointOf(id)
  const rotated = await owner.post('/stripe/rotate-secret', {})
  assert.equal(rotated.status, 200, rotated.text)
  const [after, ...more] = endpointOf(id)
  assert.deepEqual([after!.secret === before!.secret, more], [false, []])
  assert.equal(rotated.body.webhook_secret_last4, after!.secret.slice(-4))
  for (const { secret } of [before!, after!]) assert.equal((await send(id, secret, eventAbout({}))).status, 200)
  const now = app.parts.clock()
  app.travelTo(now.add({ hours: 24, seconds: 1 }).toString())
  assert.equal((await send(id, before!.secret, eventAbout({}))).body.code, 'stripe.signature_invalid')
  assert.equal((await send(id, after!.secret, eventAbout({}))).status, 200)
  app.travelTo(now.toString())

  const by_hand = 'whsec_rolled_by_hand_at_stripe'
  assert.equal((await owner.post('/stripe/rotate-secret', { webhook_secret: by_hand })).body.is_endpoint_ours, false)
  assert.equal((await send(id, by_hand, eventAbout({}))).status, 200)
  assert.equal((await owner.post('/stripe/rotate-secret', {})).body.code, 'stripe.secret_required')
})

test('with another account cards of before are charged no more, and not while a payment is on its way', async () => {
  const { owner, customer, connect, issue, checkout, charge } = await app.seller()
  const first = await connect('one')
  await pay((await checkout((await issue()).id, { save_card: true })).url)
  await tell()
  const cards = async () => (await owner.get(`/customers/${customer.id}/cards`)).body.data.length
  assert.equal(await cards(), 1)
  // The same account by a rolled key keeps everything.
  await owner.post('/stripe/connect', {
    source: 'own',
    secret_key: 'sk_test_own_one',
    webhook_secret: 'whsec_typed_by_hand_1',
  })
  assert.equal(await cards(), 1)
  const open = await checkout((await issue()).id)
  await app.admin.query(`update app.online_payments set status = 'processing' where id = $1`, [open.id])
  const other = { source: 'own', secret_key: 'sk_test_own_two' }
  assert.equal((await owner.post('/stripe/connect', other)).body.code, 'stripe.payments_under_way')
  assert.equal((await owner.post('/stripe/disconnect')).body.code, 'stripe.payments_under_way')
  await app.admin.query(`update app.online_payments set status = 'open' where id = $1`, [open.id])
  const second = (await owner.post('/stripe/connect', other)).body
  assert.notEqual(second.account_id, first.account_id)
  assert.equal(await cards(), 0)
  assert.equal((await owner.get(`/online-payments/${open.id}`)).body.status, 'canceled')
  const metadata = { organization_id: owner.organization_id, online_payment_id: open.id }
  const [endpoint] = endpointOf(owner.organization_id)
  await send(owner.organization_id, endpoint!.secret, eventAbout({ metadata }))
  await app.settle()
  const [late] = (await owner.get('/stripe-events?status=ignored')).body.data
  assert.match(late.last_error, /not connected any more/)
  assert.equal((await charge((await issue()).id)).body.code, 'stripe.no_saved_card')
  const paid = (await owner.get('/online-payments?status=succeeded')).body.data[0]
  const refund = { amount_cents: 1, reason: 'Less' }
  const refused = await owner.post(`/online-payments/${paid.id}/refund`, refund, { key: randomUUID() })
  assert.equal(refused.body.code, 'stripe.other_account')

  assert.equal((await owner.post('/stripe/disconnect')).body.source, 'none')
  assert.equal(endpointOf(owner.organization_id).length, 0)
  assert.equal((await owner.post('/stripe/disconnect')).body.code, 'stripe.not_configured')
  assert.deepEqual(
    (await owner.events()).map(({ name }) => name).filter((name) => name.startsWith('stripe.')),
    ['stripe.connected', 'stripe.connected', 'stripe.connected', 'stripe.disconnected'],
  )
})

test('refuses what is no key, and days of a schedule that do not rise', async () => {
  const { owner, connect } = await app.seller()
  for (const secret_key of ['pk_test_public', 'sk_test_simulator_x', ''])
    assert.equal((await owner.post('/stripe/connect', { source: 'own', secret_key })).body.code, 'stripe.key_invalid')
  assert.equal((await owner.post('/stripe/connect', { source: 'simulator' })).body.code, 'stripe.no_simulator')
  assert.equal((await owner.patch('/stripe/settings', { is_card_offered: false })).body.code, 'stripe.not_configured')
  await connect()
  const days = await owner.patch('/stripe/settings', { retry_days: [1, 3, 3] })
  assert.equal(days.body.code, 'stripe.schedule_invalid')
  const { body } = await owner.patch('/stripe/settings', { retry_days: [2, 5], is_charged_when_issued: true })
  assert.deepEqual([body.retry_days, body.is_charged_when_issued, body.is_card_offered], [[2, 5], true, true])
})

test("all that failed too often is replayed at once, and only what is one's own", async () => {
  const [acme, other] = [await app.seller(), await app.seller()]
  for (const { owner, connect } of [acme, other]) {
    await connect()
    const [endpoint] = endpointOf(owner.organization_id)
    for (let i = 0; i < 2; i++) await send(owner.organization_id, endpoint!.secret, eventAbout({}))
  }
  await app.settle()
  await app.admin.query(
    `update app.stripe_events set status = 'dead', processed_at = null where endpoint_organization_id = any ($1)`,
    [[acme.owner.organization_id, other.owner.organization_id]],
  )
  assert.equal((await acme.owner.get('/stripe/connection')).body.dead_count, 2)
  assert.deepEqual((await acme.owner.post('/stripe-events/replay-dead')).body, { count: 2 })
  await app.settle()
  assert.equal((await acme.owner.get('/stripe/connection')).body.dead_count, 0)
  assert.equal((await other.owner.get('/stripe/connection')).body.dead_count, 2)
})
