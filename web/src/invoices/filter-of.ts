import type { InvoiceSearch } from '#web/invoices/search.ts'

/** What the list asks the server for; drafts have their own list. */
export function toFilter({ status, sent, q, customer_id, from, to, due_from, due_to }: InvoiceSearch) {
  return { status: status === 'draft' ? undefined : status, sent, q, customer_id, from, to, due_from, due_to }
}

export function isFiltered(search: InvoiceSearch): boolean {
  return Object.values(toFilter({ ...search, status: undefined })).some((value) => value !== undefined)
}
