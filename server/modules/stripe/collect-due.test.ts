// verbs: collections charge-saved-card tell-of-failed-card
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startPaidApp } from '#test/stripe.ts'
import { collectDue } from './collect-due.ts'

const app = await startPaidApp()
const { tell, pay, simulator } = app
const start = Temporal.Instant.from('2026-11-22T04:00:00Z')

/** A customer who left this card, with a seller who wants what is issued charged to it. */
async function withCard(number: string, more = '') {
  app.travelTo(start.toString())
  const acme = await app.seller()
  await acme.connect()
  const { organization_id } = acme.owner
  await pay((await acme.checkout((await acme.issue()).id, { save_card: true })).url, number, more)
  await tell()
  await acme.owner.patch('/stripe/settings', { is_charged_when_issued: true })
  const collect = () =>
    collectDue({ stripe: app.parts.stripe, inOrganization: app.asSystem }, (work) =>
      app.asSystem(organization_id, work),
    )
  const at = async (days: number, hours = 0) => {
    app.travelTo(start.add({ hours: 24 * days + hours }).toString())
    await collect()
    await tell()
  }
  const collection = async (invoice_id: string) =>
    (await acme.owner.get(`/invoices/${invoice_id}/card-collection`)).body
  const triesOf = async (invoice_id: string) =>
    (await acme.owner.get(`/online-payments?invoice_id=${invoice_id}`)).body.data.length
  const mails = async (invoice_id: string) => {
    const { data } = (await acme.owner.get(`/invoices/${invoice_id}/mails`)).body
    return data.filter(({ kind }: { kind: string }) => kind === 'card_failed')
  }
  return { ...acme, collect, at, collection, triesOf, mails }
}

/** From now on no answer comes for a charge; `asked` says whether Stripe hears of it. Answers how to mend the line. */
function cutOff(asked: (ask: () => Promise<unknown>) => Promise<unknown>): () => void {
  const { stripe } = app.parts
  const open = stripe.client.bind(stripe)
  stripe.client = async (own) => {
    const client = await open(own)
    const create = async (...given: Parameters<typeof client.paymentIntents.create>) => {
      await asked(() => client.paymentIntents.create(...given))
      throw Object.assign(new Error('gone'), { type: 'StripeConnectionError' })
    }
    const list = client.paymentIntents.list.bind(client.paymentIntents)
    return new Proxy(client, {
      get: (target, name) => (name === 'paymentIntents' ? { create, list } : Reflect.get(target, name)),
    })
  }
  return () => {
    stripe.client = open
  }
}

test('what is issued is charged to the card that was left, once however often it is looked at', async () => {
  const { issue, collect, invoiceNow, paymentsOf, collection } = await withCard('4242424242424242')
  const invoice = await issue()
  await tell()
  await Promise.all([collect(), collect(), collect()])
  assert.equal((await invoiceNow(invoice.id)).status, 'paid')
  assert.equal((await paymentsOf(invoice.id)).length, 1)
  assert.deepEqual([(await collection(invoice.id)).status, (await collection(invoice.id)).tries], ['collected', 1])
})

test('a card that is declined for now is tried eight times more in two weeks, and its customer is told once', async () => {
  const { issue, at, collection, triesOf, mails, invoiceNow } = await withCard('4000000000000341')
  const invoice = await issue()
  await tell()
  assert.deepEqual(await collection(invoice.id), {
    status: 'due',
    stop_reason: null,
    tries: 1,
    most_tries: 9,
    next_try_at: start.add({ hours: 24 }).toString(),
  })
  await at(0, 23)
  assert.equal(await triesOf(invoice.id), 1)
  for (const [index, day] of [1, 2, 3, 5, 7, 9, 12, 14].entries()) {
    await at(day)
    assert.equal(await triesOf(invoice.id), index + 2, `day ${day}`)
    await at(day, 1)
    assert.equal(await triesOf(invoice.id), index + 2, `day ${day}, again`)
  }
  const { status, stop_reason, tries } = await collection(invoice.id)
  assert.deepEqual([status, stop_reason, tries], ['stopped', 'used_up', 9])
  await at(60)
  assert.equal(await triesOf(invoice.id), 9)
  assert.equal((await invoiceNow(invoice.id)).status, 'open')
  const [mail, ...more] = await mails(invoice.id)
  assert.deepEqual([more, mail.subject], [[], `Your card was declined for ${invoice.number}`])
  const { rows } = await app.admin.query(`select text_body from app.customer_mails where id = $1`, [mail.id])
  assert.match(rows[0].text_body, /Visa ending in 0341[\s\S]*try it again on 23 Nov 2026[\s\S]*\/pay\/nxl_/)
})

test('a card that is declined for good is tried no more, until another takes its place', async () => {
  const { owner, customer, issue, at, collection, triesOf, mails, invoiceNow } = await withCard(
    '4000002760003184',
    '&is_confirmed=1',
  )
  const invoice = await issue()
  await tell()
  assert.deepEqual((await collection(invoice.id)).stop_reason, 'hard_decline')
  await at(20)
  assert.equal(await triesOf(invoice.id), 1)
  assert.equal((await mails(invoice.id)).length, 1)
  const { body: setup } = await owner.post(`/customers/${customer.id}/card-setup`, {})
  assert.equal((await owner.post(`/customers/${customer.id}/card-setup`, {})).body.id, setup.id)
  const saved = await pay(setup.url, '4242424242424242')
  assert.equal(saved.headers.get('location'), 'http://localhost:8000/card-saved')
  await tell()
  assert.equal((await owner.get(`/customers/${customer.id}/cards`)).body.data.length, 2)
  assert.equal((await invoiceNow(invoice.id)).status, 'paid')
  assert.equal((await collection(invoice.id)).status, 'collected')
  await pay(setup.url, '4242424242424242')
  await tell()
  assert.equal((await owner.get(`/customers/${customer.id}/cards`)).body.data.length, 2)
})

test('what is paid, voided or taken back by the seller is tried no more', async () => {
  const { owner, issue, at, collection, triesOf } = await withCard('4000000000000341')
  const [paid, voided, stopped, wrong] = [await issue(), await issue(), await issue(), await issue()]
  await tell()
  await owner.post('/payments', { invoice_id: paid.id, amount_cents: 10_900, method: 'cash' }, { key: 'cash' })
  await owner.post(`/invoices/${voided.id}/void`, { reason: 'Mistake' })
  await owner.post(`/invoices/${stopped.id}/stop-collecting`)
  await owner.post(`/invoices/${wrong.id}/disputes`, { reason: 'Not delivered' })
  await tell()
  for (const [{ id }, reason] of [
    [paid, 'settled'],
    [voided, 'settled'],
    [stopped, 'by_hand'],
    [wrong, 'disputed'],
  ] as const) {
    const { status, stop_reason, next_try_at } = await collection(id)
    assert.deepEqual([status, stop_reason, next_try_at], ['stopped', reason, null])
    await at(1)
    assert.equal(await triesOf(id), 1)
  }
})

test('credit of the customer goes first, and nothing older than the wish is charged', async () => {
  const { owner, customer, issue, collect, triesOf, invoiceNow } = await withCard('4242424242424242')
  await owner.patch('/stripe/settings', { is_charged_when_issued: false })
  const older = await issue()
  app.travelTo(start.add({ seconds: 1 }).toString())
  await owner.patch('/stripe/settings', { is_charged_when_issued: true })
  await collect()
  await tell()
  assert.deepEqual([(await invoiceNow(older.id)).status, await triesOf(older.id)], ['open', 0])
  await owner.post('/payments', { customer_id: customer.id, amount_cents: 30_000, method: 'cash' }, { key: 'much' })
  await owner.patch('/payment-settings', { is_credit_applied: true })
  const newer = await issue()
  await collect()
  await tell()
  assert.equal(await triesOf(older.id), 0)
  assert.equal(await triesOf(newer.id), 0)
  assert.equal((await invoiceNow(newer.id)).status, 'paid')
})

test('whoever dies between the claim of a try and the answer of Stripe leaves it to another, who charges once', async () => {
  const { owner, issue, collect, paymentsOf, invoiceNow, collection } = await withCard('4242424242424242')
  const invoice = await issue()
  // Stripe takes the money, and we never hear of it.
  const back = cutOff((ask) => ask())
  await collect()
  back()
  assert.deepEqual([(await collection(invoice.id)).status, (await invoiceNow(invoice.id)).status], ['charging', 'open'])
  await collect()
  assert.equal((await invoiceNow(invoice.id)).status, 'open')
  app.travelTo(start.add({ minutes: 11 }).toString())
  await collect()
  // The worker looks for what is due by itself, and may be the one that charges.
  await tell()
  assert.equal((await invoiceNow(invoice.id)).status, 'paid')
  assert.equal((await paymentsOf(invoice.id)).length, 1)
  assert.equal((await collection(invoice.id)).tries, 1)
  const charged = Object.values(simulator.state.objects).filter(
    (object) => object.object === 'payment_intent' && object.metadata.organization_id === owner.organization_id,
  )
  assert.equal(charged.length, 2)
})

test('what was paid in part since Stripe did not hear of a charge is not charged again', async () => {
  const { owner, customer, issue, collect, paymentsOf, invoiceNow, collection } = await withCard('4242424242424242')
  const invoice = await issue()
  const back = cutOff(async () => undefined)
  await collect()
  back()
  const paid = { customer_id: customer.id, amount_cents: 5_000, method: 'cash' }
  const allocations = [{ invoice_id: invoice.id, amount_cents: 5_000 }]
  await owner.post('/payments', { ...paid, allocations }, { key: 'part' })
  const byHand = async (key: string) => (await owner.post(`/invoices/${invoice.id}/charge-card`, {}, { key })).body
  assert.equal((await byHand('soon')).code, 'stripe.payment_under_way')

  app.travelTo(start.add({ minutes: 11 }).toString())
  // Who asks first is told: that is the job that tries again by itself where this machine was slow.
  assert.ok(['stripe.amount_changed', undefined].includes((await byHand('later')).code))
  await collect()
  await tell()
  assert.equal((await invoiceNow(invoice.id)).status, 'paid')
  const amounts = (await paymentsOf(invoice.id)).map(({ amount_cents }: { amount_cents: number }) => amount_cents)
  assert.deepEqual(
    amounts.toSorted((a: number, b: number) => a - b),
    [5_000, invoice.total_amount_cents - 5_000],
  )
  assert.deepEqual([(await collection(invoice.id)).status, (await collection(invoice.id)).tries], ['collected', 1])
})

test('a clock that is moved on tries the card again on the days that it goes through', async () => {
  const { owner, issue, collection } = await withCard('4000000000000341')
  const invoice = await issue()
  await tell()
  assert.equal((await collection(invoice.id)).tries, 1)
  await owner.post(`/organizations/${owner.organization_id}/clock/advance`, { to_date: '2026-11-25' })
  await tell()
  assert.ok((await collection(invoice.id)).tries > 1)
})
