export const orders = [
  ['name', 'Name A to Z'],
  ['-name', 'Name Z to A'],
  ['-created_at', 'Newest first'],
] as const
type Sort = (typeof orders)[number][0]

/** What the list's address holds. */
export type CustomerSearch = {
  q?: string
  archived?: 'yes'
  sort?: Sort
  cursor?: string
}

export function readCustomerSearch({ q, archived, sort, cursor }: Record<string, unknown>): CustomerSearch {
  return {
    ...(isText(q) && { q: String(q).slice(0, 100) }),
    ...(archived === 'yes' && { archived }),
    ...(isSort(sort) && sort !== 'name' && { sort }),
    ...(isText(cursor) && { cursor: String(cursor) }),
  }
}

function isSort(value: unknown): value is Sort {
  return orders.some(([order]) => order === value)
}

// The router's parser turns ?q=2026 into a number.
function isText(value: unknown): value is string | number {
  return (typeof value === 'string' && value !== '') || typeof value === 'number'
}
