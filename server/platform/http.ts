import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type {
  FastifyBaseLogger,
  FastifyInstance,
  FastifyRequest,
  FastifySerializerCompiler,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify'
import Fastify, { LogController } from 'fastify'
import type { Context, UserContext } from './context.ts'
import { type Pool, read, transact } from './database.ts'
import { Problem } from './errors.ts'
import { accessOf, admitNow, type Gatekeeper, guardRoutes, isRead } from './http-access.ts'
import { ClockMoved } from './http-clock.ts'
import { idempotencyOf, once } from './http-idempotency.ts'
import { type Failure, failureOf } from './http-failures.ts'
import { answerProblem, sendProblem } from './http-problems.ts'
import { isFromTeam } from './http-team.ts'
import { limitRates } from './http-rate-limit.ts'
import { validatorCompiler } from './http-validation.ts'
import type { Log } from './log.ts'
import type { RateLimiter } from './rate-limit.ts'

export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>

declare module 'fastify' {
  interface FastifyContextConfig {
    /** 'public', 'visitor', 'signed_in', or a permission of the organisation. A route without one refuses to boot. */
    permission?: string
    /** Where the organisation is named, when not in the header X-Organization-Id. */
    organization?: 'path' | 'query'
    /** Refused without an Idempotency-Key, or, outside an organisation, taken with one; inside, all are taken. */
    idempotency?: 'required' | 'accepted'
    /** The request wants If-Match; the version is then `request.version`. */
    if_match?: true
    /** The field of the answer that is given once: it is not kept under an Idempotency-Key, and null in a replay. */
    shown_once?: string
    /** Wants a sign-in or a step-up of the last ten minutes; else 403 `auth.step_up_required`. */
    step_up?: true
    /** Runs on our time, also where the organisation's clock is ahead. */
    in_real_time?: true
    /** On every answer, also where the request is refused before the route sees it. */
    answer_headers?: (request: FastifyRequest) => Record<string, string>
    /** The one exception to the rule that a GET changes nothing, which the database enforces for the others. */
    changes_on_get?: true
  }
  interface FastifyRequest {
    /** The version that the caller saw, from If-Match. */
    version: number
    /** One transaction inside the organisation; a GET reads only, one round trip a statement. */
    transact<T>(work: (ctx: Context) => Promise<T>): Promise<T>
    /**
     * A transaction that is committed before somebody outside is asked, and that no Idempotency-Key remembers: what it
     * does must bear being done twice.
     */
    prepare<T>(work: (ctx: Context) => Promise<T>): Promise<T>
    /** The same outside any organisation, on the tables of people and sign-in. */
    transactAsUser<T>(work: (ctx: UserContext) => Promise<T>): Promise<T>
    /** For a request that stays open: throws unless its sender may come in now. */
    admit(): Promise<void>
    /** For what is open to all and counts only who comes from outside. */
    isFromTeam(organization_id: string): Promise<boolean>
  }
}

export type HttpOptions = {
  log: Log
  pool: Pool
  gatekeeper: Gatekeeper
  permissions: ReadonlySet<string>
  clock: () => Temporal.Instant
  limiter: RateLimiter
  trust_proxy_hops: number
  /** Called after each commit of a changing request, so that the dispatcher need not wait for its next poll. */
  after_commit: () => void
  /** Told of each refusal before it is answered. */
  note_refusal?: (request: FastifyRequest, problem: Problem) => Promise<void>
  /** Told of each request that failed through a fault of ours. */
  on_failure?: (failure: Failure) => void
  /** How long a request waits for an earlier one with the same Idempotency-Key. */
  idempotency_wait_ms?: number
  /** Set on every answer before anything else happens. */
  headers: Record<string, string>
  /** Tests check each answer against its schema here; in service that would cost more than the answer itself. */
  serializer_compiler?: FastifySerializerCompiler<object> | undefined
}

const sane = /^[A-Za-z0-9._-]{8,128}$/

export function createHttp(options: HttpOptions): App {
  const app = Fastify({
    loggerInstance: options.log as unknown as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: 1_048_576,
    trustProxy: (_address, hop) => hop < options.trust_proxy_hops,
    requestIdHeader: false,
    genReqId: (request) => {
      const given = request.headers['x-request-id']
      return typeof given === 'string' && sane.test(given) ? given : crypto.randomUUID()
    },
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 300 },
    requestTimeout: 60_000,
    keepAliveTimeout: 65_000,
  }).withTypeProvider<TypeBoxTypeProvider>()

  app.setValidatorCompiler(validatorCompiler as never)
  app.setSerializerCompiler(options.serializer_compiler ?? (() => JSON.stringify))
  readJson(app)
  app.setErrorHandler(async (error, request, reply) => {
    await noteRefusal(options, request, error)
    answerProblem(error, request, reply)
    const failure = failureOf(error, request, options.clock())
    if (failure) options.on_failure?.(failure)
    return reply
  })
  app.setNotFoundHandler((request, reply) =>
    sendProblem(new Problem(404, 'request.not_found', 'There is nothing at this address.'), request, reply),
  )
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers({ ...options.headers, ...request.routeOptions.config.answer_headers?.(request) })
    done()
  })
  logAnswers(app)
  limitRates(app, options)
  guardRoutes(app, options)
  decorateTransactions(app, options)
  return app
}

async function noteRefusal({ note_refusal }: HttpOptions, request: FastifyRequest, error: unknown): Promise<void> {
  if (!note_refusal || !(error instanceof Problem)) return
  try {
    await note_refusal(request, error)
  } catch (failure) {
    request.log.error({ error: failure }, 'a refusal was not recorded')
  }
}

/** JSON only. An empty body counts as none, and what PostgreSQL cannot store is refused before it gets there. */
function readJson(app: App): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeContentTypeParser(['application/json', 'text/plain'])
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') return done(null, undefined)
    if (body.includes('\\u0000'))
      return done(new Problem(422, 'request.invalid_text', 'The text contains NUL characters, which cannot be stored.'))
    return parse(request, withWholeLetters(body as string), done)
  })
}

/**
 * JSON may escape one of the two units of a letter, as what was cut in the middle does. PostgreSQL keeps no such thing, so
 * it is replaced as everywhere on the web (by U+FFFD), rather than a submission or an invoice lost for it.
 */
const withWholeLetters = (json: string): string =>
  json.replace(
    /\\(?:ud[89ab][\da-f]{2}\\ud[c-f][\da-f]{2}|(ud[89a-f][\da-f]{2})|[^])/gi,
    (escape: string, half: string | undefined) => (half ? '\\ufffd' : escape),
  )

function logAnswers(app: App): void {
  app.addHook('onResponse', (request, reply, done) => {
    request.log.info(
      {
        method: request.method,
        route: request.routeOptions.url ?? 'unknown',
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime * 10) / 10,
        ...accessOf(request)?.log_fields,
      },
      'request',
    )
    done()
  })
}

function decorateTransactions(app: App, options: HttpOptions): void {
  app.decorateRequest('version', 0)
  app.decorateRequest('admit', function (this: FastifyRequest) {
    return admitNow(this, options)
  })
  app.decorateRequest('isFromTeam', function (this: FastifyRequest, organization_id: string) {
    return isFromTeam(this, organization_id, options)
  })
  app.decorateRequest('transactAsUser', function <T>(this: FastifyRequest, work: (ctx: UserContext) => Promise<T>) {
    return transactOnce(options, this, undefined, work as (ctx: Context) => Promise<T>)
  } as never)
  app.decorateRequest('prepare', async function <T>(this: FastifyRequest, work: (ctx: Context) => Promise<T>) {
    return inTransaction(options, this, accessOf(this)!.organization_id, work)
  } as never)
  app.decorateRequest('transact', async function <T>(this: FastifyRequest, work: (ctx: Context) => Promise<T>) {
    const access = accessOf(this)
    if (!access?.organization_id) throw new Error(`${this.routeOptions.url} has no organisation: use transactAsUser`)
    return transactOnce(options, this, access.organization_id, work)
  } as never)
}

/** With an Idempotency-Key the work is done once, however often it is asked for. */
async function transactOnce<T>(
  options: HttpOptions,
  request: FastifyRequest,
  organization_id: string | undefined,
  work: (ctx: Context) => Promise<T>,
): Promise<T> {
  const key = idempotencyOf(request, organization_id)
  const run = (doWork: (ctx: Context) => Promise<T>) => inTransaction(options, request, organization_id, doWork)
  return key ? once(options, request, key, run, work) : run(work)
}

async function inTransaction<T>(
  options: HttpOptions,
  request: FastifyRequest,
  organization_id: string | undefined,
  work: (ctx: Context) => Promise<T>,
): Promise<T> {
  const access = accessOf(request)
  const contextOver = (tx: Context['db']): Context => ({
    db: tx,
    organization_id: organization_id ?? '',
    // A getter: on a GET the first round trip brings the actor along with the first rows.
    get actor() {
      return access?.actor as Context['actor']
    },
    request_id: request.id,
    ip: request.ip,
    user_agent: request.headers['user-agent']?.slice(0, 300) ?? null,
    now: (access?.now ?? options.clock()).add({ seconds: organization_id ? (access?.clock_shift_seconds ?? 0) : 0 }),
  })
  const reading = () => read(options.pool, organization_id, (tx) => work(contextOver(tx)), access?.gate)
  const result = isRead(request)
    ? await reading().catch((error: unknown) => {
        if (error instanceof ClockMoved) return reading()
        throw error
      })
    : await transact(options.pool, organization_id, (tx) => work(contextOver(tx)))
  if (!isRead(request)) options.after_commit()
  const version = (result as { version?: unknown } | null)?.version
  if (typeof version === 'number') access?.reply.header('etag', `"${version}"`)
  return result
}
