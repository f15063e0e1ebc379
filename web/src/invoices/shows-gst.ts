import type { Invoice } from '#modules/invoices/schemas.ts'

/** A debit note shows GST where its seller is registered, as a tax invoice does. */
export const showsGst = ({ kind, gst_breakdown }: Pick<Invoice, 'kind' | 'gst_breakdown'>) =>
  kind === 'tax_invoice' || (kind === 'debit_note' && gst_breakdown.some(({ gst_code }) => gst_code !== 'NG'))
