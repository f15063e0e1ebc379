import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { serveSimulator } from '#stripe-simulator/serve.ts'
import { after } from 'node:test'
import { address, type Person, startApp } from './support.ts'

export const webhook_secret = 'whsec_of_these_tests_alone'

/** The program with a simulator of Stripe beside it, whose events come when a test says so, or not at all. */
export async function startPaidApp(options: Parameters<typeof startApp>[0] = {}) {
  const deliver: { to: (body: string, headers: Record<string, string>, url?: string) => Promise<number> } = {
    to: async () => 0,
  }
  const served = await serveSimulator({
    webhook_secret,
    deliver: (body, headers, url) => deliver.to(body, headers, url),
    now_ms: () => app.parts.clock().epochMilliseconds,
    first_wait_ms: 5,
  })
  const app = await startApp({
    ...options,
    env: {
      ...options.env,
      STRIPE_SECRET_KEY: 'sk_test_these',
      STRIPE_WEBHOOK_SECRET: webhook_secret,
      STRIPE_API_BASE: served.base_url,
    },
  })
  const { simulator, base_url } = served
  simulator.way.hold = true
  deliver.to = async (body, headers, url) => {
    const path = url ? new URL(url).pathname.replace('/api/v1', '') : '/webhooks/stripe'
    return (await app.request('POST', path, body, { headers })).status
  }
  after(() => served.close())

  /** Everything that Stripe has to tell is told and worked through. */
  const tell = async () => {
    await simulator.drained()
    await app.settle()
  }
  const pay = (url: string, number = '4242424242424242', more = '') =>
    fetch(url, { method: 'POST', redirect: 'manual', body: `number=${number}${more}` })
  const settlePayNow = (url: string, more = '') => fetch(url, { method: 'POST', body: more })

  const seller = async (unit_price_cents = 10_000, acme?: Person) => {
    const owner = acme ?? (await app.signUp())
    const { body: customer } = await owner.post('/customers', { name: 'Kopi Kaki', address, email: 'ap@example.com' })
    const issue = async (cents = unit_price_cents) => {
      const lines = [{ description: 'Work', quantity: '1', unit_price_cents: cents }]
      const { body } = await owner.post('/invoices', { customer_id: customer.id, lines }, { key: randomUUID() })
      return body
    }
    const invoiceNow = async (id: string) => (await owner.get(`/invoices/${id}`)).body
    const paymentsOf = async (id: string) => (await owner.get(`/payments?invoice_id=${id}`)).body.data
    const checkout = async (id: string, body: object = {}) => {
      const made = await owner.post(`/invoices/${id}/checkout`, body)
      assert.equal(made.status, 200, made.text)
      return made.body
    }
    const charge = (id: string, key: string = randomUUID()) =>
      owner.post(`/invoices/${id}/charge-card`, undefined, { key })
    /** By an account of its own, which the simulator knows by its key. */
    const connect = async (key: string = randomUUID().replaceAll('-', '')) => {
      const made = await owner.post('/stripe/connect', { source: 'own', secret_key: `sk_test_own_${key}` })
      assert.equal(made.status, 200, made.text)
      return made.body
    }
    return { connect, owner, customer, issue, invoiceNow, paymentsOf, checkout, charge }
  }
  return { ...app, simulator, base_url, tell, pay, settlePayNow, seller }
}
