import { accountOf, ownerOf } from './accounts.ts'
import { expanded, routes, shown } from './api.ts'
import { closeDispute, openDispute } from './disputes.ts'
import { listIn, type Params, parseForm, textIn } from './form.ts'
import { answerPage } from './pages.ts'
import type { World } from './payments.ts'
import { settleRefund } from './refunds.ts'
import { get, newId, newState, SimulatorError, type State, type StripeEvent, wrong } from './state.ts'
import { createSender, type Deliver } from './webhooks.ts'

export type Asked = {
  method: string
  url: string
  headers: Record<string, string | string[] | undefined>
  body: string
}
export type Answer = { status: number; headers: Record<string, string>; body: string }
export type Simulator = ReturnType<typeof createSimulator>

const json = { 'content-type': 'application/json' }
/** The account of whoever has no key that was made here; its events go where the program says. */
const shared = 'acct_simulator'

/**
 * A stand-in for Stripe: the part of its API, its pages and its signed webhooks that the product uses, so that
 * everything works without an account. It keeps what it knows in memory, and in `file` where there is one.
 */
export function createSimulator(options: {
  /** Where it is reached, for the links to its pages. */
  base_url: string
  webhook_secret: string
  deliver: Deliver
  now_ms?: () => number
  first_wait_ms?: number
  file?: { read(): string | undefined; write(text: string): void }
}) {
  const { base_url, webhook_secret, deliver, now_ms = Date.now, first_wait_ms, file } = options
  const text = file?.read()
  const state: State = { ...newState(), ...(text ? (JSON.parse(text) as Partial<State>) : {}) }
  const now = () => Math.floor(now_ms() / 1000)
  const sender = createSender({ secret: webhook_secret, deliver, now, ...(first_wait_ms && { first_wait_ms }) })
  const tell = (type: string, object: object) => {
    const event: StripeEvent = {
      id: newId('evt'),
      object: 'event',
      api_version: 'simulator',
      created: now(),
      livemode: false,
      type,
      data: { object: structuredClone(shown(state, object)) },
      pending_webhooks: 1,
      request: null,
    }
    const { id } = object as { id: string }
    const account = ownerOf(state, id) ?? world.account
    state.owners[id] = account
    state.owners[event.id] = account
    state.events.push(event)
    if (account === shared) sender.push(event)
    for (const { account: whose, url, secret } of state.endpoints)
      if (whose === account) sender.push(event, { url, secret })
  }
  const world: World = { state, now, tell, base_url, account: shared }

  const answer = ({ method, url, headers, body }: Asked): Answer => {
    const { pathname, search } = new URL(url, 'http://simulator')
    const params = parseForm(method === 'POST' ? body : search.slice(1))
    const [, key] = /^Bearer (\w+)$/.exec(String(headers.authorization ?? '')) ?? []
    const [named = ''] = /\b(cs_test|pi|re|du)_\w+/.exec(pathname) ?? []
    world.account = key ? accountOf(key) : (ownerOf(state, named) ?? shared)
    try {
      const said = pathname.startsWith('/v1/')
        ? answerCall(world, { method, path: pathname.slice(4), params, headers })
        : (answerPage(world, method, pathname, params) ?? answerControl(world, method, pathname, params))
      if (method !== 'GET') file?.write(JSON.stringify(state))
      return said
    } catch (error) {
      if (!(error instanceof SimulatorError)) throw error
      if (method !== 'GET') file?.write(JSON.stringify(state))
      return { status: error.status, headers: json, body: JSON.stringify(error.body) }
    }
  }

  /** What no API of Stripe offers: to say what happens next. */
  const answerControl = (_world: World, method: string, path: string, params: Params): Answer => {
    const [, id = '', outcome] = /^\/refunds\/(\w+)\/(succeeded|failed)$/.exec(path) ?? []
    const [, dispute_id = '', closed] = /^\/disputes\/(\w+)\/(won|lost)$/.exec(path) ?? []
    const [, charge_of = ''] = /^\/payments\/(pi_\w+)\/disputed$/.exec(path) ?? []
    if (method === 'POST' && closed) closeDispute(world, dispute_id, closed as 'won' | 'lost')
    else if (method === 'POST' && charge_of)
      openDispute(world, get(state, 'charge', get(state, 'payment_intent', charge_of).latest_charge))
    else if (method === 'POST' && outcome) settleRefund(world, id, outcome as 'succeeded' | 'failed')
    else if (method === 'POST' && path === '/webhooks') {
      const { way } = sender
      way.copies = Number(textIn(params, 'copies') ?? way.copies)
      way.is_shuffled = textIn(params, 'is_shuffled') === 'true'
      way.hold = textIn(params, 'hold') === 'true'
      sender.release()
    } else
      throw new SimulatorError(404, {
        type: 'invalid_request_error',
        message: `Unrecognized request URL (${method}: ${path}).`,
      })
    return { status: 200, headers: json, body: '{}' }
  }

  return { answer, state, world, way: sender.way, drained: () => sender.drained(), close: () => sender.close() }
}

type CallOf = { method: string; path: string; params: Params; headers: Asked['headers'] }

function answerCall(world: World, { method, path, params, headers }: CallOf): Answer {
  const { state } = world
  if (!/^Bearer \w+_\w+/.test(String(headers.authorization ?? '')))
    throw new SimulatorError(401, { type: 'invalid_request_error', message: 'You did not provide an API key.' })
  const [foreign] = /\b\w+_\w{20,}/.exec(path) ?? []
  const owner = foreign && ownerOf(state, foreign)
  if (owner && owner !== world.account)
    throw new SimulatorError(404, {
      type: 'invalid_request_error',
      code: 'resource_missing',
      message: `No such object: '${foreign}'`,
    })
  const route = routes.find(([verb, pattern]) => verb === method && pattern.test(path))
  if (!route)
    throw new SimulatorError(404, {
      type: 'invalid_request_error',
      message: `Unrecognized request URL (${method}: /v1/${path}).`,
    })
  const given = headers['idempotency-key']?.toString()
  const key = given && world.account !== shared ? `${world.account} ${given}` : given
  const asked = JSON.stringify([method, path, params])
  const before = key === undefined || method === 'GET' ? undefined : state.answers[key]
  if (before && before.asked !== asked)
    throw new SimulatorError(400, {
      type: 'idempotency_error',
      message: `Keys for idempotent requests can only be used with the same parameters they were first used with.`,
    })
  if (before)
    return {
      status: before.status,
      headers: { ...json, 'idempotent-replayed': 'true' },
      body: JSON.stringify(before.body),
    }

  const { status, body } = carryOut(world, route, path, params)
  const made = (body as { id?: string }).id
  if (made && status === 200) state.owners[made] ??= world.account
  // What was refused before it began may be tried again under the same key, as at Stripe.
  if (key !== undefined && method !== 'GET' && (status === 200 || status === 402))
    state.answers[key] = { asked, status, body }
  return { status, headers: { ...json, 'request-id': newId('req') }, body: JSON.stringify(body) }
}

function carryOut(world: World, [, pattern, act]: (typeof routes)[number], path: string, params: Params) {
  const id = pattern.exec(path)?.[1] ?? ''
  const { expand: _, ...rest } = params
  const paths = listIn(params, 'expand').map(String)
  if (paths.some((each) => each.split('.').length > 4))
    throw wrong('You cannot expand more than 4 levels.', undefined, 'expand')
  try {
    const body = expanded(world.state, shown(world.state, act({ world, id, params: rest })), paths)
    return { status: 200, body }
  } catch (error) {
    if (!(error instanceof SimulatorError)) throw error
    return { status: error.status, body: structuredClone(error.body) }
  }
}
