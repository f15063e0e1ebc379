import { randomUUID } from 'node:crypto'
import { address, type TestApp } from './support.ts'

/** Requests about what is owed and said, for the walk over every change. */
export function changesOfDunning({ signUp, admin }: TestApp) {
  const withOverdue = async () => {
    const owner = await signUp()
    const email = `late-${randomUUID()}@example.com`
    const customer_id = (await owner.post('/customers', { name: 'Kopi Kaki', address, email })).body.id as string
    const lines = [{ description: 'Work', quantity: '1', unit_price_cents: 10_000 }]
    const issued = await owner.post('/invoices', { customer_id, lines }, { key: randomUUID() })
    const invoice_id = issued.body.id as string
    await admin.query(
      `update app.invoices set issue_date = issue_date - 40, due_date = issue_date - 20 where id = $1`,
      [invoice_id],
    )
    return { owner, headers: owner.headers, customer: `/customers/${customer_id}`, invoice: `/invoices/${invoice_id}` }
  }
  const interest = { is_enabled: true, minimum_cents: 0, grace_days: 0, starts_on_date: '2020-01-01' }
  const promise = { promised_date: '2040-01-01' }
  return {
    'PATCH /dunning-settings': async () => {
      const { headers } = await signUp()
      return { headers, path: '/dunning-settings', body: { is_enabled: true } }
    },
    'POST /customers/:id/remind': async () => {
      const { headers, customer } = await withOverdue()
      return { headers, path: `${customer}/remind` }
    },
    'POST /customers/:id/pause-dunning': async () => {
      const { headers, customer } = await withOverdue()
      return { headers, path: `${customer}/pause-dunning`, body: { reason: 'Asked for time' } }
    },
    'POST /customers/:id/resume-dunning': async () => {
      const { owner, headers, customer } = await withOverdue()
      await owner.post(`${customer}/pause-dunning`, { reason: 'Asked for time' })
      return { headers, path: `${customer}/resume-dunning` }
    },
    'POST /invoices/:id/promises': async () => {
      const { headers, invoice } = await withOverdue()
      return { headers, path: `${invoice}/promises`, body: promise }
    },
    'POST /promises/:id/withdraw': async () => {
      const { owner, headers, invoice } = await withOverdue()
      const { body } = await owner.post(`${invoice}/promises`, promise)
      return { headers, path: `/promises/${body.id}/withdraw` }
    },
    'POST /invoices/:id/disputes': async () => {
      const { headers, invoice } = await withOverdue()
      return { headers, path: `${invoice}/disputes`, body: { reason: 'Not delivered' } }
    },
    'POST /disputes/:id/resolve': async () => {
      const { owner, headers, invoice } = await withOverdue()
      const { body } = await owner.post(`${invoice}/disputes`, { reason: 'Not delivered' })
      return { headers, path: `/disputes/${body.id}/resolve`, body: { resolution: 'Delivered' } }
    },
    'PATCH /interest-settings': async () => {
      const { headers } = await signUp()
      return { headers, path: '/interest-settings', body: { is_enabled: true } }
    },
    'PATCH /customers/:id/interest-terms': async () => {
      const { headers, customer } = await withOverdue()
      return { headers, path: `${customer}/interest-terms`, body: { rate_bp: 1_000 } }
    },
    'POST /invoices/:id/charge-interest': async () => {
      const { owner, headers, invoice } = await withOverdue()
      await owner.patch('/interest-settings', interest)
      return { headers, path: `${invoice}/charge-interest` }
    },
    'POST /invoices/:id/waive-interest': async () => {
      const { owner, headers, invoice } = await withOverdue()
      await owner.patch('/interest-settings', interest)
      return { headers, path: `${invoice}/waive-interest`, body: { reason: 'A good customer' } }
    },
    'POST /invoices/:id/send': async () => {
      const { headers, invoice } = await withOverdue()
      return { headers, path: `${invoice}/send`, body: {} }
    },
    'POST /customers/:id/send-statement': async () => {
      const { headers, customer } = await withOverdue()
      return { headers, path: `${customer}/send-statement`, body: {} }
    },
  }
}
