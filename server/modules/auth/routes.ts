import { Type } from 'typebox'
import { signedInUser } from '#platform/context.ts'
import type { Cursors } from '#platform/cursor.ts'
import type { App } from '#platform/http.ts'
import { accessOf } from '#platform/http-access.ts'
import { queueJob } from '#platform/jobs.ts'
import type { AccessTokens } from './access-tokens.ts'
import { changeEmail } from './change-email.ts'
import { confirmEmailChange } from './confirm-email-change.ts'
import { factorRoutes } from './factor-routes.ts'
import { sendVerificationLink } from './jobs.ts'
import { logIn, orThrow } from './log-in.ts'
import { logOut } from './log-out.ts'
import { namesOf, refuseWeakPassword } from './new-password.ts'
import { minimumLength } from './password-rules.ts'
import { passkeyRoutes } from './passkey-routes.ts'
import { passwordRoutes } from './password-routes.ts'
import type { Passwords } from './passwords.ts'
import type { SecondFactors } from './prove-second-factor.ts'
import { getMe, listMyEvents } from './queries.ts'
import { refreshSession } from './refresh-session.ts'
import { registerUser } from './register-user.ts'
import {
  BrowserSession,
  ConfirmationsSent,
  EmailChange,
  EmailConfirmation,
  EmailConfirmed,
  EmailVerification,
  JsonWebKeys,
  Login,
  Me,
  MyChanges,
  MyEventPage,
  MyEventQuery,
  Refresh,
  Registration,
  ResendVerification,
  TokenPair,
  TokenSession,
  VerificationSent,
  Verified,
  XClient,
} from './schemas.ts'
import type { SessionCookie } from './session-cookie.ts'
import { sessionRoutes } from './session-routes.ts'
import { sessionStarter } from './start-session.ts'
import { updateMe } from './update-me.ts'
import { verifyEmail } from './verify-email.ts'

export type AuthParts = {
  tokens: AccessTokens
  passwords: Passwords
  second_factors: SecondFactors
  cookie: SessionCookie
  cursors: Cursors
  public_url: string
}

const tags = ['auth']
const open = { permission: 'public' }
const signedIn = { permission: 'signed_in' }
/** Mail to whom a stranger names is rationed, and so is the work of a hash, for which everybody else would wait. */
const sendsMail = { permission: 'public', cost: 50 }
const hashes = { permission: 'public', cost: 10 }

export function authRoutes(app: App, parts: AuthParts): void {
  const { tokens, passwords, second_factors, cookie, public_url } = parts
  app.post('/auth/register', {
    config: sendsMail,
    schema: { operationId: 'registerUser', tags, body: Registration, response: { 202: VerificationSent } },
    handler: async (request, reply) => {
      refuseWeakPassword(request.body.password, { minimum: minimumLength(false), names: namesOf(request.body) })
      const hashed = { chosen: await passwords.hash(request.body.password), unusable: await passwords.unusable() }
      reply.code(202)
      return request.transactAsUser((ctx) => registerUser(ctx, request.body, hashed, public_url))
    },
  })

  app.post('/auth/verify', {
    config: open,
    schema: { operationId: 'verifyEmail', tags, body: EmailVerification, response: { 200: Verified } },
    handler: (request) => request.transactAsUser((ctx) => verifyEmail(ctx, request.body.token)),
  })

  // For clients that can only follow a link. Mail leads to a page that posts at a click, so that scanners use nothing up.
  app.get('/auth/verify/:token', {
    exposeHeadRoute: false,
    config: { permission: 'public', changes_on_get: true },
    schema: { operationId: 'verifyEmailByLink', tags, params: EmailVerification, response: { 200: Verified } },
    handler: (request) => request.transactAsUser((ctx) => verifyEmail(ctx, request.params.token)),
  })

  app.post('/auth/verify/resend', {
    config: sendsMail,
    schema: { operationId: 'resendVerification', tags, body: ResendVerification, response: { 202: VerificationSent } },
    handler: async (request, reply) => {
      await request.transactAsUser(async (ctx) => queueJob(ctx, sendVerificationLink, request.body))
      reply.code(202)
      return { status: 'verification_sent' as const }
    },
  })

  app.post('/auth/login', {
    config: hashes,
    schema: {
      operationId: 'logIn',
      tags,
      headers: XClient,
      body: Login,
      response: { 200: Type.Union([BrowserSession, TokenSession]) },
    },
    handler: async (request, reply) => {
      const start = sessionStarter(request.headers['x-client'], await tokens.signer(accessOf(request)!.now))
      const transactAsUser = request.transactAsUser.bind(request)
      const held = cookie.read(request.headers.cookie)
      const { answer, cookie_token } = await logIn(transactAsUser, passwords, request.body, second_factors, held, start)
      reply.headers(cookie.headers(cookie_token))
      return answer
    },
  })

  app.post('/auth/refresh', {
    config: open,
    schema: { operationId: 'refreshSession', tags, body: Refresh, response: { 200: TokenPair } },
    handler: async (request) => {
      const signToken = await tokens.signer(accessOf(request)!.now)
      return orThrow(await request.transactAsUser((ctx) => refreshSession(ctx, signToken, request.body.refresh_token)))
    },
  })

  app.post('/auth/logout', {
    config: signedIn,
    schema: { operationId: 'logOut', tags, response: { 204: Type.Null() } },
    handler: async (request, reply) => {
      await request.transactAsUser((ctx) => logOut(ctx, accessOf(request)!.session_id!))
      reply.code(204).header('set-cookie', cookie.clear()).header('clear-site-data', '"cache"')
      return null
    },
  })

  passwordRoutes(app, parts)
  sessionRoutes(app, parts)
  factorRoutes(app, parts.second_factors)
  passkeyRoutes(app, parts)
  userRoutes(app, parts)
}

function userRoutes(app: App, { cursors, public_url }: AuthParts): void {
  app.get('/users/me', {
    config: signedIn,
    schema: { operationId: 'getMe', tags: ['users'], response: { 200: Me } },
    handler: (request) => request.transactAsUser((ctx) => getMe(ctx, signedInUser(ctx), accessOf(request)!.session_id)),
  })

  app.patch('/users/me', {
    config: signedIn,
    schema: { operationId: 'updateMe', tags: ['users'], body: MyChanges, response: { 200: Me } },
    handler: (request) => request.transactAsUser((ctx) => updateMe(ctx, request.body, accessOf(request)!.session_id)),
  })

  app.get('/users/me/events', {
    config: signedIn,
    schema: {
      operationId: 'listMyEvents',
      tags: ['users'],
      querystring: MyEventQuery,
      response: { 200: MyEventPage },
    },
    handler: (request) => request.transactAsUser((ctx) => listMyEvents(ctx, cursors, request.query)),
  })

  app.post('/users/me/email', {
    config: { permission: 'signed_in', step_up: true, cost: 50 },
    schema: {
      operationId: 'changeEmail',
      tags: ['users'],
      body: EmailChange,
      response: { 202: ConfirmationsSent },
    },
    handler: (request, reply) => {
      reply.code(202)
      return request.transactAsUser((ctx) => changeEmail(ctx, request.body.email, public_url))
    },
  })

  app.post('/users/me/email/confirm', {
    config: open,
    schema: {
      operationId: 'confirmEmailChange',
      tags: ['users'],
      body: EmailConfirmation,
      response: { 200: EmailConfirmed },
    },
    handler: (request) => request.transactAsUser((ctx) => confirmEmailChange(ctx, request.body.token)),
  })
}

/** Outside /api/v1, where the standard wants it. */
export function jwksRoute(app: App, { tokens, clock }: { tokens: AccessTokens; clock: () => Temporal.Instant }): void {
  app.get('/.well-known/jwks.json', {
    config: open,
    schema: { operationId: 'getJsonWebKeys', tags, response: { 200: JsonWebKeys } },
    handler: (_request, reply) => {
      reply.header('cache-control', 'public, max-age=300')
      return tokens.jwks(clock())
    },
  })
}
