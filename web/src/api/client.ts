import type { Problem } from '#platform/schemas.ts'
import { ApiError } from '#web/api/problem.ts'

type Options = {
  query?: object | undefined
  signal?: AbortSignal | undefined
  /** The version that was edited: sent as If-Match, a stale one is refused with 412. */
  ifMatch?: number | undefined
  idempotencyKey?: string | undefined
  headers?: Record<string, string> | undefined
}

const base = '/api/v1'
let organizationId: string | undefined
let onSessionEnded: (() => void) | undefined
let changesOnTheWay = 0
let remedy: ((code: string) => Promise<void>) | undefined

/** One document works for one organisation; changing it reloads the page. */
export function setOrganizationId(id: string) {
  organizationId = id
}

/** While a change is on its way, what is read may be from before it. */
export const isChanging = () => changesOnTheWay > 0

/** Called when a call finds the session gone, so that one can sign in again without losing the page. */
export function whenSessionEnds(callback: () => void) {
  onSessionEnded = callback
}

/**
 * For the refusals that ask for one more proof of who it is. When the remedy is done the call is made once more;
 * when it rejects, that is the refusal.
 */
export function whenProofIsWanted(callback: (code: string) => Promise<void>) {
  remedy = callback
}

export const get = <T>(path: string, options?: Options) => call<T>('GET', path, undefined, options)
export const post = <T>(path: string, body?: object, options?: Options) => call<T>('POST', path, body, options)
export const patch = <T>(path: string, body: object, options?: Options) => call<T>('PATCH', path, body, options)
export const del = (path: string, options?: Options) => call<undefined>('DELETE', path, undefined, options)

/** Where a frame or a link finds a file: those cannot send the organisation's header. */
export function fileUrl(path: string, query: object = {}) {
  return base + path + search({ ...query, organization_id: organizationId })
}

/** For POSTs that must happen once: make one per form, and a new one after success. */
export function newIdempotencyKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

async function call<T>(method: string, path: string, body: object | undefined, options?: Options): Promise<T> {
  const response = await send(method, path, body, options)
  return asPromised<T>(response.status === 204 ? undefined : await response.json())
}

/** The bare answer, for what is not JSON; a refusal is thrown like any other. */
export async function send(
  method: string,
  path: string,
  body?: object,
  options: Options = {},
  isRepeated = false,
): Promise<Response> {
  const change = method === 'GET' ? 0 : 1
  changesOnTheWay += change
  const response = await fetch(base + path + search(options.query), {
    method,
    // A deletion is also sent by a page that is being left.
    keepalive: method === 'DELETE',
    headers: headers(body, options),
    ...(body && { body: JSON.stringify(body) }),
    ...(options.signal && { signal: options.signal }),
  })
    .catch((error: unknown) => {
      if (error instanceof DOMException && error.name === 'AbortError') throw error
      throw new ApiError(0, { detail: 'The server could not be reached. Check your connection and try again.' })
    })
    .finally(() => (changesOnTheWay -= change))
  if (response.ok) return response

  const problem = await response
    .json()
    .then(asPromised<Partial<Problem>>)
    .catch((): Partial<Problem> => ({ title: response.statusText || `Error ${response.status}` }))
  if (problem.code === 'auth.required' || problem.code === 'auth.session_ended') onSessionEnded?.()
  const { code = '' } = problem
  if (!remedy || isRepeated || !/^auth\.(step_up|second_factor)_required$/.test(code))
    throw new ApiError(response.status, problem)
  await remedy(code)
  return send(method, path, body, options, true)
}

/** The server checks every answer against its schema in its tests; the browser takes its word. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters
function asPromised<T>(answer: unknown): T {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return answer as T
}

function headers(body: object | undefined, options: Options): Record<string, string> {
  return {
    accept: 'application/json',
    ...(body && { 'content-type': 'application/json' }),
    ...(organizationId && { 'x-organization-id': organizationId }),
    ...(options.ifMatch !== undefined && { 'if-match': `"${options.ifMatch}"` }),
    ...(options.idempotencyKey && { 'idempotency-key': options.idempotencyKey }),
    ...options.headers,
  }
}

function search(query: object = {}): string {
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== '')
  const text = new URLSearchParams(pairs.map(([key, value]) => [key, String(value)])).toString()
  return text && `?${text}`
}
