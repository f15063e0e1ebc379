import { isText } from '#web/api/search-params.ts'

type Sort = 'name' | '-name' | '-created_at'

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
  return typeof value === 'string' && /^(-?name|-created_at)$/.test(value)
}
