import type { Invoice } from '#modules/invoices/schemas.ts'
import type { PayPage } from './schemas.ts'

/** What the customer is told. That the seller gave up hope is not among it. */
export function payState({ status, amount_paid_cents, amount_credited_cents }: Invoice): PayPage['status'] {
  if (status === 'uncollectible') return 'closed'
  if (status === 'paid' && amount_paid_cents === 0 && amount_credited_cents > 0) return 'credited'
  return status
}
