import type { UserContext } from '#platform/context.ts'
import { hashToken, randomToken } from '#platform/crypto.ts'
import { db } from '#platform/database.ts'
import { newId } from '#platform/ids.ts'
import { accessTokenLifetime, type SignAccessToken } from './access-tokens.ts'
import { describeDevice } from './device.ts'
import { newDeviceMail } from './emails.ts'
import { recordUserEvent } from './events.ts'
import { queueMail } from '#platform/mail.ts'
import { getMe } from './queries.ts'
import { sessionLifetime } from './rules.ts'
import type { Me, TokenPair } from './schemas.ts'

export type SignIn = {
  user: { id: string; email: string; name: string }
  /** A second factor was proven too. */
  has_second_factor: boolean
  /** The cookie that the browser still holds: its session ends, for each sign-in has one of its own. */
  replaces: string | undefined
}

/** What the client is told, and for a browser the token of its cookie. */
export type Started = { answer: { user: Me } | (TokenPair & { user: Me }); cookie_token?: string }
export type SessionStarter = (ctx: UserContext, sign_in: SignIn) => Promise<Started>

/** Browsers say `X-Client: web` and get a cookie that no script can read; programs get tokens. */
export function sessionStarter(client: string | undefined, signToken: SignAccessToken): SessionStarter {
  return client === 'web' ? startBrowserSession : (ctx, sign_in) => startTokenSession(ctx, sign_in, signToken)
}

/** The token goes into a cookie; only its hash is kept. */
export async function startBrowserSession(ctx: UserContext, sign_in: SignIn): Promise<Started> {
  const cookie_token = randomToken('nxs')
  await openSession(ctx, sign_in, { kind: 'browser', token_hash: hashToken(cookie_token) })
  return { answer: { user: await getMe(ctx, sign_in.user.id) }, cookie_token }
}

/** A short access token, and a refresh token that is replaced at each use. */
async function startTokenSession(ctx: UserContext, sign_in: SignIn, signToken: SignAccessToken): Promise<Started> {
  const session_id = await openSession(ctx, sign_in, { kind: 'api', token_hash: null })
  const pair = issuePair(ctx, signToken, { user_id: sign_in.user.id, session_id })
  return { answer: { ...pair, user: await getMe(ctx, sign_in.user.id) } }
}

function issuePair(
  ctx: UserContext,
  signToken: SignAccessToken,
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
  return pairOf(signToken(claims), refresh_token)
}

export function pairOf(access_token: string, refresh_token: string): TokenPair {
  return { access_token, token_type: 'Bearer', expires_in: accessTokenLifetime, refresh_token }
}

type NewSession = { kind: 'browser' | 'api'; token_hash: Buffer | null }

async function openSession(ctx: UserContext, { user, has_second_factor, replaces }: SignIn, session: NewSession) {
  const id = newId()
  const now = ctx.now.toString()
  const { user_agent, ip } = ctx
  const device = describeDevice(user_agent)
  const [devices] = await ctx.db.batch(
    db.selectFrom('sessions').select('device').distinct().where('user_id', '=', user.id),
    db
      .updateTable('sessions')
      .set({ ended_at: now })
      .where('token_hash', '=', replaces ? hashToken(replaces) : null)
      .where('ended_at', 'is', null),
  )
  ctx.db.send(
    db.insertInto('sessions').values({
      id,
      user_id: user.id,
      ...session,
      user_agent,
      device,
      ip,
      has_second_factor,
      authenticated_at: now,
      created_at: now,
      last_used_at: now,
      expires_at: ctx.now.add(sessionLifetime).toString(),
    }),
  )
  recordUserEvent(ctx, 'user.logged_in', user.id, { session_id: id, kind: session.kind, device })
  if (devices.length && !devices.some((known) => known.device === device))
    queueMail(ctx, newDeviceMail(user, { device, ip, at: ctx.now }))
  return id
}
