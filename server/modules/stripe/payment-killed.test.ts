import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, test } from 'node:test'
import { serveSimulator } from '#stripe-simulator/serve.ts'
import { createProgram, insist, type Json, until } from '#test/program.ts'
import { webhook_secret } from '#test/stripe.ts'
import { address } from '#test/support.ts'

const program = await createProgram()
/** What happens when Stripe has done what it was asked and not yet said so. */
let before_answer: (asked: { method: string; url: string }) => Promise<void> = async () => {}
const served = await serveSimulator({
  webhook_secret,
  deliver: async (body, headers) =>
    (await fetch(`${program.base}/api/v1/webhooks/stripe`, { method: 'POST', headers, body })).status,
  first_wait_ms: 50,
  before_answer: (asked) => before_answer(asked),
})
const { simulator, base_url } = served
after(() => served.close())
const env = { STRIPE_SECRET_KEY: 'sk_test_killed', STRIPE_WEBHOOK_SECRET: webhook_secret, STRIPE_API_BASE: base_url }

const isCharge = ({ method, url }: { method: string; url: string }) =>
  method === 'POST' && url === '/v1/payment_intents'
const charged = () =>
  Object.values(simulator.state.objects).flatMap((object) =>
    object.object === 'payment_intent' && object.status === 'succeeded' ? [object.amount] : [],
  )

test('killed after Stripe took the money and before we wrote it: by event and by asking again it is in the ledger once', async () => {
  await program.start(env)
  const headers = await program.signUp()
  const customer = await program.post('/customers', { name: 'Kopi Kaki', address }, headers)
  const issue = (cents: number): Promise<Json> => {
    const lines = [{ description: 'Work', quantity: '1', unit_price_cents: cents }]
    return program.post(
      '/invoices',
      { customer_id: customer.id, lines },
      { ...headers, 'idempotency-key': randomUUID() },
    )
  }
  const isPaid = async (id: string) => (await program.get(`/invoices/${id}`, headers)).status === 'paid'
  const paymentsOf = async (id: string) => (await program.get(`/payments?invoice_id=${id}`, headers)).data

  const first = await issue(1_000)
  const { url } = await program.post(`/invoices/${first.id}/checkout`, { save_card: true }, headers)
  await fetch(url, { method: 'POST', redirect: 'manual', body: 'number=4242424242424242' })
  await until(() => isPaid(first.id))

  for (const way of ['the event tells', 'the same request asks again'] as const) {
    const invoice = await issue(way === 'the event tells' ? 2_000 : 3_000)
    simulator.way.hold = true
    before_answer = async (asked) => {
      if (!isCharge(asked)) return
      before_answer = async () => {}
      await program.end('SIGKILL')
    }
    const path = `/invoices/${invoice.id}/charge-card`
    const keyed = { ...headers, 'idempotency-key': randomUUID() }
    await assert.rejects(program.post(path, {}, keyed))
    assert.ok(charged().includes(invoice.total_amount_cents), 'Stripe took the money')
    await program.start(env)
    assert.equal(await isPaid(invoice.id), false)
    if (way === 'the same request asks again')
      await insist(() => program.post(path, {}, { ...headers, 'idempotency-key': randomUUID() }))
    simulator.way.hold = false
    await simulator.drained()
    await until(() => isPaid(invoice.id))
    const payments = await paymentsOf(invoice.id)
    assert.deepEqual(
      payments.map(({ amount_cents }: Json) => amount_cents),
      [invoice.total_amount_cents],
    )
  }
  assert.deepEqual(
    charged().toSorted((a, b) => a - b),
    [1_090, 2_180, 3_270],
  )
})

test('killed while events come in: none that was answered is lost, and all are worked through', async () => {
  await program.end('SIGKILL')
  await program.start(env)
  const answered: string[] = []
  const { signatureOf } = await import('#stripe-simulator/webhooks.ts')
  const seconds = () => Math.floor(Date.now() / 1000)
  const send = async (id: string) => {
    const object = { id: 'ch_1', object: 'charge', payment_intent: null }
    const body = JSON.stringify({
      id,
      object: 'event',
      type: 'charge.updated',
      created: seconds(),
      livemode: false,
      data: { object },
    })
    const headers = {
      'content-type': 'application/json',
      'stripe-signature': signatureOf(webhook_secret, body, seconds()),
    }
    const { ok } = await fetch(`${program.base}/api/v1/webhooks/stripe`, { method: 'POST', headers, body })
    if (ok) answered.push(id)
  }
  let stop = false
  const senders = Array.from({ length: 16 }, async (_, sender) => {
    for (let i = 0; !stop; i++)
      await send(`evt_${sender}_${i}`).catch(() => new Promise((resolve) => setTimeout(resolve, 20)))
  })
  await until(() => answered.length > 200)
  await program.end('SIGKILL')
  const before = answered.length
  await program.start(env)
  await until(() => answered.length > before + 200)
  stop = true
  await Promise.all(senders)
  const { Client } = (await import('pg')).default
  const client = new Client({ connectionString: await program.databaseUrl() })
  await client.connect()
  const { rows } = await client.query<{ event_id: string }>(
    `select event_id from app.stripe_events where event_id ~ '^evt_\\d+_'`,
  )
  await client.end()
  const kept = new Set(rows.map(({ event_id }) => event_id))
  assert.deepEqual(
    answered.filter((id) => !kept.has(id)),
    [],
  )
  assert.equal(kept.size, rows.length)
})
