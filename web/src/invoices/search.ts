import type { InvoiceQuery } from '#modules/invoices/schemas.ts'
import { isText } from '#web/api/search-params.ts'

const states = ['open', 'overdue', 'paid', 'void', 'uncollectible', 'draft'] as const
export type Sort = NonNullable<InvoiceQuery['sort']>

/** What the list's address holds. */
export type InvoiceSearch = {
  status?: (typeof states)[number] | undefined
  sent?: 'no' | 'yes' | undefined
  q?: string | undefined
  customer_id?: string | undefined
  from?: string | undefined
  to?: string | undefined
  due_from?: string | undefined
  due_to?: string | undefined
  sort?: Sort | undefined
  cursor?: string | undefined
}

export function readInvoiceSearch(raw: Record<string, unknown>): InvoiceSearch {
  const { status, sent, q, customer_id, from, to, due_from, due_to, sort, cursor } = raw
  return {
    ...(isState(status) && { status }),
    ...((sent === 'no' || sent === 'yes') && { sent }),
    ...(isText(q) && { q: String(q).slice(0, 100) }),
    ...(isUuid(customer_id) && { customer_id }),
    ...(isDay(from) && { from }),
    ...(isDay(to) && { to }),
    ...(isDay(due_from) && { due_from }),
    ...(isDay(due_to) && { due_to }),
    ...(isSort(sort) && sort !== '-issue_date' && { sort }),
    ...(isText(cursor) && { cursor: String(cursor) }),
  }
}

function isState(value: unknown): value is InvoiceSearch['status'] {
  return states.some((state) => state === value)
}

function isSort(value: unknown): value is Sort {
  return typeof value === 'string' && /^-?(issue_date|due_date|total_amount_cents)$/.test(value)
}

function isUuid(value: unknown): value is string {
  return typeof value === 'string' && /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(value)
}

function isDay(value: unknown): value is string {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value))
}

/** /invoices/new?customer_id=… starts with that customer chosen. */
export function readNewInvoiceSearch({ customer_id }: Record<string, unknown>): { customer_id?: string } {
  return isUuid(customer_id) ? { customer_id } : {}
}
