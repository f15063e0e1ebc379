import type { Sort } from '#web/invoices/search.ts'

export const orders = [
  ['-issue_date', 'Newest first'],
  ['issue_date', 'Oldest first'],
  ['due_date', 'Due first'],
  ['-due_date', 'Due last'],
  ['-total_amount_cents', 'Largest first'],
  ['total_amount_cents', 'Smallest first'],
] as const satisfies readonly [Sort, string][]
