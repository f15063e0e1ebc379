import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
import type { Actor } from './context.ts'
import { isUuid, type Pool, type Query, read, transact } from './database.ts'
import { badRequest, forbidden, notFound, Problem, unauthorized } from './errors.ts'
import { assumeTime, refuseOtherTime, setTime } from './http-clock.ts'
import type { Row } from './row-decoder.ts'

/** What a request shows of who sends it; `cookie` needs proof that our own page sent it. A key knows its organisation. */
export type Credential = { kind: 'cookie' | 'bearer' | 'api_key'; organization_id?: string }

/** Who that is and, inside an organisation, what they may do there. `permissions` is undefined for a stranger to it. */
export type Caller = {
  actor: Actor
  session_id: string | undefined
  permissions: ReadonlySet<string> | undefined
  /** Keeps out somebody who belongs here, whatever their permissions. */
  refusal?: Problem | undefined
  /** When a factor was last proven, at sign-in or step-up; undefined for who can prove none, such as a program's key. */
  authenticated_at: Temporal.Instant | undefined
  /** This sign-in used a second factor. */
  has_second_factor: boolean
  /** The organisation wants a second factor, and this sign-in used none. */
  lacks_second_factor: boolean
  /** How far the time of the organisation is ahead of ours: 0 but where a test or the demo moved it. */
  clock_shift_seconds: number
  /** Notes that the session is in use; undefined while the last note is fresh. */
  note_use: Query<unknown> | undefined
}

/** How the platform asks who somebody is, without knowing of users, sessions or roles. */
export type Gatekeeper = {
  /** The bare secret that a request shows, unchecked: one for each credential, however the header is written. */
  secretOf(request: FastifyRequest): string | undefined
  credentialOf(request: FastifyRequest): Credential | undefined | Promise<Credential | undefined>
  callerQuery(credential: Credential, organization_id: string | undefined, now: Temporal.Instant): Query<unknown>
  callerFrom(credential: Credential, rows: Row[], request: FastifyRequest, now: Temporal.Instant): Caller | undefined
  /** At most two of the caller's organisations; one row with null for a caller who has none; no row for nobody. */
  organizationsQuery(credential: Credential, now: Temporal.Instant): Query<{ organization_id: string | null }>
  /** What decides who comes in runs on our time, wherever the clock of the organisation stands. */
  isInRealTime(permission: string): boolean
}

export type Access = {
  reply: FastifyReply
  organization_id: string | undefined
  actor: Actor | undefined
  session_id: string | undefined
  has_second_factor: boolean
  /** Its credential is none of ours any more, or opens nothing in this organisation. */
  is_stranger: boolean
  note_use: Query<unknown> | undefined
  /** When the request came in: one time for all that it does. */
  now: Temporal.Instant
  /** How far the time of its work is ahead of that; a read assumes what the last one learned, until its gate is passed. */
  clock_shift_seconds: number
  /** Rides in front of the first read and lets the rest through. */
  gate: { query: Query<unknown>; check: (rows: Row[]) => void } | undefined
  log_fields: Record<string, string>
}

type Options = {
  pool: Pool
  gatekeeper: Gatekeeper
  permissions: ReadonlySet<string>
  clock: () => Temporal.Instant
}

const accesses = new WeakMap<FastifyRequest, Access>()
export const accessOf = (request: FastifyRequest): Access | undefined => accesses.get(request)

export const isSafe = (method: string) => method === 'GET' || method === 'HEAD' || method === 'OPTIONS'
/** It changes nothing, and the database holds it to that. */
export const isRead = ({ method, routeOptions }: FastifyRequest) =>
  isSafe(method) && !routeOptions.config.changes_on_get
const isOpen = (permission: string | undefined) =>
  permission !== undefined && (permission === 'signed_in' || isUnasked(permission))
/** The platform asks nobody: all are let in, or the module knows its visitors by a cookie of its own. */
export const isUnasked = (permission: string | undefined) =>
  permission === undefined || permission === 'public' || permission === 'visitor'

const patience = { seconds: 1 }

/** Every route declares who may use it, or the program does not start; every request is held to that. */
export function guardRoutes(app: FastifyInstance, options: Options): void {
  app.addHook('onRoute', (route) => refuseUndeclared(route, options.permissions))

  app.addHook('onRequest', async (request, reply) => {
    const { permission } = request.routeOptions.config
    const access: Access = {
      reply,
      organization_id: undefined,
      actor: undefined,
      session_id: undefined,
      has_second_factor: false,
      is_stranger: false,
      note_use: undefined,
      gate: undefined,
      now: options.clock(),
      clock_shift_seconds: 0,
      log_fields: {},
    }
    accesses.set(request, access)
    reply.header('x-request-id', request.id)
    refuseKeyInAddress(request)
    if (permission === 'visitor' && !isSafe(request.method)) refuseCrossSite(request)
    if (permission === undefined || isUnasked(permission)) return
    access.is_stranger = true
    const credential = await options.gatekeeper.credentialOf(request)
    access.is_stranger = false
    if (!credential) throw unauthorized('auth.required', 'Log in first: send a session cookie or a bearer token.')
    if (credential.kind === 'cookie' && !isSafe(request.method)) refuseCrossSite(request)
    if (permission !== 'signed_in')
      access.organization_id = await organizationOf(request, credential, options, access.now)
    const gate = gateOf(request, access, credential, options, access.now)
    // A read inside an organisation takes the question along; whoever changes something is known before the body is read.
    if (isRead(request) && access.organization_id) {
      assumeTime(request, access, options.gatekeeper)
      access.gate = { ...gate, check: (rows) => refuseOtherTime(access, () => gate.check(rows)) }
    } else await read(options.pool, undefined, async () => undefined, gate)
  })

  // A body may be a minute on its way. Whoever was put out in that time must not come in with it.
  app.addHook('preValidation', async (request) => {
    const access = accesses.get(request)
    const isLate = access && Temporal.Instant.compare(options.clock(), access.now.add(patience)) >= 0
    if (isLate && access.actor) await admitNow(request, options)
  })

  app.addHook('preValidation', (request, _reply, done) => {
    if (request.routeOptions.config.if_match) request.version = versionFrom(request.headers['if-match'])
    done()
  })

  // Awaited, so that the session list is true by the time the answer arrives; it is due once in minutes.
  app.addHook('onSend', async (request) => {
    const access = accesses.get(request)
    const note = access?.note_use
    if (!access || !note) return
    access.note_use = undefined
    await transact(options.pool, undefined, async (tx) => tx.send(note)).catch((error: unknown) =>
      request.log.warn({ error }, 'the use of a session was not noted'),
    )
  })
}

function gateOf(
  request: FastifyRequest,
  access: Access,
  credential: Credential,
  options: Options,
  now: Temporal.Instant,
) {
  return {
    query: options.gatekeeper.callerQuery(credential, access.organization_id, now),
    check: (rows: Row[]) => {
      access.is_stranger = true
      const caller = options.gatekeeper.callerFrom(credential, rows, request, now)
      admit(request, access, caller)
      setTime(request, access, options.gatekeeper, caller!.clock_shift_seconds)
    },
  }
}

/** Asks at once, with the time of now: a request that stays open is asked again and again. */
export async function admitNow(request: FastifyRequest, options: Options): Promise<void> {
  const access = accessOf(request)
  const credential = await options.gatekeeper.credentialOf(request)
  if (!access || !credential) throw sessionEnded()
  const gate = gateOf(request, access, credential, options, options.clock())
  await read(options.pool, undefined, async () => undefined, gate)
}

function refuseUndeclared(route: RouteOptions, permissions: ReadonlySet<string>): void {
  const permission = route.config?.permission
  if (isOpen(permission) || permissions.has(permission ?? '')) return
  throw new Error(
    `${String(route.method)} ${route.url} declares ${permission ? `an unknown permission '${permission}'` : 'no permission'}: give it one of server/modules/auth/permissions.ts, 'signed_in', 'visitor' or 'public'.`,
  )
}

function admit(request: FastifyRequest, access: Access, caller: Caller | undefined): void {
  const { permission, step_up } = request.routeOptions.config
  access.is_stranger = !caller || (!isOpen(permission) && !caller.permissions)
  if (!caller) throw sessionEnded()
  access.actor = caller.actor
  access.session_id = caller.session_id
  access.has_second_factor = caller.has_second_factor
  access.note_use = caller.note_use
  const { kind, id } = caller.actor
  if (id) access.log_fields[`${kind}_id`] = id
  if (!isOpen(permission)) refuseUnpermitted(request, access, caller)
  else if (kind === 'api_key')
    throw forbidden('auth.person_required', 'This is for people. An API key cannot do it: log in.')
  if (step_up) refuseStale(caller, access.now)
}

function refuseUnpermitted(request: FastifyRequest, access: Access, caller: Caller): void {
  const { actor, permissions, refusal, lacks_second_factor } = caller
  const { permission, organization } = request.routeOptions.config
  if (!permissions) {
    if (organization === 'path') throw notFound('organization')
    throw forbidden('auth.not_a_member', 'You do not belong to the organisation named in X-Organization-Id.')
  }
  access.log_fields.organization_id = access.organization_id ?? ''
  if (refusal) throw refusal
  if (lacks_second_factor)
    throw forbidden(
      'auth.second_factor_required',
      'This organisation lets in only who proved a second factor. Add one to your account, or prove yours at POST /api/v1/auth/step-up.',
    )
  if (permissions.has(permission!)) return
  throw forbidden(
    'auth.not_permitted',
    actor.kind === 'api_key'
      ? `This API key may not do this (${permission}). Make one with that scope.`
      : `Your role does not allow this (${permission}). Ask an owner of the organisation.`,
  )
}

const freshness = { minutes: 10 }

/** What would do lasting harm in a stolen session wants a factor that was proven just now. */
function refuseStale({ authenticated_at }: Caller, now: Temporal.Instant): void {
  if (authenticated_at && Temporal.Instant.compare(authenticated_at.add(freshness), now) >= 0) return
  throw forbidden(
    'auth.step_up_required',
    'Prove once more that it is you: send your password, a code or a passkey to POST /api/v1/auth/step-up, then repeat this request within ten minutes.',
  )
}

/** Addresses end up in logs and histories: a key in one must not seem to work. */
function refuseKeyInAddress({ url }: FastifyRequest): void {
  const query = url.indexOf('?')
  if (query === -1 || !/[?&](api_?key|access_token)=|\bnxc_live_/i.test(url.slice(query))) return
  throw unauthorized(
    'auth.key_in_address',
    'A key or token in an address ends up in logs, so it is not accepted there and counts as known. Replace it, and send the new one as Authorization: Bearer.',
  )
}

const sessionEnded = () => unauthorized('auth.session_ended', 'This session has ended. Log in again.')

/** SameSite=Strict already keeps other sites out; this also covers browsers and subdomains that it does not. */
function refuseCrossSite(request: FastifyRequest): void {
  const site = request.headers['sec-fetch-site']
  if (site === 'same-origin') return
  const { origin, host } = request.headers
  if (site === undefined && origin !== undefined && URL.canParse(origin) && new URL(origin).host === host) return
  throw forbidden(
    'auth.cross_site',
    'This request did not come from our own pages. Scripts use a bearer token instead.',
  )
}

async function organizationOf(
  request: FastifyRequest,
  credential: Credential,
  options: Options,
  now: Temporal.Instant,
): Promise<string> {
  const named = namedOrganization(request)
  if (named !== undefined) {
    const id = named.toLowerCase()
    if (isUuid(id)) return id
    if (request.routeOptions.config.organization === 'path') throw notFound('organization')
    throw badRequest('request.invalid_organization', 'X-Organization-Id must be the id of an organisation.')
  }
  if (credential.organization_id) return credential.organization_id
  const mine = await read(options.pool, undefined, (tx) =>
    tx.all(options.gatekeeper.organizationsQuery(credential, now)),
  )
  const [first, second] = mine
  if (!first) throw sessionEnded()
  if (first.organization_id && !second) return first.organization_id
  throw badRequest(
    'request.organization_required',
    !second ? 'Create an organisation first.' : 'You belong to several organisations: name one in X-Organization-Id.',
  )
}

export function namedOrganization(request: FastifyRequest): string | undefined {
  const { organization } = request.routeOptions.config
  if (organization === 'path') return (request.params as { id?: string }).id
  const inQuery = organization === 'query' ? (request.query as { organization_id?: string }).organization_id : undefined
  return inQuery ?? (request.headers['x-organization-id'] as string | undefined)
}

function versionFrom(header: string | undefined): number {
  if (header === undefined)
    throw new Problem(
      428,
      'request.if_match_required',
      'Send If-Match with the ETag of what you changed, so that nobody overwrites another.',
    )
  const version = /^(?:W\/)?"(\d{1,9})"$/.exec(header)?.[1]
  if (!version)
    throw new Problem(412, 'request.stale_version', 'If-Match is not an ETag of ours. Load the resource again.')
  return Number(version)
}
