import { randomUUID } from 'node:crypto'
import { signUpOperator } from './operators.ts'
import { address, type TestApp } from './support.ts'

/** A request that succeeds for each route about money through Stripe, beside what it needs; Stripe is asked where it is told. */
export function changesOfStripe(app: TestApp) {
  const withDeadEvent = async () => {
    const { headers } = await signUpOperator(app)
    return { headers, path: `/operator/stripe-events/${await addStripeEvent(app)}` }
  }
  const withInvoice = async () => {
    const owner = await app.signUp()
    const { body: customer } = await owner.post('/customers', { name: 'Kopi Kaki', address })
    const lines = [{ description: 'Work', quantity: '1', unit_price_cents: 10_000 }]
    const { body } = await owner.post('/invoices', { customer_id: customer.id, lines }, { key: randomUUID() })
    return { owner, headers: owner.headers, customer, path: `/invoices/${body.id}` }
  }
  const withAccount = async () => {
    const owner = await app.signUp()
    const connected = await owner.post('/stripe/connect', {
      source: 'own',
      secret_key: `sk_test_own_${randomUUID().slice(0, 8)}`,
    })
    return { owner, headers: owner.headers, connected }
  }
  const withCard = async () => {
    const all = await withInvoice()
    const { body } = await all.owner.post(`${all.path}/checkout`, { save_card: true })
    await fetch(body.url, { method: 'POST', redirect: 'manual', body: 'number=4242424242424242' })
    // Asked again, it tells that it was paid, and keeps the card.
    await all.owner.post(`${all.path}/checkout`, { save_card: true })
    return all
  }

  return {
    'POST /stripe/connect': async () => {
      const { headers } = await app.signUp()
      return { headers, path: '/stripe/connect', body: { source: 'installation' } }
    },
    'POST /stripe/disconnect': async () => ({ ...(await withAccount()), path: '/stripe/disconnect' }),
    'POST /stripe/rotate-secret': async () => ({ ...(await withAccount()), path: '/stripe/rotate-secret', body: {} }),
    'PATCH /stripe/settings': async () => {
      return { ...(await withAccount()), path: '/stripe/settings', body: { is_charged_when_issued: true } }
    },
    'POST /stripe-events/:id/replay': async () => {
      const { owner, headers } = await withAccount()
      return { headers, path: `/stripe-events/${await addStripeEvent(app, owner.organization_id)}/replay` }
    },
    'POST /stripe-events/replay-dead': async () => {
      const { owner, headers } = await withAccount()
      await addStripeEvent(app, owner.organization_id)
      return { headers, path: '/stripe-events/replay-dead' }
    },
    'POST /customers/:id/card-setup': async () => {
      const { headers, customer } = await withInvoice()
      return { headers, path: `/customers/${customer.id}/card-setup`, body: {} }
    },
    'POST /invoices/:id/stop-collecting': async () => {
      const { owner, headers, path } = await withInvoice()
      await app.admin.query(
        `insert into app.card_collections (organization_id, invoice_id, customer_id, status, next_try_at, created_at, updated_at)
         select organization_id, id, customer_id, 'due', now(), now(), now() from app.invoices where organization_id = $1`,
        [owner.organization_id],
      )
      return { headers, path: `${path}/stop-collecting` }
    },
    'POST /public/pay/:token/card': async () => {
      const { owner, headers, path } = await withInvoice()
      await owner.post('/stripe/connect', { source: 'installation' })
      const { url } = (await owner.get(`${path}/pay-link`)).body
      return { headers, path: `/public/pay/${url.split('/pay/')[1]}/card` }
    },
    'POST /operator/stripe-events/:id/replay': async () => {
      const { headers, path } = await withDeadEvent()
      return { path: `${path}/replay`, headers }
    },
    'POST /invoices/:id/checkout': async () => {
      const { headers, path } = await withInvoice()
      return { path: `${path}/checkout`, headers, body: {} }
    },
    'POST /invoices/:id/paynow': async () => {
      const { headers, path } = await withInvoice()
      return { path: `${path}/paynow`, headers }
    },
    'POST /invoices/:id/charge-card': async () => {
      const { owner, headers, customer } = await withCard()
      const lines = [{ description: 'More', quantity: '1', unit_price_cents: 10_000 }]
      const { body } = await owner.post('/invoices', { customer_id: customer.id, lines }, { key: randomUUID() })
      return { path: `/invoices/${body.id}/charge-card`, headers }
    },
    'POST /online-payments/:id/refund': async () => {
      const { owner, headers, path } = await withCard()
      const { data } = (await owner.get('/online-payments')).body
      const note = { invoice_id: path.split('/').at(-1), amount_cents: 500, reason: 'Less work' }
      await owner.post('/credit-notes', note, { key: randomUUID() })
      return { path: `/online-payments/${data[0].id}/refund`, headers, body: { amount_cents: 500, reason: 'Less' } }
    },
    'DELETE /customers/:id/cards/:card_id': async () => {
      const { owner, headers, customer } = await withCard()
      const { data } = (await owner.get(`/customers/${customer.id}/cards`)).body
      return { path: `/customers/${customer.id}/cards/${data[0].id}`, headers }
    },
  }
}

/** An event that failed too often. */
export async function addStripeEvent({ admin }: TestApp, organization_id: string | null = null): Promise<string> {
  const { rows } = await admin.query<{ id: string }>(
    `insert into app.stripe_events (id, event_id, type, payload, status, due_at, occurred_at, received_at, organization_id)
     values (uuidv7(), $1, 'charge.succeeded', '{"type": "charge.succeeded", "data": {"object": {}}}', 'dead', now(), now(), now(), $2)
     returning id`,
    [`evt_${randomUUID()}`, organization_id],
  )
  return rows[0]!.id
}
