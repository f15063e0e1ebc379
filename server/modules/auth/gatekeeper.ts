import { db, type Query, type TextQuery } from '#platform/database.ts'
import { hashToken } from '#platform/crypto.ts'
import { unauthorized } from '#platform/errors.ts'
import type { Credential, Gatekeeper } from '#platform/http-access.ts'
import type { AccessTokens } from './access-tokens.ts'
import { idleLifetime, isOperator, isOver, type Lasting } from './rules.ts'
import type { SessionCookie } from './session-cookie.ts'
import { isInRealTime } from './permissions.ts'
import { enter, type Standing, standingJoins, standingColumns } from './standing.ts'

type Cookie = Credential & { kind: 'cookie'; token_hash: Buffer }
type Bearer = Credential & { kind: 'bearer'; session_id: string }
type CallerRow = Standing &
  Lasting & {
    session_id: string
    authenticated_at: string
    has_second_factor: boolean
    user_id: string
    name: string
  }

/** The use of a session is noted at most this often, for a write per request would be most of its work. */
const noteEvery = { minutes: 5 }

/** A session that is good at $2, unless it was last used before $3. */
const liveSession = (column: 'token_hash' | 'id') => `from sessions s
  join users u on u.id = s.user_id and u.disabled_at is null
  where s.${column} = $1 and s.ended_at is null and s.expires_at > $2::timestamptz and s.last_used_at > $3::timestamptz`

/** Says who sends a request: a browser by its session cookie, a program by its access token. */
export function createGatekeeper(
  tokens: AccessTokens,
  cookie: SessionCookie,
  clock: () => Temporal.Instant,
  { operators_need_second_factor = true } = {},
): Gatekeeper {
  const bearerOf = (authorization: string) => /^Bearer ([\w.-]+)$/i.exec(authorization)?.[1] ?? ''
  return {
    secretOf({ headers: { authorization, cookie: cookies } }) {
      return authorization === undefined ? cookie.read(cookies) : bearerOf(authorization)
    },
    async credentialOf(request): Promise<Cookie | Bearer | undefined> {
      const { authorization } = request.headers
      if (authorization !== undefined) {
        const claims = await tokens.read(bearerOf(authorization), clock())
        if (!claims)
          throw unauthorized('auth.token_invalid', 'The access token is not valid or has expired. Refresh it.')
        return { kind: 'bearer', session_id: claims.session_id }
      }
      const token = cookie.read(request.headers.cookie)
      return token ? { kind: 'cookie', token_hash: hashToken(token) } : undefined
    },
    callerQuery(credential, organization_id, now): TextQuery<CallerRow> {
      const [column, key] = keyOf(credential as Cookie | Bearer)
      return {
        text: `select live.*, ${standingColumns}
               from (select s.id as session_id, s.created_at, s.last_used_at, ${isOperator} as is_operator, s.authenticated_at, s.has_second_factor,
                       u.id as user_id, u.name ${liveSession(column)}) live
               ${standingJoins}`,
        parameters: [key, now.toString(), now.subtract(idleLifetime).toString(), organization_id ?? null],
      }
    },
    callerFrom(_credential, [row], request, now) {
      if (!row || isOver(row as CallerRow, now)) return undefined
      const { session_id, user_id, name, last_used_at, authenticated_at, ...standing } = row as CallerRow
      const { has_second_factor, wants_second_factor, is_operators, clock_shift_seconds } = standing
      const { permissions, refusal, on_behalf_of } = enter(standing, request)
      const wants = wants_second_factor || (is_operators && operators_need_second_factor)
      return {
        session_id,
        actor: { kind: 'user', id: user_id, name, ...(on_behalf_of && { on_behalf_of }) },
        permissions,
        refusal,
        authenticated_at: Temporal.Instant.from(authenticated_at),
        has_second_factor,
        lacks_second_factor: wants && !has_second_factor,
        clock_shift_seconds,
        note_use: noteUse(session_id, last_used_at, request.ip, now),
      }
    },
    isInRealTime,
    organizationsQuery(credential, now): TextQuery<{ organization_id: string | null }> {
      const [column, key] = keyOf(credential as Cookie | Bearer)
      return {
        text: `select m.organization_id
               from (select u.id ${liveSession(column)}) u
               left join memberships m on m.user_id = u.id
               limit 2`,
        parameters: [key, now.toString(), now.subtract(idleLifetime).toString()],
      }
    },
  }
}

function noteUse(id: string, last_used_at: string, ip: string, now: Temporal.Instant): Query<unknown> | undefined {
  const due = now.subtract(noteEvery)
  if (Temporal.Instant.compare(last_used_at, due) > 0) return undefined
  return db
    .updateTable('sessions')
    .set({ last_used_at: now.toString(), ip })
    .where('id', '=', id)
    .where('last_used_at', '<=', due.toString())
}

const keyOf = (credential: Cookie | Bearer): ['token_hash' | 'id', Buffer | string] =>
  credential.kind === 'cookie' ? ['token_hash', credential.token_hash] : ['id', credential.session_id]
