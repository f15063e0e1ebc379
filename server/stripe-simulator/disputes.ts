import { book } from './book.ts'
import type { World } from './payments.ts'
import { type Charge, type Dispute, get, newId } from './state.ts'

/** What Stripe takes in Singapore for a dispute. */
const fee = 1_500

/** The holder of the card wants the money back through the bank: Stripe takes it off the balance until that is decided. */
export function openDispute(world: World, charge: Charge, reason = 'fraudulent'): Dispute {
  const { state, now, tell } = world
  const id = newId('du')
  const dispute: Dispute = {
    id,
    object: 'dispute',
    created: now(),
    livemode: false,
    metadata: {},
    amount: charge.amount_captured - charge.amount_refunded,
    balance_transactions: [],
    charge: charge.id,
    currency: charge.currency,
    evidence_details: { due_by: now() + 7 * 86_400 },
    is_charge_refundable: false,
    payment_intent: charge.payment_intent,
    reason,
    status: 'needs_response',
  }
  dispute.balance_transactions.push(book(world, { amount: -dispute.amount, fee, type: 'adjustment', source: id }))
  state.objects[id] = dispute
  charge.disputed = true
  tell('charge.dispute.created', dispute)
  return dispute
}

export function closeDispute(world: World, id: string, status: 'won' | 'lost'): void {
  const dispute = get(world.state, 'dispute', id)
  if (dispute.status === 'won' || dispute.status === 'lost') return
  dispute.status = status
  if (status === 'won')
    dispute.balance_transactions.push(book(world, { amount: dispute.amount, fee: 0, type: 'adjustment', source: id }))
  world.tell('charge.dispute.closed', dispute)
}
