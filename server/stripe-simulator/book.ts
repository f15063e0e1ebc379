import type { World } from './payments.ts'
import { type BalanceTransaction, newId } from './state.ts'

/** A row of the balance: what came in or went out, and what Stripe kept of it. */
export function book(
  { state, now }: World,
  { amount, fee, type, source }: { amount: number; fee: number; type: string; source: string },
): BalanceTransaction {
  const common = { id: newId('txn'), object: 'balance_transaction', created: now(), currency: 'sgd' } as const
  const booked: BalanceTransaction = {
    ...common,
    amount,
    fee,
    net: amount - fee,
    type,
    source,
    available_on: now(),
    status: 'available',
  }
  state.objects[booked.id] = booked
  return booked
}
