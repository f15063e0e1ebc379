import { randomUUID } from 'node:crypto'
import { address, type Person, type TestApp } from './support.ts'

/** Requests that change who is subscribed to what, for the walk over every change. */
export function changesOfSubscriptions({ signUp }: TestApp) {
  const addPrice = async (owner: Person, kind: 'plan' | 'add_on') => {
    const code = `sold-${randomUUID().slice(0, 8)}`
    const plan = (await owner.post('/plans', { code, name: 'Team', kind })).body
    const price = { model: 'per_seat', billing_interval: 'month', unit_amount_cents: 2_900 }
    return (await owner.post(`/plans/${plan.id}/prices`, price)).body.id as string
  }
  const withCustomer = async () => {
    const owner = await signUp()
    const customer_id = (await owner.post('/customers', { name: 'Kopi Kaki', address })).body.id as string
    const body = { customer_id, price_id: await addPrice(owner, 'plan'), quantity: 2 }
    return { owner, headers: owner.headers, body }
  }
  const withSubscription = async () => {
    const { owner, headers, body } = await withCustomer()
    const { id } = (await owner.post('/subscriptions', body, { key: randomUUID() })).body
    return { owner, headers, price_id: body.price_id, path: `/subscriptions/${id}` }
  }
  const then = (verb: string, body?: object, before?: string) => async () => {
    const { owner, headers, path } = await withSubscription()
    if (before) await owner.post(`${path}/${before}`)
    return { headers, path: `${path}/${verb}`, ...(body && { body }) }
  }
  return {
    'POST /subscriptions': async () => {
      const { headers, body } = await withCustomer()
      return { path: '/subscriptions', headers, body }
    },
    'POST /subscriptions/:id/change': then('change', { quantity: 3 }),
    'POST /subscriptions/:id/cancel': then('cancel', { when: 'now' }),
    'POST /subscriptions/:id/pause': then('pause'),
    'POST /subscriptions/:id/resume': then('resume', undefined, 'pause'),
    'POST /subscriptions/:id/add-ons': async () => {
      const { owner, headers, path } = await withSubscription()
      return { headers, path: `${path}/add-ons`, body: { price_id: await addPrice(owner, 'add_on') } }
    },
    'DELETE /subscriptions/:id/add-ons/:add_on_id': async () => {
      const { owner, headers, path } = await withSubscription()
      const { add_ons } = (await owner.post(`${path}/add-ons`, { price_id: await addPrice(owner, 'add_on') })).body
      return { headers, path: `${path}/add-ons/${add_ons[0].id}` }
    },
    'POST /subscriptions/:id/charges': then('charges', { description: 'Setting up', unit_price_cents: 50_000 }),
    'DELETE /subscriptions/:id/charges/:charge_id': async () => {
      const { owner, headers, path } = await withSubscription()
      const charge = { description: 'Setting up', unit_price_cents: 50_000 }
      return { headers, path: `${path}/charges/${(await owner.post(`${path}/charges`, charge)).body.id}` }
    },
    'POST /prices/:id/move-subscribers': async () => {
      const { owner, headers, price_id } = await withSubscription()
      const body = { to_price_id: await addPrice(owner, 'plan') }
      return { headers, path: `/prices/${price_id}/move-subscribers`, body }
    },
    'PATCH /billing-rules': async () => ({
      path: '/billing-rules',
      headers: (await signUp()).headers,
      body: { downgrade_rule: 'now' },
    }),
    'POST /organizations/:id/clock/advance': async () => {
      const { headers, organization_id } = await signUp()
      return { headers, path: `/organizations/${organization_id}/clock/advance`, body: { to_date: '2026-11-23' } }
    },
    'POST /renewal-runs': async () => ({ path: '/renewal-runs', headers: (await signUp()).headers, body: {} }),
  }
}
