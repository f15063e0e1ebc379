// verbs: apply-seen apply-refund collections begin-payment lock-invoice
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { until } from '#test/program.ts'
import { startPaidApp } from '#test/stripe.ts'
import { collectDue } from './collect-due.ts'
import { reconcile } from './reconcile.ts'
import type { Sealed } from './stripe-door.ts'

const app = await startPaidApp()
const { tell, pay, base_url } = app
const { stripe, pool, clock } = app.parts
const door = { stripe, inOrganization: app.asSystem }
const away = (type: string, statusCode?: number) => Object.assign(new Error('away'), { type, statusCode })

/** Stripe, as it is for a while. */
async function whileStripe<T>(client: (own?: Sealed) => ReturnType<typeof stripe.client>, work: () => Promise<T>) {
  const open = stripe.client.bind(stripe)
  stripe.client = client
  try {
    return await work()
  } finally {
    stripe.client = open
  }
}

test('an account whose key Stripe takes no more keeps nobody else from being compared in the night', async () => {
  const [broken, sound] = [await app.seller(), await app.seller()]
  for (const { connect } of [broken, sound]) await connect()
  const lost = await sound.issue()
  await pay((await sound.checkout(lost.id)).url)
  const open = stripe.client.bind(stripe)
  const refuseOne = (own?: Sealed) =>
    own?.organization_id === broken.owner.organization_id
      ? Promise.reject(away('StripeAuthenticationError', 401))
      : open(own)
  const night = whileStripe(refuseOne, () => reconcile({ ...door, pool, clock }))
  await assert.rejects(night, /away/)
  assert.equal((await sound.invoiceNow(lost.id)).status, 'paid')
  const { rows } = await app.admin.query('select failure, drifts from app.stripe_reconciliations order by id desc')
  assert.equal(rows[0].drifts.length, 1)
  assert.match(rows[0].failure, /away/, 'and the night says that it was not whole')
})

test('a page that was given up while Stripe was away stays so when a card fails on it, and counts when money comes', async () => {
  const { owner, issue, checkout, paymentsOf } = await app.seller()
  const invoice = await issue()
  const first = await checkout(invoice.id)
  await owner.post('/payments', { invoice_id: invoice.id, amount_cents: 900, method: 'cash' }, { key: randomUUID() })
  const none = () => Promise.reject(away('StripeConnectionError'))
  await whileStripe(none, () => owner.post(`/invoices/${invoice.id}/checkout`, {}))
  const second = await checkout(invoice.id)
  await pay(first.url, '4000000000009995')
  await tell()
  const statusOf = async (id: string) => (await owner.get(`/online-payments/${id}`)).body.status
  assert.deepEqual([await statusOf(first.id), await statusOf(second.id)], ['canceled', 'open'])
  const { rows } = await app.admin.query(`select last_error from app.stripe_events where status = 'waiting'`)
  assert.deepEqual(rows, [], 'no event of it is tried again')
  await pay(first.url)
  await tell()
  assert.equal(await statusOf(first.id), 'succeeded')
  assert.equal((await paymentsOf(invoice.id)).length, 2)
})

test('a card that is being charged when the seller takes it back is not tried again', async () => {
  const { owner, connect, checkout, issue } = await app.seller()
  await connect()
  await pay((await checkout((await issue()).id, { save_card: true })).url, '4000000000000341')
  await tell()
  await owner.patch('/stripe/settings', { is_charged_when_issued: true })
  const [stopped, off] = [await issue(), await issue()]
  const collect = () => collectDue(door, (work) => app.asSystem(owner.organization_id, work))
  await whileStripe(() => Promise.reject(away('StripeConnectionError')), collect)
  const collection = async ({ id }: { id: string }) => (await owner.get(`/invoices/${id}/card-collection`)).body
  assert.equal((await collection(stopped)).status, 'charging')
  assert.equal((await owner.post(`/invoices/${stopped.id}/stop-collecting`)).body.status, 'stopped')
  await owner.patch('/stripe/settings', { is_charged_when_issued: false })
  app.travelTo('2026-11-22T05:00:00Z')
  await collect()
  for (const invoice of [stopped, off]) {
    const { status, stop_reason, tries } = await collection(invoice)
    assert.deepEqual([status, stop_reason, tries], ['stopped', 'by_hand', 1])
  }
})

test('a refund at Stripe of what was taken out of the ledger already moves nothing twice, and later events still count', async () => {
  const { owner, issue, checkout, paymentsOf } = await app.seller()
  const invoice = await issue()
  const { id, url } = await checkout(invoice.id)
  await pay(url)
  await tell()
  const [payment] = await paymentsOf(invoice.id)
  await owner.post(`/payments/${payment.id}/reverse`, { reason: 'Entered by mistake' })
  await (await stripe.client()).refunds.create({ payment_intent: payment.reference, amount: 500 })
  await tell()
  assert.deepEqual((await owner.get('/refunds')).body.data, [])
  const { rows } = await app.admin.query(
    `select distinct status, last_error from app.stripe_events e
     where e.payload like '%' || $1 || '%' and status <> 'ignored'`,
    [id],
  )
  assert.deepEqual(rows, [{ status: 'processed', last_error: null }])
})

test('a refund at Stripe of more than the payment has left is taken up with what is left, and ends as Stripe says', async () => {
  const { owner, issue, checkout, paymentsOf } = await app.seller()
  const invoice = await issue()
  const { url } = await checkout(invoice.id)
  await pay(url, '4000000000007726')
  await tell()
  const [payment] = await paymentsOf(invoice.id)
  await owner.post(
    '/credit-notes',
    { invoice_id: invoice.id, amount_cents: 4_000, reason: 'Less' },
    { key: randomUUID() },
  )
  const by_bank = { amount_cents: 4_000, method: 'bank_transfer', reason: 'By bank' }
  const done = await owner.post(`/payments/${payment.id}/refunds`, by_bank, { key: randomUUID() })
  assert.equal(done.status, 201, done.text)
  const { rows } = await app.admin.query('select account from app.refunds where id = $1', [done.body.id])
  assert.equal(rows[0].account, 'bank', 'it left the bank, not the balance at Stripe')
  const client = await stripe.client()
  const theirs = await client.refunds.create({ payment_intent: payment.reference, amount: 10_900 })
  await tell()
  const refunds = async () =>
    (await owner.get('/refunds')).body.data
      .filter(({ reference }: { reference: string }) => reference === theirs.id)
      .map(({ amount_cents, status }: { amount_cents: number; status: string }) => [amount_cents, status])
  assert.deepEqual(await refunds(), [[6_900, 'pending']])
  await fetch(`${base_url}/refunds/${theirs.id}/succeeded`, { method: 'POST' })
  await tell()
  assert.deepEqual(await refunds(), [[6_900, 'succeeded']])
})

test('who begins anew waits for whoever writes that the money is on its way, and gives nothing up', async () => {
  const { owner, issue, checkout } = await app.seller()
  const invoice = await issue()
  const first = await checkout(invoice.id)
  await owner.post('/payments', { invoice_id: invoice.id, amount_cents: 900, method: 'cash' }, { key: randomUUID() })
  await app.admin.query('begin')
  await app.admin.query(`update app.online_payments set status = 'processing', version = version + 1 where id = $1`, [
    first.id,
  ])
  const again = owner.post(`/invoices/${invoice.id}/checkout`, {})
  await until(async () => {
    const { rows } = await app.admin.query(`select 1 from pg_stat_activity where wait_event_type = 'Lock'`)
    return rows.length > 0
  })
  await app.admin.query('commit')
  assert.equal((await again).body.id, first.id)
})

test('what an account of one organisation says of the payment of another is no matter of the night', async () => {
  const [one, other] = [await app.seller(), await app.seller()]
  const key = randomUUID().replaceAll('-', '')
  await one.connect(`${key}1`)
  await other.connect(`${key}2`)
  const { id: online_payment_id } = await other.checkout((await other.issue()).id)
  const client = await stripe.clientBy(`sk_test_own_${key}1`)
  await client.paymentIntents.create({
    amount: 10_900,
    currency: 'sgd',
    payment_method: 'pm_card_visa',
    confirm: true,
    metadata: { organization_id: other.owner.organization_id, online_payment_id },
  })
  const { drifts } = await reconcile({ ...door, pool, clock })
  assert.deepEqual(drifts, [])
  assert.equal((await other.owner.get(`/online-payments/${online_payment_id}`)).body.status, 'open')
})

test('a page that asks for less than is due by the time it is paid settles what it asked for, and no more', async () => {
  const { owner, issue, checkout, invoiceNow, paymentsOf } = await app.seller()
  const invoice = await issue()
  const part = { invoice_id: invoice.id, amount_cents: 900, method: 'cash' }
  const { body: cash } = await owner.post('/payments', part, { key: randomUUID() })
  const { url } = await checkout(invoice.id)
  await owner.post(`/payments/${cash.id}/reverse`, { reason: 'It was a bad note' })
  await pay(url)
  await tell()
  const { status, amount_due_cents } = await invoiceNow(invoice.id)
  assert.deepEqual([status, amount_due_cents], ['open', 900])
  assert.deepEqual(
    (await paymentsOf(invoice.id)).map(({ amount_cents }: { amount_cents: number }) => amount_cents).toSorted(),
    [10_000],
  )
})

test('whatever moves money is asked of Stripe under our own id, so that asking twice moves it once', async () => {
  const { owner, issue, checkout, charge } = await app.seller()
  const invoice = await issue()
  const page = await checkout(invoice.id, { save_card: true })
  await pay(page.url)
  await tell()
  await owner.post(
    '/credit-notes',
    { invoice_id: invoice.id, amount_cents: 900, reason: 'Less' },
    { key: randomUUID() },
  )
  const back = { amount_cents: 900, reason: 'Less' }
  const { body: refund } = await owner.post(`/online-payments/${page.id}/refund`, back, { key: randomUUID() })
  const { body: charged } = await charge((await issue()).id)
  const { body: code } = await owner.post(`/invoices/${(await issue()).id}/paynow`)
  const keys = Object.keys(app.simulator.state.answers)
  for (const answer of [page, refund, charged, code]) assert.ok(keys.includes(answer.id), JSON.stringify(answer))
})
