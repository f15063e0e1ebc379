import { createHash } from 'node:crypto'
import { listIn, type Params, textIn } from './form.ts'
import type { World } from './payments.ts'
import { newId, SimulatorError, type State, wrong } from './state.ts'

/** One account for each key that begins so; all others share one. */
export function accountOf(secret_key: string): string {
  if (!/^[sr]k_test_(simulator|own)_/.test(secret_key)) return 'acct_simulator'
  return `acct_${createHash('sha256').update(secret_key).digest('hex').slice(0, 16)}`
}

export type Endpoint = { id: string; url: string; secret: string; account: string; enabled_events: string[] }

/** Whose an object is: of the account that made it, or made what it came from. */
export function ownerOf({ owners, objects }: State, id: string): string | undefined {
  const object = objects[id] as Record<string, unknown> | undefined
  const from = [object?.payment_intent, object?.charge, object?.source].find((each) => typeof each === 'string')
  return owners[id] ?? (typeof from === 'string' ? owners[from] : undefined)
}

export function createEndpoint({ state, account }: World, params: Params): object {
  const url = textIn(params, 'url')
  if (!url || !/^https?:\/\//.test(url))
    throw wrong('Invalid URL: must begin with http:// or https://.', 'url_invalid', 'url')
  const endpoint: Endpoint = {
    id: newId('we'),
    url,
    secret: newId('whsec'),
    account,
    enabled_events: listIn(params, 'enabled_events').map(String),
  }
  state.endpoints.push(endpoint)
  return { ...shownEndpoint(endpoint), secret: endpoint.secret }
}

export const listEndpoints = ({ state, account }: World): object => ({
  object: 'list',
  data: state.endpoints.filter((endpoint) => endpoint.account === account).map(shownEndpoint),
  has_more: false,
  url: '/v1/webhook_endpoints',
})

export function deleteEndpoint({ state, account }: World, id: string): object {
  const at = state.endpoints.findIndex((endpoint) => endpoint.id === id && endpoint.account === account)
  if (at < 0)
    throw new SimulatorError(404, {
      type: 'invalid_request_error',
      code: 'resource_missing',
      message: `No such webhook endpoint: '${id}'`,
    })
  state.endpoints.splice(at, 1)
  return { id, object: 'webhook_endpoint', deleted: true }
}

const shownEndpoint = ({ id, url, enabled_events }: Endpoint) => ({
  id,
  object: 'webhook_endpoint',
  url,
  enabled_events,
  livemode: false,
  status: 'enabled',
})
