import { randomUUID } from 'node:crypto'
import { address, type TestApp } from './support.ts'

/** Requests about quotations, for the walk over every change. */
export function changesOfQuotations({ signUp }: TestApp) {
  const withCustomer = async () => {
    const owner = await signUp()
    const customer = { name: 'Kopi Kaki', email: 'ap@kopi.example', address }
    const customer_id = (await owner.post('/customers', customer)).body.id as string
    const lines = [{ description: 'Espresso machine', quantity: '1', unit_price_cents: 450_000 }]
    return { owner, headers: owner.headers, body: { customer_id, lines } }
  }
  const withOne = async (...verbs: [verb: string, body: object][]) => {
    const { owner, headers, body } = await withCustomer()
    const path = `/quotations/${(await owner.post('/quotations', body)).body.id}`
    for (const [verb, input] of verbs) await owner.post(`${path}/${verb}`, input, { key: randomUUID() })
    return { owner, headers, path }
  }
  const sent: [string, object] = ['send', { to: null }]
  const accepted: [string, object] = ['accept', { name: 'Hui Min' }]
  const then =
    (verb: string, body: object | undefined, ...before: [string, object][]) =>
    async () => {
      const { headers, path } = await withOne(...before)
      return { headers, path: `${path}/${verb}`, ...(body && { body }) }
    }
  const byLink = (verb: string, body?: object) => async () => {
    const { owner, path } = await withOne(sent)
    const { public_url } = (await owner.get(path)).body
    return { path: `/public/quotations/${public_url.split('/').at(-1)}/${verb}`, ...(body && { body }) }
  }
  return {
    'POST /quotations': async () => {
      const { headers, body } = await withCustomer()
      return { path: '/quotations', headers, body }
    },
    'PATCH /quotations/:id': async () => ({ ...(await withOne()), body: { notes: 'Delivery is free' } }),
    'DELETE /quotations/:id': async () => withOne(),
    'POST /quotations/:id/send': then('send', {}),
    'POST /quotations/:id/accept': then(...accepted, sent),
    'POST /quotations/:id/decline': then('decline', {}, sent),
    'POST /quotations/:id/withdraw': then('withdraw', undefined, sent),
    'POST /quotations/:id/reopen': then('reopen', undefined, sent, accepted),
    'POST /quotations/:id/revise': then('revise', undefined, sent),
    'POST /quotations/:id/invoice': then('invoice', undefined, sent, accepted),
    'POST /public/quotations/:token/seen': byLink('seen'),
    'POST /public/quotations/:token/accept': byLink('accept', { name: 'Hui Min' }),
    'POST /public/quotations/:token/decline': byLink('decline', {}),
  }
}
