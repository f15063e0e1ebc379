import type { InvoiceQuery } from '#modules/invoices/schemas.ts'

export const tabs = ['all', 'open', 'overdue', 'paid', 'void', 'draft'] as const
export type Tab = (typeof tabs)[number]
type Sort = NonNullable<InvoiceQuery['sort']>
export const orders = [
  ['-issue_date', 'Newest first'],
  ['issue_date', 'Oldest first'],
  ['due_date', 'Due first'],
  ['-due_date', 'Due last'],
  ['-total_amount_cents', 'Largest first'],
  ['total_amount_cents', 'Smallest first'],
] as const satisfies readonly [Sort, string][]

const sorts = orders.map(([order]) => order)

/** What the list's address holds. */
export type InvoiceSearch = {
  status?: Exclude<Tab, 'all'> | undefined
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
  const { status, q, customer_id, from, to, due_from, due_to, sort, cursor } = raw
  return {
    ...(isOneOf(tabs, status) && status !== 'all' && { status }),
    ...(isText(q) && { q: String(q).slice(0, 100) }),
    ...(isUuid(customer_id) && { customer_id }),
    ...(isDay(from) && { from }),
    ...(isDay(to) && { to }),
    ...(isDay(due_from) && { due_from }),
    ...(isDay(due_to) && { due_to }),
    ...(isOneOf(sorts, sort) && sort !== '-issue_date' && { sort }),
    ...(isText(cursor) && { cursor: String(cursor) }),
  }
}

/** What the list asks the server for; drafts have their own list. */
export function toFilter({ status, q, customer_id, from, to, due_from, due_to }: InvoiceSearch) {
  return {
    ...(status && status !== 'draft' && { status }),
    ...(q && { q }),
    ...(customer_id && { customer_id }),
    ...(from && { from }),
    ...(to && { to }),
    ...(due_from && { due_from }),
    ...(due_to && { due_to }),
  }
}

export function isFiltered(search: InvoiceSearch): boolean {
  return Object.keys(toFilter({ ...search, status: undefined })).length > 0
}

function isOneOf<const T extends string>(values: readonly T[], value: unknown): value is T {
  return values.some((known) => known === value)
}

// The router's parser turns ?q=2026 into a number.
function isText(value: unknown): value is string | number {
  return (typeof value === 'string' && value !== '') || typeof value === 'number'
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
