import type { CustomerSearch } from '#web/customers/search.ts'

type Sort = NonNullable<CustomerSearch['sort']>

export const orders = [
  ['name', 'Name A to Z'],
  ['-name', 'Name Z to A'],
  ['-created_at', 'Newest first'],
] as const satisfies readonly [Sort, string][]
