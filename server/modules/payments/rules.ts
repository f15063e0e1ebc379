import type { NewAllocation } from './schemas.ts'

type Credit = { id: string; amount_unallocated_cents: number }
type Due = { id: string; amount_due_cents: number }
/** A payment that is not to settle an invoice. */
export type Apart = { payment_id: string; invoice_id: string }

/** Which payment settles which invoice by how much, both in the order given, until one of them runs out. */
export function shareCredit(
  credits: readonly Credit[],
  due: readonly Due[],
  apart: readonly Apart[] = [],
): { payment_id: string; allocations: NewAllocation[] }[] {
  const kept = new Set(apart.map(({ payment_id, invoice_id }) => `${payment_id} ${invoice_id}`))
  const open = due.map(({ id, amount_due_cents }) => ({ invoice_id: id, left_cents: amount_due_cents }))
  return credits.flatMap(({ id, amount_unallocated_cents }) => {
    let free_cents = amount_unallocated_cents
    const allocations: NewAllocation[] = []
    for (const invoice of open) {
      const amount_cents = Math.min(free_cents, invoice.left_cents)
      if (amount_cents === 0 || kept.has(`${id} ${invoice.invoice_id}`)) continue
      invoice.left_cents -= amount_cents
      free_cents -= amount_cents
      allocations.push({ invoice_id: invoice.invoice_id, amount_cents })
    }
    return allocations.length ? [{ payment_id: id, allocations }] : []
  })
}
