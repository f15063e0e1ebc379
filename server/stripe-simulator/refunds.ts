import { findCard } from './cards.ts'
import { type Params, textIn, wordsIn } from './form.ts'
import { book } from './book.ts'
import type { World } from './payments.ts'
import { get, newId, type Refund, wrong } from './state.ts'

/** A card's refund is done at once, unless its number says otherwise; one of PayNow waits until it is settled. */
export function createRefund(world: World, params: Params): Refund {
  const { state, now, tell } = world
  const given = textIn(params, 'payment_intent')
  const charge = get(
    state,
    'charge',
    given ? get(state, 'payment_intent', given).latest_charge : textIn(params, 'charge'),
  )
  const left = charge.amount_captured - charge.amount_refunded
  if (left === 0) throw wrong(`Charge ${charge.id} has already been refunded.`, 'charge_already_refunded')
  const amount = textIn(params, 'amount') === null ? left : Number(textIn(params, 'amount'))
  if (!Number.isInteger(amount) || amount < 1)
    throw wrong('Invalid positive integer', 'parameter_invalid_integer', 'amount')
  if (amount > left)
    throw wrong(
      `Refund amount ($${amount / 100}) is greater than unrefunded amount on charge ($${left / 100})`,
      undefined,
      'amount',
    )

  const method = get(state, 'payment_method', charge.payment_method)
  const waits =
    method.type === 'paynow' || findCard(state.numbers[method.id] ?? '')?.refunds === 'pending_then_succeeded'
  const id = newId('re')
  const refund: Refund = {
    id,
    object: 'refund',
    created: now(),
    metadata: wordsIn(params, 'metadata'),
    amount,
    currency: charge.currency,
    charge: charge.id,
    payment_intent: charge.payment_intent,
    status: waits ? 'pending' : 'succeeded',
    reason: textIn(params, 'reason'),
    balance_transaction: book(world, { amount: -amount, fee: 0, type: 'refund', source: id }).id,
  }
  state.objects[refund.id] = refund
  charge.refunds.data.unshift(refund.id)
  charge.amount_refunded += amount
  charge.refunded = charge.amount_refunded === charge.amount_captured
  tell('refund.created', refund)
  tell('charge.refunded', charge)
  return refund
}

/** What becomes of a refund later. A failed one gives the money back to the balance. */
export function settleRefund(world: World, id: string, status: 'succeeded' | 'failed'): Refund {
  const refund = get(world.state, 'refund', id)
  if (refund.status === status || refund.status === 'failed') return refund
  refund.status = status
  if (status === 'failed') {
    refund.failure_reason = 'expired_or_canceled_card'
    const charge = get(world.state, 'charge', refund.charge)
    charge.amount_refunded -= refund.amount
    charge.refunded = false
    book(world, { amount: refund.amount, fee: 0, type: 'refund_failure', source: refund.id })
  }
  world.tell('refund.updated', refund)
  if (status === 'failed') world.tell('refund.failed', refund)
  return refund
}
