import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { Context } from '#platform/context.ts'
import { address, startApp } from '#test/support.ts'
import { makeDue } from './make-due.ts'

/** A seller with customers and what they are invoiced again and again; the clock stands at noon of 1 January 2026. */
export async function startRecurring(changes: object = {}) {
  const app = await startApp()
  const noon = (day: string) => app.travelTo(`${day}T04:00:00Z`)
  noon('2026-01-01')
  const seller = await app.signUp('owner', undefined, changes)
  const addCustomer = async (details: object = {}): Promise<string> =>
    (await seller.post('/customers', { name: 'Tanjong Pte. Ltd.', address, payment_terms_days: 14, ...details })).body
      .id
  const lines = [{ description: 'Retainer {{month}}', quantity: '2', unit: 'day', unit_price_cents: 50_000 }]
  const ask = (body: object) => seller.post('/recurring-invoices', body, { key: randomUUID() })
  const transact = <T>(work: (ctx: Context) => Promise<T>) => app.asSystem(seller.organization_id, work)
  return {
    app,
    seller,
    noon,
    addCustomer,
    lines,
    ask,
    transact,
    /** The night's work, and all that follows from it. */
    make: () => makeDue(transact),
    /** One that is set up as asked, else monthly from 1 February for a new customer. */
    setUp: async (wanted: object = {}) => {
      const terms = { billing_interval: 'month', first_date: '2026-02-01', when_due: 'issue', lines }
      const customer_id = 'customer_id' in wanted ? undefined : await addCustomer()
      const { status, body, text } = await ask({ ...terms, customer_id, ...wanted })
      assert.equal(status, 201, text)
      return body
    },
    get: async (id: string) => (await seller.get(`/recurring-invoices/${id}`)).body,
    datesOf: async (id: string) => (await seller.get(`/recurring-invoices/${id}/dates?limit=100`)).body.data,
    invoicesOf: async (customer_id: string) =>
      (await seller.get(`/invoices?customer_id=${customer_id}&limit=100`)).body.data.toReversed(),
  }
}
