import { randomUUID } from 'node:crypto'
import { address, type TestApp } from './support.ts'

/** Requests that change what is invoiced again and again, for the walk over every change. */
export function changesOfRecurringInvoices({ signUp }: TestApp) {
  const withCustomer = async () => {
    const owner = await signUp()
    const customer_id = (await owner.post('/customers', { name: 'Kopi Kaki', address })).body.id as string
    const lines = [{ description: 'Rent {{month}}', quantity: '1', unit_price_cents: 100 }]
    const body = { customer_id, billing_interval: 'month', first_date: '2026-12-01', when_due: 'issue', lines }
    return { owner, headers: owner.headers, body }
  }
  const withOne = async () => {
    const { owner, headers, body } = await withCustomer()
    const { id } = (await owner.post('/recurring-invoices', body, { key: randomUUID() })).body
    return { owner, headers, path: `/recurring-invoices/${id}` }
  }
  const then = (verb: string, before?: string) => async () => {
    const { owner, headers, path } = await withOne()
    if (before) await owner.post(`${path}/${before}`)
    return { headers, path: `${path}/${verb}` }
  }
  return {
    'POST /recurring-invoices': async () => {
      const { headers, body } = await withCustomer()
      return { path: '/recurring-invoices', headers, body }
    },
    'PATCH /recurring-invoices/:id': async () => {
      const { headers, path } = await withOne()
      return { headers, path, body: { notes: 'Thank you' } }
    },
    'POST /recurring-invoices/:id/pause': then('pause'),
    'POST /recurring-invoices/:id/resume': then('resume', 'pause'),
    'POST /recurring-invoices/:id/end': then('end'),
  }
}
