import { createEndpoint, deleteEndpoint, listEndpoints, ownerOf } from './accounts.ts'
import { createSession, expireSession } from './checkout.ts'
import { type Params, partIn, textIn, wordsIn } from './form.ts'
import {
  attachMethod,
  cancelIntent,
  capture,
  confirmIntent,
  createIntent,
  findMethod,
  makeMethod,
  type World,
} from './payments.ts'
import { createRefund } from './refunds.ts'
import { all, get, type Kept, newId, type State, wrong } from './state.ts'

export type Call = { world: World; id: string; params: Params }
type Route = [method: 'GET' | 'POST' | 'DELETE', path: RegExp, answer: (call: Call) => object]

/** What of the API of Stripe the product uses, at /v1. */
export const routes: Route[] = [
  ['GET', /^account$/, ({ world }) => showAccount(world)],
  ['POST', /^webhook_endpoints$/, ({ world, params }) => createEndpoint(world, params)],
  ['GET', /^webhook_endpoints$/, ({ world }) => listEndpoints(world)],
  ['DELETE', /^webhook_endpoints\/(\w+)$/, ({ world, id }) => deleteEndpoint(world, id)],
  ['POST', /^customers$/, ({ world, params }) => createCustomer(world, params)],
  ['GET', /^customers\/(\w+)$/, ({ world, id }) => get(world.state, 'customer', id)],
  ['GET', /^customers\/(\w+)\/payment_methods$/, (call) => listMethods(call, call.id)],
  ['POST', /^payment_methods$/, ({ world, params }) => createMethod(world, params)],
  ['GET', /^payment_methods$/, (call) => listMethods(call, textIn(call.params, 'customer'))],
  ['GET', /^payment_methods\/(\w+)$/, ({ world, id }) => get(world.state, 'payment_method', id)],
  [
    'POST',
    /^payment_methods\/(\w+)\/attach$/,
    ({ world, id, params }) => attachMethod(world, findMethod(world, id), textIn(params, 'customer') ?? ''),
  ],
  ['POST', /^payment_methods\/(\w+)\/detach$/, ({ world, id }) => detachMethod(world, id)],
  ['GET', /^setup_intents\/(\w+)$/, ({ world, id }) => get(world.state, 'setup_intent', id)],
  ['POST', /^checkout\/sessions$/, ({ world, params }) => createSession(world, params)],
  ['GET', /^checkout\/sessions$/, (call) => page(call, all(call.world.state, 'checkout.session'))],
  ['GET', /^checkout\/sessions\/(\w+)$/, ({ world, id }) => get(world.state, 'checkout.session', id)],
  [
    'POST',
    /^checkout\/sessions\/(\w+)\/expire$/,
    ({ world, id }) => expireSession(world, get(world.state, 'checkout.session', id)),
  ],
  ['POST', /^payment_intents$/, ({ world, params }) => createIntent(world, params)],
  ['GET', /^payment_intents$/, (call) => page(call, all(call.world.state, 'payment_intent'))],
  ['GET', /^payment_intents\/(\w+)$/, ({ world, id }) => get(world.state, 'payment_intent', id)],
  [
    'POST',
    /^payment_intents\/(\w+)\/confirm$/,
    ({ world, id, params }) => confirmIntent(world, get(world.state, 'payment_intent', id), params),
  ],
  ['POST', /^payment_intents\/(\w+)\/capture$/, captureIntent],
  [
    'POST',
    /^payment_intents\/(\w+)\/cancel$/,
    ({ world, id }) => cancelIntent(world, get(world.state, 'payment_intent', id)),
  ],
  ['GET', /^charges\/(\w+)$/, ({ world, id }) => get(world.state, 'charge', id)],
  ['GET', /^balance_transactions\/(\w+)$/, ({ world, id }) => get(world.state, 'balance_transaction', id)],
  ['POST', /^refunds$/, ({ world, params }) => createRefund(world, params)],
  ['GET', /^refunds$/, (call) => page(call, refundsOf(call))],
  ['GET', /^refunds\/(\w+)$/, ({ world, id }) => get(world.state, 'refund', id)],
  ['GET', /^disputes$/, (call) => page(call, disputesOf(call))],
  ['GET', /^disputes\/(\w+)$/, ({ world, id }) => get(world.state, 'dispute', id)],
  ['GET', /^events$/, (call) => page(call, call.world.state.events.toReversed())],
  [
    'GET',
    /^events\/(\w+)$/,
    ({ world, id }) => world.state.events.find((event) => event.id === id) ?? get(world.state, 'charge', id),
  ],
]

const showAccount = ({ account }: World): object => ({
  id: account,
  object: 'account',
  country: 'SG',
  default_currency: 'sgd',
  business_profile: { name: 'Simulated account' },
})

function createCustomer({ state, now, tell }: World, params: Params): object {
  const customer = {
    id: newId('cus'),
    object: 'customer',
    created: now(),
    livemode: false,
    metadata: wordsIn(params, 'metadata'),
    email: textIn(params, 'email'),
    name: textIn(params, 'name'),
  } as const
  state.objects[customer.id] = customer
  tell('customer.created', customer)
  return customer
}

function createMethod(world: World, params: Params): object {
  if (textIn(params, 'type') === 'paynow') return makeMethod(world, 'paynow')
  const number = textIn(partIn(params, 'card'), 'number')
  if (!number) throw wrong('Missing required param: card[number].', 'parameter_missing', 'card')
  return makeMethod(world, 'card', number)
}

function detachMethod({ state, tell }: World, id: string): object {
  const method = get(state, 'payment_method', id)
  method.customer = null
  tell('payment_method.detached', method)
  return method
}

const listMethods = (call: Call, customer: string | null): object =>
  page(
    call,
    all(call.world.state, 'payment_method').filter((method) => customer !== null && method.customer === customer),
  )

function refundsOf({ world, params }: Call): Kept[] {
  const intent = textIn(params, 'payment_intent')
  return all(world.state, 'refund').filter((refund) => !intent || refund.payment_intent === intent)
}

function disputesOf({ world, params }: Call): Kept[] {
  const intent = textIn(params, 'payment_intent')
  return all(world.state, 'dispute').filter((dispute) => !intent || dispute.payment_intent === intent)
}

function captureIntent({ world, id, params }: Call): object {
  const intent = get(world.state, 'payment_intent', id)
  if (intent.status !== 'requires_capture')
    throw wrong(
      `This PaymentIntent could not be captured because it has a status of ${intent.status}.`,
      'payment_intent_unexpected_state',
    )
  return capture(world, intent, Number(textIn(params, 'amount_to_capture') ?? intent.amount))
}

/** A page of a list, newest first, by the parameters that all lists of Stripe have. */
function page({ world, params }: Call, objects: { id: string; created: number }[]): object {
  const { gte, lt } = wordsIn(params, 'created')
  const theirs = objects.filter(({ id }) => (ownerOf(world.state, id) ?? world.account) === world.account)
  const found = theirs.filter(({ created }) => (!gte || created >= Number(gte)) && (!lt || created < Number(lt)))
  const after = textIn(params, 'starting_after')
  const rest = after ? found.slice(found.findIndex(({ id }) => id === after) + 1) : found
  const limit = Math.min(Number(textIn(params, 'limit') ?? 10), 100)
  return { object: 'list', data: rest.slice(0, limit), has_more: rest.length > limit, url: '/v1' }
}

/** Puts what is named in place of its id: `latest_charge.balance_transaction`, or `data.payment_intent` in a list. */
export function expanded(state: State, answer: object, paths: string[]): object {
  const copy = structuredClone(answer)
  for (const path of paths) expand(state, copy, path.split('.'))
  return copy
}

function expand(state: State, value: unknown, [key, ...rest]: string[]): void {
  if (Array.isArray(value)) {
    for (const item of value) expand(state, item, [key!, ...rest])
    return
  }
  if (!key || !value || typeof value !== 'object') return
  const place = value as Record<string, unknown>
  const held = place[key]
  if (typeof held === 'string' && state.objects[held]) place[key] = shown(state, state.objects[held])
  expand(state, place[key], rest)
}

/** As Stripe shows an object that was asked for: a charge with its refunds, a session without what only we keep of it. */
export function shown(state: State, object: object): object {
  const copy = structuredClone(object) as Record<string, unknown> & { refunds?: { data: unknown[] } }
  delete copy.intent
  if (copy.object === 'charge' && copy.refunds)
    copy.refunds.data = copy.refunds.data.map((id) => state.objects[String(id)])
  return copy
}
