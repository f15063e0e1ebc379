import { settleInvoice, type Settled } from '#modules/invoices/settle-invoice.ts'
import { postEntries } from '#modules/journal/post-entries.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { conflict, invalid } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import type { Allocation, NewAllocation } from './schemas.ts'

export type SettledAllocation = NewAllocation & { invoice: Settled }

/**
 * Sets parts of a payment against invoices of one customer. Whoever locks several rows locks invoices before payments,
 * and invoices by their ids: two who do it at once wait for each other and never in a ring.
 */
export async function settleAllocations(
  ctx: Context,
  payment: { id: string; customer_id: string | undefined },
  allocations: readonly NewAllocation[],
): Promise<SettledAllocation[]> {
  const settled: SettledAllocation[] = []
  for (const allocation of inOrder(allocations)) {
    const invoice = await settleInvoice(ctx, { ...allocation, payment_id: payment.id })
    if (payment.customer_id && invoice.customer_id !== payment.customer_id)
      throw conflict('payments.other_customer', `${invoice.number} is of another customer than the payment.`)
    settled.push({ ...allocation, invoice })
  }
  return settled
}

function inOrder(allocations: readonly NewAllocation[]): NewAllocation[] {
  const sorted = allocations.toSorted((a, b) => (a.invoice_id < b.invoice_id ? -1 : 1))
  const twice = sorted.findIndex(({ invoice_id }, i) => invoice_id === sorted[i + 1]?.invoice_id)
  if (twice >= 0)
    throw invalid('payments.invalid', 'An invoice is named twice. Name it once, with the whole amount.', [
      { pointer: '/allocations', code: 'duplicate', detail: 'Name each invoice once.' },
    ])
  return sorted
}

/**
 * Writes what was settled, behind the row of the payment. It counts for the customer from the day on which the money
 * came, and stands in the books from `booked_from` on: credit that is used today was credit until today.
 */
export function recordAllocations(
  ctx: Context,
  payment: { id: string; payment_date: string },
  settled: readonly SettledAllocation[],
  booked_from: string,
): Allocation[] {
  return settled.map(({ invoice, amount_cents }) => {
    const id = newId()
    const allocation_date = later(payment.payment_date, invoice.issue_date)
    const entry_date = later(booked_from, allocation_date)
    ctx.db.send(
      db.insertInto('payment_allocations').values({
        organization_id: ctx.organization_id,
        id,
        payment_id: payment.id,
        invoice_id: invoice.id,
        amount_cents,
        allocation_date,
        entry_date,
        created_at: ctx.now.toString(),
      }),
    )
    postEntries(ctx, {
      source: 'allocation',
      source_id: id,
      entry_date,
      entries: [{ debit: 'customer_credits', credit: 'receivables', amount_cents }],
    })
    return { id, invoice_id: invoice.id, invoice_number: invoice.number, amount_cents, allocation_date }
  })
}

const later = (day: string, other: string): string => (day > other ? day : other)

export const sumOf = (allocations: readonly { amount_cents: number }[]): number =>
  allocations.reduce((sum, { amount_cents }) => sum + amount_cents, 0)
