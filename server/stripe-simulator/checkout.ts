import { declineError, findCard } from './cards.ts'
import { listIn, type Params, partIn, textIn, wordsIn } from './form.ts'
import { attachMethod, createIntent, makeMethod, payByCard, refuseTypes, succeed, type World } from './payments.ts'
import { type CheckoutSession, get, newId, type SetupIntent, wrong } from './state.ts'

export function createSession(world: World, params: Params): CheckoutSession {
  const { state, now, base_url } = world
  refuseTypes(params)
  const mode = textIn(params, 'mode') ?? 'payment'
  if (mode !== 'payment' && mode !== 'setup') throw wrong(`The simulator knows no mode '${mode}'`, undefined, 'mode')
  const success_url = textIn(params, 'success_url')
  if (!success_url) throw wrong('Missing required param: success_url.', 'parameter_missing', 'success_url')
  const amount = listIn(params, 'line_items').reduce<number>((sum, item) => sum + amountOf(item as Params), 0)
  if (mode === 'payment' && amount < 50) throw wrong('The total amount must be at least $0.50 sgd', 'amount_too_small')
  const intent = partIn(params, 'payment_intent_data')
  const customer = textIn(params, 'customer')
  if (customer) get(state, 'customer', customer)
  const id = newId('cs_test')
  const session: CheckoutSession = {
    id,
    object: 'checkout.session',
    created: now(),
    livemode: false,
    metadata: wordsIn(params, 'metadata'),
    mode,
    status: 'open',
    payment_status: mode === 'setup' ? 'no_payment_required' : 'unpaid',
    amount_total: mode === 'setup' ? null : amount,
    currency: textIn(params, 'currency') ?? 'sgd',
    customer,
    client_reference_id: textIn(params, 'client_reference_id'),
    payment_intent: null,
    setup_intent:
      mode === 'setup'
        ? createSetup(world, { customer, metadata: wordsIn(partIn(params, 'setup_intent_data'), 'metadata') }).id
        : null,
    payment_method_types: ['card'],
    success_url,
    cancel_url: textIn(params, 'cancel_url'),
    expires_at: Number(textIn(params, 'expires_at')) || now() + 86_400,
    url: `${base_url}/checkout/${id}`,
    intent: {
      metadata: wordsIn(intent, 'metadata'),
      setup_future_usage: textIn(intent, 'setup_future_usage'),
      capture_method: textIn(intent, 'capture_method') ?? 'automatic_async',
      description: textIn(intent, 'description'),
    },
  }
  state.objects[id] = session
  return session
}

function amountOf(item: Params): number {
  const each = Number(textIn(partIn(item, 'price_data'), 'unit_amount'))
  if (!Number.isInteger(each)) throw wrong('Every line needs price_data with a unit_amount.', undefined, 'line_items')
  return each * Number(textIn(item, 'quantity') ?? '1')
}

function createSetup({ state, now }: World, given: Pick<SetupIntent, 'customer' | 'metadata'>): SetupIntent {
  const id = newId('seti')
  const setup: SetupIntent = {
    id,
    object: 'setup_intent',
    created: now(),
    livemode: false,
    ...given,
    payment_method: null,
    payment_method_types: ['card'],
    status: 'requires_payment_method',
    usage: 'off_session',
    last_setup_error: null,
    client_secret: `${id}_secret_${newId('s')}`,
  }
  state.objects[id] = setup
  return setup
}

export function expireSession({ tell }: World, session: CheckoutSession): CheckoutSession {
  if (session.status !== 'open') throw wrong('Only Checkout Sessions with a status in ["open"] can be expired.')
  Object.assign(session, { status: 'expired', url: null })
  tell('checkout.session.expired', session)
  return session
}

/** What the page shows after somebody typed a card: where to go, or what was wrong with it. */
export type Paid = { go_to: string } | { asks: true } | { refused: string }

/** Somebody pays on the page. Their bank is asked on a second one, which comes back here with `is_confirmed`. */
export function payOnPage(world: World, session: CheckoutSession, number: string, is_confirmed: boolean): Paid {
  const { state } = world
  if (session.status !== 'open' || session.expires_at <= world.now()) return { refused: 'This page has expired.' }
  const card = findCard(number)
  if (!card) return { refused: 'This is none of the test cards.' }
  const method = makeMethod(world, 'card', card.number)
  if (session.mode === 'setup') return setUp(world, session, method.id)
  const before = session.payment_intent && get(state, 'payment_intent', session.payment_intent)
  const { metadata, ...rest } = session.intent
  const intent =
    before ||
    createIntent(world, {
      amount: String(session.amount_total),
      currency: session.currency!,
      metadata,
      capture_method: rest.capture_method,
      ...(rest.setup_future_usage && { setup_future_usage: rest.setup_future_usage }),
      ...(rest.description && { description: rest.description }),
      ...(session.customer && { customer: session.customer }),
    })
  session.payment_intent = intent.id
  if (intent.status === 'succeeded') return done(world, session)
  intent.payment_method = method.id
  const refused = payByCard(world, intent, { is_saved: false, is_confirmed })
  if (refused === 'asks') return { asks: true }
  return refused ? { refused: declineError(refused).message } : done(world, session)
}

function setUp(world: World, session: CheckoutSession, method_id: string): Paid {
  const setup = get(world.state, 'setup_intent', session.setup_intent)
  if (setup.customer) attachMethod(world, get(world.state, 'payment_method', method_id), setup.customer)
  Object.assign(setup, { status: 'succeeded', payment_method: method_id })
  world.tell('setup_intent.succeeded', setup)
  return done(world, session)
}

function done({ tell }: World, session: CheckoutSession): Paid {
  if (session.status === 'open') {
    Object.assign(session, { status: 'complete', url: null })
    if (session.mode === 'payment') session.payment_status = 'paid'
    tell('checkout.session.completed', session)
  }
  return { go_to: session.success_url.replaceAll('{CHECKOUT_SESSION_ID}', session.id) }
}

/** PayNow, from the page that stands for the app of a bank. */
export function payByPayNow(world: World, intent_id: string): void {
  const intent = get(world.state, 'payment_intent', intent_id)
  if (intent.status !== 'requires_action') throw wrong('This code is not waiting to be paid.')
  succeed(world, intent)
}
