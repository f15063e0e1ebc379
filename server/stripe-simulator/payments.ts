import { attempt, declineError, feeOf, findCard, wellKnown } from './cards.ts'
import { listIn, type Params, partIn, textIn, wordsIn } from './form.ts'
import { book } from './book.ts'
import { openDispute } from './disputes.ts'
import {
  type BalanceTransaction,
  type Charge,
  get,
  newId,
  type PaymentIntent,
  type PaymentMethod,
  SimulatorError,
  type State,
  wrong,
} from './state.ts'

/** The state, the time, and how a change is told. */
export type World = {
  state: State
  /** Seconds, as Stripe counts. */
  now: () => number
  tell: (type: string, object: object) => void
  /** Where the pages of the simulator are. */
  base_url: string
  /** Who asks. */
  account: string
}

/** A card by its number or by a name that Stripe gives out, or PayNow. */
export function makeMethod({ state, now }: World, type: 'card' | 'paynow', number?: string): PaymentMethod {
  const common = { id: newId('pm'), object: 'payment_method', created: now(), livemode: false, metadata: {} } as const
  const card = {
    brand: 'visa',
    last4: (number ?? '').slice(-4),
    exp_month: 12,
    exp_year: 2034,
    funding: 'credit',
    country: 'SG',
  } as const
  const method: PaymentMethod = { ...common, type, customer: null, ...(type === 'card' && { card }) }
  state.objects[method.id] = method
  if (number) state.numbers[method.id] = number
  return method
}

export function findMethod(world: World, id: string): PaymentMethod {
  const number = wellKnown[id]
  return number ? makeMethod(world, 'card', number) : get(world.state, 'payment_method', id)
}

export function attachMethod({ state, tell }: World, method: PaymentMethod, customer: string): PaymentMethod {
  get(state, 'customer', customer)
  if (method.customer === customer) return method
  method.customer = customer
  tell('payment_method.attached', method)
  return method
}

export function createIntent(world: World, params: Params): PaymentIntent {
  const { state, now, tell } = world
  const amount = Number(textIn(params, 'amount'))
  if (!Number.isInteger(amount) || amount < 50)
    throw wrong('Amount must be at least $0.50 sgd', 'amount_too_small', 'amount')
  const id = newId('pi')
  refuseTypes(params)
  const types = listIn(params, 'allowed_payment_method_types').map(String)
  const intent: PaymentIntent = {
    id,
    object: 'payment_intent',
    created: now(),
    livemode: false,
    metadata: wordsIn(params, 'metadata'),
    amount,
    amount_received: 0,
    amount_capturable: 0,
    currency: textIn(params, 'currency') ?? 'sgd',
    capture_method: textIn(params, 'capture_method') ?? 'automatic_async',
    customer: textIn(params, 'customer'),
    description: textIn(params, 'description'),
    payment_method: null,
    payment_method_types: types.length ? types : ['card'],
    setup_future_usage: textIn(params, 'setup_future_usage'),
    status: 'requires_payment_method',
    latest_charge: null,
    last_payment_error: null,
    next_action: null,
    client_secret: `${id}_secret_${newId('s')}`,
  }
  if (intent.customer) get(state, 'customer', intent.customer)
  state.objects[id] = intent
  tell('payment_intent.created', intent)
  return textIn(params, 'confirm') === 'true' ? confirmIntent(world, intent, params) : intent
}

/** As Stripe does since its version of September 2026: one says what is allowed, and reads back what there is. */
export function refuseTypes(params: Params): void {
  if (params.payment_method_types !== undefined)
    throw wrong('Received unknown parameter: payment_method_types', 'payment_method_types_no_longer_supported')
}

export function confirmIntent(world: World, intent: PaymentIntent, params: Params): PaymentIntent {
  if (['succeeded', 'canceled', 'requires_capture'].includes(intent.status))
    throw wrong(`This PaymentIntent's status is ${intent.status}.`, 'payment_intent_unexpected_state')
  const given = textIn(params, 'payment_method')
  const data = partIn(params, 'payment_method_data')
  const method = given
    ? findMethod(world, given)
    : makeMethod(world, data.type === 'paynow' ? 'paynow' : 'card', textIn(partIn(data, 'card'), 'number') ?? undefined)
  if (method.customer && method.customer !== intent.customer)
    throw wrong('The payment method belongs to another customer.', undefined, 'payment_method')
  intent.payment_method = method.id
  if (method.type === 'paynow') return showCode(world, intent)
  const is_off_session = textIn(params, 'off_session') === 'true'
  const declined = payByCard(world, intent, { is_saved: method.customer !== null, is_confirmed: false })
  if (declined === 'asks' && !is_off_session) return intent
  const code = declined === 'asks' ? 'authentication_required' : declined
  if (code && declined === 'asks') decline(world, intent, code)
  if (code) throw new SimulatorError(402, { ...declineError(code), payment_intent: intent })
  return intent
}

/** Tries the card of an intent; the reason where it is declined, `asks` where its holder must answer the bank first. */
export function payByCard(
  world: World,
  intent: PaymentIntent,
  how: { is_saved: boolean; is_confirmed: boolean },
): string | undefined {
  const card = findCard(world.state.numbers[intent.payment_method!] ?? '')
  if (!card) throw wrong('Your card number is incorrect.', 'incorrect_number', 'number')
  const outcome = attempt(card, how)
  if (outcome === 'asks') {
    intent.status = 'requires_action'
    intent.next_action = {
      type: 'redirect_to_url',
      redirect_to_url: { url: `${world.base_url}/authenticate/${intent.id}` },
    }
    world.tell('payment_intent.requires_action', intent)
    return 'asks'
  }
  if (outcome === 'succeeded') return succeed(world, intent)
  decline(world, intent, outcome.decline_code)
  return outcome.decline_code
}

function decline(world: World, intent: PaymentIntent, decline_code: string): void {
  const error = declineError(decline_code)
  const charge = makeCharge(world, intent, {
    status: 'failed',
    failure_code: error.code,
    failure_message: error.message,
  })
  Object.assign(intent, { status: 'requires_payment_method', next_action: null, latest_charge: charge.id })
  intent.last_payment_error = {
    ...error,
    charge: charge.id,
    payment_method: world.state.objects[intent.payment_method!],
  }
  intent.payment_method = null
  world.tell('charge.failed', charge)
  world.tell('payment_intent.payment_failed', intent)
}

export function succeed(world: World, intent: PaymentIntent): undefined {
  const is_manual = intent.capture_method === 'manual'
  const charge = makeCharge(world, intent, { status: 'succeeded', paid: true, captured: !is_manual })
  Object.assign(intent, { latest_charge: charge.id, next_action: null, last_payment_error: null })
  if (intent.setup_future_usage && intent.customer)
    attachMethod(world, get(world.state, 'payment_method', intent.payment_method), intent.customer)
  if (is_manual) {
    Object.assign(intent, { status: 'requires_capture', amount_capturable: intent.amount })
    world.tell('payment_intent.amount_capturable_updated', intent)
    return
  }
  capture(world, intent, intent.amount)
}

export function capture(world: World, intent: PaymentIntent, amount: number): PaymentIntent {
  const charge = get(world.state, 'charge', intent.latest_charge)
  const method = get(world.state, 'payment_method', intent.payment_method)
  const fee = feeOf(method.type, amount)
  const booked: BalanceTransaction = book(world, { amount, fee, type: 'charge', source: charge.id })
  Object.assign(charge, { captured: true, amount_captured: amount, balance_transaction: booked.id })
  Object.assign(intent, { status: 'succeeded', amount_received: amount, amount_capturable: 0 })
  world.tell('charge.succeeded', charge)
  world.tell('payment_intent.succeeded', intent)
  if (findCard(world.state.numbers[method.id] ?? '')?.is_disputed) openDispute(world, charge)
  return intent
}

function makeCharge({ state, now }: World, intent: PaymentIntent, more: Partial<Charge>): Charge {
  const id = newId('ch')
  const method = get(state, 'payment_method', intent.payment_method)
  const charge: Charge = {
    id,
    object: 'charge',
    created: now(),
    livemode: false,
    metadata: { ...intent.metadata },
    amount: intent.amount,
    amount_captured: 0,
    amount_refunded: 0,
    currency: intent.currency,
    captured: false,
    disputed: false,
    paid: false,
    refunded: false,
    status: 'failed',
    customer: intent.customer,
    payment_intent: intent.id,
    payment_method: method.id,
    payment_method_details: { type: method.type, [method.type]: method.card ?? {} },
    balance_transaction: null,
    failure_code: null,
    failure_message: null,
    refunds: { object: 'list', data: [], has_more: false, url: `/v1/charges/${id}/refunds` },
    ...more,
  }
  state.objects[id] = charge
  return charge
}

/** Not a code that a bank would take, so that nobody pays to it by mistake. */
function showCode({ tell, base_url }: World, intent: PaymentIntent): PaymentIntent {
  const page = `${base_url}/paynow/${intent.id}`
  intent.status = 'requires_action'
  intent.next_action = {
    type: 'paynow_display_qr_code',
    paynow_display_qr_code: {
      data: `SIMULATED PAYNOW ${intent.id}`,
      hosted_instructions_url: page,
      image_url_png: `${page}.png`,
      image_url_svg: `${page}.svg`,
    },
  }
  tell('payment_intent.requires_action', intent)
  return intent
}

export function failPayNow(world: World, intent: PaymentIntent): void {
  const error = {
    type: 'api_error',
    code: 'payment_intent_payment_attempt_failed',
    message: 'The payment was not made.',
  }
  Object.assign(intent, { status: 'requires_payment_method', next_action: null, last_payment_error: error })
  world.tell('payment_intent.payment_failed', intent)
}

export function cancelIntent(world: World, intent: PaymentIntent): PaymentIntent {
  if (['succeeded', 'canceled'].includes(intent.status))
    throw wrong(
      `You cannot cancel this PaymentIntent because it has a status of ${intent.status}.`,
      'payment_intent_unexpected_state',
    )
  Object.assign(intent, { status: 'canceled', next_action: null })
  world.tell('payment_intent.canceled', intent)
  return intent
}
