import { randomUUID } from 'node:crypto'
import { address, type TestApp } from './support.ts'

/** Requests that change what is owed and where money is, for the walk over every change. */
export function changesOfMoney({ signUp }: TestApp) {
  const withInvoice = async () => {
    const owner = await signUp()
    // The worker, which rests before each walk, would use what the walk is to use.
    await owner.patch('/payment-settings', { is_credit_applied: false })
    const customer_id = (await owner.post('/customers', { name: 'Kopi Kaki', address })).body.id as string
    const post = (path: string, body: object) => owner.post(path, body, { key: randomUUID() })
    const lines = [{ description: 'Work', quantity: '1', unit_price_cents: 10_000 }]
    const invoice_id = (await post('/invoices', { customer_id, lines })).body.id as string
    return { owner, headers: owner.headers, customer_id, invoice_id, lines, post }
  }
  const withPayment = async (parts: number) => {
    const all = await withInvoice()
    const allocations = parts ? [{ invoice_id: all.invoice_id, amount_cents: parts }] : []
    const input = { customer_id: all.customer_id, amount_cents: 5_000, method: 'paynow', allocations }
    return { ...all, payment: (await all.post('/payments', input)).body }
  }
  const withAgreement = async () => {
    const owner = await signUp()
    const customer_id = (await owner.post('/customers', { name: 'Kopi Kaki', address })).body.id as string
    const lines = [{ description: 'Kitchen', quantity: '1', unit_price_cents: 10_000 }]
    const draft = (await owner.post('/invoice-drafts', { customer_id, lines })).body as { id: string }
    const agree = async () => {
      const title = { title: 'Kitchen' }
      const { body } = await owner.post(`/invoice-drafts/${draft.id}/agree`, title, { key: randomUUID() })
      return `/agreements/${body.id}`
    }
    return { owner, headers: owner.headers, draft, agree }
  }
  return {
    'POST /invoices/:id/write-off': async () => {
      const { headers, invoice_id } = await withInvoice()
      return { headers, path: `/invoices/${invoice_id}/write-off`, body: { reason: 'Gone' } }
    },
    'POST /invoices/:id/reinstate': async () => {
      const { headers, invoice_id, post } = await withInvoice()
      await post(`/invoices/${invoice_id}/write-off`, { reason: 'Gone' })
      return { headers, path: `/invoices/${invoice_id}/reinstate` }
    },
    'POST /invoices/:id/debit-notes': async () => {
      const { headers, invoice_id, lines } = await withInvoice()
      return { headers, path: `/invoices/${invoice_id}/debit-notes`, body: { reason: 'More', lines } }
    },
    'POST /credit-notes': async () => {
      const { headers, invoice_id } = await withInvoice()
      return { headers, path: '/credit-notes', body: { invoice_id, reason: 'Less' } }
    },
    'POST /payments/:id/allocations': async () => {
      const { headers, payment, invoice_id } = await withPayment(0)
      const body = { allocations: [{ invoice_id, amount_cents: 100 }] }
      return { headers, path: `/payments/${payment.id}/allocations`, body }
    },
    'DELETE /payments/:id/allocations/:allocation_id': async () => {
      const { headers, payment } = await withPayment(100)
      return { headers, path: `/payments/${payment.id}/allocations/${payment.allocations[0].id}` }
    },
    'POST /payments/:id/reverse': async () => {
      const { headers, payment } = await withPayment(100)
      return { headers, path: `/payments/${payment.id}/reverse`, body: { reason: 'Bounced' } }
    },
    'POST /customers/:id/apply-credit': async () => {
      const { headers, customer_id } = await withPayment(100)
      return { headers, path: `/customers/${customer_id}/apply-credit` }
    },
    'POST /invoices/:id/pay-link/replace': async () => {
      const { headers, invoice_id } = await withInvoice()
      return { headers, path: `/invoices/${invoice_id}/pay-link/replace` }
    },
    'POST /invoices/:id/pay-link/revoke': async () => {
      const { headers, invoice_id } = await withInvoice()
      return { headers, path: `/invoices/${invoice_id}/pay-link/revoke` }
    },
    'POST /public/pay/:token/seen': async () => {
      const { owner, invoice_id } = await withInvoice()
      const { url } = (await owner.get(`/invoices/${invoice_id}/pay-link`)).body
      return { path: `/public/pay/${url.split('/pay/')[1]}/seen` }
    },
    'POST /invoice-drafts/:id/agree': async () => {
      const { headers, draft } = await withAgreement()
      return { headers, path: `/invoice-drafts/${draft.id}/agree`, body: { title: 'Kitchen' } }
    },
    'POST /agreements/:id/bill-part': async () => {
      const { headers, agree } = await withAgreement()
      return { headers, path: `${await agree()}/bill-part`, body: { kind: 'final' } }
    },
    'POST /agreements/:id/end': async () => {
      const { headers, agree } = await withAgreement()
      return { headers, path: `${await agree()}/end`, body: { reason: 'Given up' } }
    },
    'POST /agreements/:id/reopen': async () => {
      const { headers, agree, owner } = await withAgreement()
      const path = await agree()
      await owner.post(`${path}/end`, { reason: 'Given up' })
      return { headers, path: `${path}/reopen` }
    },
    'PATCH /accounting-settings': async () => {
      const owner = await signUp()
      const { xero } = (await owner.get('/accounting-settings')).body
      return {
        headers: owner.headers,
        path: '/accounting-settings',
        body: { xero: { ...xero, revenue_account: '4000' } },
      }
    },
    'PATCH /payment-settings': async () => {
      const { headers } = await signUp()
      return { headers, path: '/payment-settings', body: { is_credit_applied: false } }
    },
    'POST /payments/:id/refunds': async () => {
      const { headers, payment } = await withPayment(0)
      const body = { amount_cents: 100, method: 'paynow', reason: 'Too much' }
      return { headers, path: `/payments/${payment.id}/refunds`, body }
    },
    'POST /refunds/:id/fail': async () => {
      const { headers, payment, post } = await withPayment(0)
      const back = { amount_cents: 100, method: 'paynow', reason: 'Too much' }
      const { body: refund } = await post(`/payments/${payment.id}/refunds`, back)
      return { headers, path: `/refunds/${refund.id}/fail`, body: { failure: 'Account closed' } }
    },
  }
}
