import type { InvoicePage } from '#modules/invoices/schemas.ts'
import { get } from '#web/api/client.ts'
import { csvRecord } from '#web/invoices/csv.ts'
import type { InvoiceRow } from '#web/invoices/queries.ts'
import { toFilter } from '#web/invoices/filter-of.ts'
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
  for await (const page of eachPage(search, signal)) {
    parts.push(...page.map((invoice) => csvRecord(toCells(invoice))))
    count += page.length
    onProgress(count)
  }
  return { blob: new Blob(parts, { type: 'text/csv;charset=utf-8' }), count }
}

async function* eachPage(search: InvoiceSearch, signal: AbortSignal): AsyncGenerator<InvoiceRow[]> {
  let cursor: string | null | undefined
  do {
    const query = { ...toFilter(search), sort: search.sort, cursor, limit: 100 }
    const page: InvoicePage = await get<InvoicePage>('/invoices', { query, signal })
    yield page.data
    cursor = page.next_cursor
  } while (cursor)
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
