import { csvRecord } from '#web/invoices/csv.ts'
import { eachInvoicePage, type InvoiceRow } from '#web/invoices/queries.ts'
import type { InvoiceSearch } from '#web/invoices/search.ts'
import { invoiceStatus } from '#web/ui/badge.tsx'

const headings = [
  'Number',
  'Status',
  'Customer',
  'Reference',
  'Issued',
  'Due',
  'Currency',
  'Subtotal',
  'GST',
  'Total',
  'Paid',
  'Credited',
  'Still due',
]

/** Reads the list a page at a time, so that ten thousand invoices never are one answer. */
export async function exportInvoices(search: InvoiceSearch, onProgress: (count: number) => void, signal: AbortSignal) {
  const parts = ['\uFEFF', csvRecord(headings)]
  let count = 0
  for await (const page of eachInvoicePage(search, signal)) {
    parts.push(...page.map((invoice) => csvRecord(toCells(invoice))))
    count += page.length
    onProgress(count)
  }
  return { blob: new Blob(parts, { type: 'text/csv;charset=utf-8' }), count }
}

function toCells(invoice: InvoiceRow) {
  return [
    invoice.number,
    invoiceStatus(invoice),
    invoice.customer_name,
    invoice.reference,
    invoice.issue_date,
    invoice.due_date,
    invoice.currency,
    { cents: invoice.subtotal_cents },
    { cents: invoice.gst_amount_cents },
    { cents: invoice.total_amount_cents },
    { cents: invoice.amount_paid_cents },
    { cents: invoice.amount_credited_cents },
    { cents: invoice.amount_due_cents },
  ]
}
