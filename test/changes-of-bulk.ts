import { randomUUID } from 'node:crypto'
import { address, type TestApp } from './support.ts'

/** Requests about many documents at once, for the walk over every change. */
export function changesOfBulk({ signUp, admin, settle }: TestApp) {
  const withInvoice = async () => {
    const owner = await signUp()
    const customer_id = (await owner.post('/customers', { name: 'Kopi Kaki', address })).body.id as string
    const lines = [{ description: 'Work', quantity: '1', unit_price_cents: 10_000 }]
    const issued = await owner.post('/invoices', { customer_id, lines }, { key: randomUUID() })
    return { owner, headers: owner.headers, customer_id, ids: [issued.body.id as string] }
  }
  return {
    'POST /invoices/:id/mark-sent': async () => {
      const { headers, ids } = await withInvoice()
      return { headers, path: `/invoices/${ids[0]}/mark-sent` }
    },
    'POST /invoices/:id/unmark-sent': async () => {
      const { owner, headers, ids } = await withInvoice()
      await owner.post(`/invoices/${ids[0]}/mark-sent`)
      return { headers, path: `/invoices/${ids[0]}/unmark-sent` }
    },
    'POST /invoice-batches/issue': async () => {
      const { owner, headers, customer_id } = await withInvoice()
      const lines = [{ description: 'Work', quantity: '1', unit_price_cents: 10_000 }]
      const { body } = await owner.post('/invoice-drafts', { customer_id, lines })
      return { headers, path: '/invoice-batches/issue', body: { ids: [body.id] } }
    },
    'POST /invoice-batches/send': async () => {
      const { headers, ids } = await withInvoice()
      return { headers, path: '/invoice-batches/send', body: { ids } }
    },
    'POST /invoice-batches/mark-sent': async () => {
      const { headers, ids } = await withInvoice()
      return { headers, path: '/invoice-batches/mark-sent', body: { ids } }
    },
    'POST /invoice-batches/:id/cancel': async () => {
      const { owner, headers, ids } = await withInvoice()
      const { body } = await owner.post('/invoice-batches/mark-sent', { ids }, { key: randomUUID() })
      await settle()
      await admin.query(`update app.invoice_batches set status = 'running', ended_at = null where id = $1`, [body.id])
      return { headers, path: `/invoice-batches/${body.id}/cancel` }
    },
    'POST /document-archives': async () => {
      const { headers, ids } = await withInvoice()
      return { headers, path: '/document-archives', body: { ids } }
    },
    'POST /document-archives/:id/cancel': async () => {
      const { owner, headers, ids } = await withInvoice()
      const { body } = await owner.post('/document-archives', { ids })
      // The worker may have been faster.
      await settle()
      await admin.query(
        `update app.document_archives set status = 'building', ended_at = null, expires_at = null where id = $1`,
        [body.id],
      )
      return { headers, path: `/document-archives/${body.id}/cancel` }
    },
  }
}
