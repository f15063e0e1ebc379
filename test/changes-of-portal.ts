import { randomUUID } from 'node:crypto'
import { openedPortal } from '#modules/portal/portal-fixture.ts'
import type { TestApp } from './support.ts'

/** Requests of customers in their portal, and of sellers about it, for the walk over every change. */
export function changesOfPortal(app: TestApp) {
  const withCustomer = async () => {
    const portal = await openedPortal(app)
    const customer = await portal.addCustomer()
    return { ...portal, customer, headers: portal.owner.headers, of: `/customers/${customer.id}` }
  }
  const withVisitor = async () => {
    const all = await withCustomer()
    const { headers } = await all.visitor(all.customer)
    return { ...all, headers }
  }
  return {
    'PATCH /portal-settings': async () => {
      const { headers } = await withCustomer()
      return { headers, path: '/portal-settings', body: { modules: ['invoices'] } }
    },
    'POST /customers/:id/send-portal-link': async () => {
      const { headers, of } = await withCustomer()
      return { headers, path: `${of}/send-portal-link` }
    },
    'POST /customers/:id/end-portal-sessions': async () => {
      const { headers, of, visitor, customer } = await withCustomer()
      await visitor(customer)
      return { headers, path: `${of}/end-portal-sessions` }
    },
    'POST /portal/:slug/sessions': async () => {
      const { portal, customer, sendTo, lastToken } = await withCustomer()
      await sendTo(customer.id)
      return { path: `${portal}/sessions`, body: { token: await lastToken(customer.email) } }
    },
    'POST /portal/:slug/archives': async () => {
      const { portal, headers, customer, bill } = await withVisitor()
      await bill(customer.id)
      return { headers, path: `${portal}/archives` }
    },
    'POST /portal/:slug/log-out': async () => {
      const { portal, headers } = await withVisitor()
      return { headers, path: `${portal}/log-out` }
    },
    'PATCH /portal/:slug/details': async () => {
      const { portal, headers } = await withVisitor()
      return { headers, path: `${portal}/details`, body: { email: `new-${randomUUID()}@example.com` } }
    },
    'POST /portal/:slug/subscriptions/:id/choose-plan': async () => {
      const { portal, headers, customer, addPrice, subscribe } = await withVisitor()
      const { body } = await subscribe({ customer_id: customer.id, price_id: await addPrice() })
      const choice = { price_id: await addPrice({ unit_amount_cents: 20_000 }) }
      return { headers, path: `${portal}/subscriptions/${body.id}/choose-plan`, body: choice }
    },
  }
}
