/** What the feed's address holds; `from` and `to` are days, both included. */
export type EventSearch = {
  name?: string
  actor_id?: string
  subject_id?: string
  from?: string
  to?: string
  cursor?: string
}

const day = /^\d{4}-\d\d-\d\d$/
const id = /^[\da-f-]{36}$/
const shapes = { name: /^[a-z_]+(\.[a-z_]+)?$/, actor_id: id, subject_id: id, from: day, to: day, cursor: /./ }

export function parseEventSearch(search: Record<string, unknown>): EventSearch {
  return Object.fromEntries(
    Object.entries(shapes).flatMap(([key, shape]) => {
      const value = search[key]
      return typeof value === 'string' && shape.test(value) ? [[key, value]] : []
    }),
  )
}
