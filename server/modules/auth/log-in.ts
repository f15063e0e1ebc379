import type { UserContext } from '#platform/context.ts'
import { hashToken, randomToken } from '#platform/crypto.ts'
import { db } from '#platform/database.ts'
import { forbidden, Problem, unauthorized } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { type AccessTokens, accessTokenLifetime } from './access-tokens.ts'
import { recordUserEvent } from './events.ts'
import type { Passwords } from './passwords.ts'
import { findUserByEmail, getMe } from './queries.ts'
import type { Login, Me, TokenPair } from './schemas.ts'

const sessionLifetime = { hours: 24 * 30 }

export type TransactAsUser = <T>(work: (ctx: UserContext) => Promise<T>) => Promise<T>
type KnownUser = { id: string }
const nothing = { text: 'select', parameters: [] }

/**
 * Checks address and password, in the same time whether or not the address is known. The hash is computed between
 * two transactions, so that no database connection waits for it.
 */
export async function logIn(
  transactAsUser: TransactAsUser,
  passwords: Passwords,
  { email, password }: Login,
  startSession: SessionStarter,
): Promise<Started> {
  const user = await transactAsUser((ctx) => findUserByEmail(ctx, email))
  const matches = await passwords.matches(password, user?.password_hash)
  if (!user || !matches || user.disabled_at) {
    // A stranger costs the same round trip as somebody known.
    await transactAsUser(async (ctx) =>
      user ? recordUserEvent(ctx, 'user.login_failed', user.id) : ctx.db.all(nothing),
    )
    throw unauthorized('auth.invalid_credentials', 'The e-mail address or the password is not right.')
  }
  if (!user.verified_at)
    throw forbidden(
      'auth.email_not_verified',
      'Confirm your e-mail address first: open the link in the mail we sent you.',
    )
  return transactAsUser((ctx) => startSession(ctx, user))
}

/** What the client is told, and for a browser the token of its cookie. */
export type Started = { answer: { user: Me } | (TokenPair & { user: Me }); cookie_token?: string }
export type SessionStarter = (ctx: UserContext, user: KnownUser) => Promise<Started>

/** Browsers say `X-Client: web` and get a cookie that no script can read; programs get tokens. */
export function sessionStarter(client: string | undefined, tokens: AccessTokens): SessionStarter {
  return client === 'web' ? startBrowserSession : (ctx, user) => startTokenSession(ctx, user, tokens)
}

/** The token goes into a cookie; only its hash is kept. */
export async function startBrowserSession(ctx: UserContext, { id: user_id }: KnownUser): Promise<Started> {
  const cookie_token = randomToken('nxs')
  const expires_at = ctx.now.add(sessionLifetime).toString()
  openSession(ctx, { user_id, kind: 'browser', token_hash: hashToken(cookie_token), expires_at })
  return { answer: { user: await getMe(ctx, user_id) }, cookie_token }
}

/** A short access token, and a refresh token that is replaced at each use. */
async function startTokenSession(ctx: UserContext, { id: user_id }: KnownUser, tokens: AccessTokens): Promise<Started> {
  const expires_at = ctx.now.add(sessionLifetime).toString()
  const session_id = openSession(ctx, { user_id, kind: 'api', token_hash: null, expires_at })
  return { answer: { ...issuePair(ctx, tokens, { user_id, session_id }), user: await getMe(ctx, user_id) } }
}

export function issuePair(
  ctx: UserContext,
  tokens: AccessTokens,
  claims: { user_id: string; session_id: string },
): TokenPair {
  const refresh_token = randomToken('nxr')
  ctx.db.send(
    db.insertInto('refresh_tokens').values({
      token_hash: hashToken(refresh_token),
      session_id: claims.session_id,
      created_at: ctx.now.toString(),
    }),
  )
  return {
    access_token: tokens.issue(claims, ctx.now),
    token_type: 'Bearer',
    expires_in: accessTokenLifetime,
    refresh_token,
  }
}

type NewSession = { user_id: string; kind: 'browser' | 'api'; token_hash: Buffer | null; expires_at: string }

function openSession(ctx: UserContext, session: NewSession): string {
  const id = newId()
  const now = ctx.now.toString()
  const { user_agent, ip } = ctx
  ctx.db.send(db.insertInto('sessions').values({ id, ...session, user_agent, ip, created_at: now, last_used_at: now }))
  recordUserEvent(ctx, 'user.logged_in', session.user_id, { session_id: id, kind: session.kind })
  return id
}

/** Throws a refusal whose own writes had to be committed first. */
export function orThrow<T>(result: T | Problem): T {
  if (result instanceof Problem) throw result
  return result
}
