import { randomBytes } from 'node:crypto'
import type { Endpoint } from './accounts.ts'

export type Metadata = Record<string, string>
type Common = { id: string; created: number; livemode: false; metadata: Metadata }
export type Customer = Common & { object: 'customer'; email: string | null; name: string | null; deleted?: true }
export type PaymentMethod = Common & {
  object: 'payment_method'
  type: 'card' | 'paynow'
  customer: string | null
  card?: { brand: string; last4: string; exp_month: number; exp_year: number; funding: 'credit'; country: 'SG' }
}
export type PaymentIntent = Common & {
  object: 'payment_intent'
  amount: number
  amount_received: number
  amount_capturable: number
  currency: string
  capture_method: string
  customer: string | null
  description: string | null
  payment_method: string | null
  payment_method_types: string[]
  setup_future_usage: string | null
  status:
    | 'requires_payment_method'
    | 'requires_confirmation'
    | 'requires_action'
    | 'requires_capture'
    | 'processing'
    | 'canceled'
    | 'succeeded'
  latest_charge: string | null
  last_payment_error: object | null
  next_action: object | null
  client_secret: string
}
export type Charge = Common & {
  object: 'charge'
  amount: number
  amount_captured: number
  amount_refunded: number
  currency: string
  captured: boolean
  disputed: boolean
  paid: boolean
  refunded: boolean
  status: 'succeeded' | 'failed'
  customer: string | null
  payment_intent: string
  payment_method: string
  payment_method_details: object
  balance_transaction: string | null
  failure_code: string | null
  failure_message: string | null
  refunds: { object: 'list'; data: string[]; has_more: false; url: string }
}
export type BalanceTransaction = Omit<Common, 'metadata' | 'livemode'> & {
  object: 'balance_transaction'
  amount: number
  fee: number
  net: number
  currency: string
  type: string
  source: string
  available_on: number
  status: 'available' | 'pending'
}
export type Refund = Omit<Common, 'livemode'> & {
  object: 'refund'
  amount: number
  currency: string
  charge: string
  payment_intent: string
  status: 'pending' | 'succeeded' | 'failed' | 'canceled'
  reason: string | null
  failure_reason?: string
  balance_transaction: string | null
}
export type CheckoutSession = Common & {
  object: 'checkout.session'
  mode: 'payment' | 'setup'
  status: 'open' | 'complete' | 'expired'
  payment_status: 'unpaid' | 'paid' | 'no_payment_required'
  amount_total: number | null
  currency: string | null
  customer: string | null
  client_reference_id: string | null
  payment_intent: string | null
  setup_intent: string | null
  payment_method_types: string[]
  success_url: string
  cancel_url: string | null
  expires_at: number
  url: string | null
  intent: { metadata: Metadata; setup_future_usage: string | null; capture_method: string; description: string | null }
}
export type SetupIntent = Common & {
  object: 'setup_intent'
  customer: string | null
  payment_method: string | null
  payment_method_types: string[]
  status: 'requires_payment_method' | 'requires_action' | 'succeeded'
  usage: string
  last_setup_error: object | null
  client_secret: string
}
export type Dispute = Common & {
  object: 'dispute'
  amount: number
  balance_transactions: BalanceTransaction[]
  charge: string
  currency: string
  evidence_details: { due_by: number }
  is_charge_refundable: boolean
  payment_intent: string
  reason: string
  status: 'needs_response' | 'under_review' | 'won' | 'lost'
}
export type StripeEvent = {
  id: string
  object: 'event'
  api_version: string
  created: number
  livemode: false
  type: string
  data: { object: object }
  pending_webhooks: number
  request: null
}
export type Kept =
  | Customer
  | PaymentMethod
  | PaymentIntent
  | Charge
  | BalanceTransaction
  | Refund
  | CheckoutSession
  | Dispute
  | SetupIntent
type Answered = { asked: string; status: number; body: object }

/** All that the simulator knows. Plain data, so that it can be kept in a file. */
export type State = {
  objects: Record<string, Kept>
  events: StripeEvent[]
  answers: Record<string, Answered>
  /** The number of the card behind a payment method, which Stripe never shows. */
  numbers: Record<string, string>
  /** Whose an object is. */
  owners: Record<string, string>
  endpoints: Endpoint[]
}

export const newState = (): State => ({ objects: {}, events: [], answers: {}, numbers: {}, owners: {}, endpoints: [] })

export const newId = (prefix: string): string => `${prefix}_${randomBytes(12).toString('hex')}`

export class SimulatorError extends Error {
  readonly status: number
  readonly body: object

  constructor(
    status: number,
    error: { type: string; message: string; code?: string; param?: string; [more: string]: unknown },
  ) {
    super(error.message)
    this.status = status
    this.body = { error }
  }
}

export const wrong = (message: string, code?: string, param?: string) =>
  new SimulatorError(400, { type: 'invalid_request_error', message, ...(code && { code }), ...(param && { param }) })

/** The object of a kind by its id, or the answer that Stripe gives. */
export function get<K extends Kept['object']>(state: State, kind: K, id: string | null): Extract<Kept, { object: K }> {
  const found = id === null ? undefined : state.objects[id]
  if (found?.object === kind) return found as Extract<Kept, { object: K }>
  throw new SimulatorError(404, {
    type: 'invalid_request_error',
    code: 'resource_missing',
    message: `No such ${kind.replace('_', '')}: '${id}'`,
    param: 'id',
  })
}

/** Newest first. */
export function all<K extends Kept['object']>(state: State, kind: K): Extract<Kept, { object: K }>[] {
  return Object.values(state.objects)
    .filter((object): object is Extract<Kept, { object: K }> => object.object === kind)
    .toReversed()
}
