import type { UserContext } from '#platform/context.ts'
import { deriveKey, hashToken, randomToken, seal, unseal } from '#platform/crypto.ts'
import { db } from '#platform/database.ts'
import { type Problem, unauthorized } from '#platform/errors.ts'
import { queueMail } from '#platform/mail.ts'
import type { SignAccessToken } from './access-tokens.ts'
import { refreshReusedMail } from './emails.ts'
import { recordUserEvent } from './events.ts'
import { idleLifetime, isOperator, isOver } from './rules.ts'
import type { TokenPair } from './schemas.ts'
import { pairOf } from './start-session.ts'

/** An answer may be lost on its way: whoever asks again within this time gets the same one, once. */
const grace = { seconds: 10 }

/**
 * Trades a refresh token for a new pair. A token used a second time was copied: its whole session ends, and that must
 * stay done, so the refusal is returned, to be thrown after the commit.
 */
export async function refreshSession(
  ctx: UserContext,
  signToken: SignAccessToken,
  refresh_token: string,
): Promise<TokenPair | Problem> {
  const found = await findToken(ctx, hashToken(refresh_token))
  if (!found || isOver(found, ctx.now)) return refused()
  const claims = { user_id: found.user_id, session_id: found.session_id }
  const successor = found.rotated_at ? await replay(ctx, found, refresh_token) : rotate(ctx, found, refresh_token)
  if (successor) return pairOf(signToken(claims), successor)

  ctx.db.send(db.updateTable('sessions').set({ ended_at: ctx.now.toString() }).where('id', '=', found.session_id))
  recordUserEvent(ctx, 'user.refresh_reused', found.user_id, { session_id: found.session_id, device: found.device })
  queueMail(ctx, refreshReusedMail(found, { device: found.device, ip: ctx.ip, at: ctx.now }))
  return refused()
}

type Found = {
  token_hash: Buffer
  rotated_at: string | null
  rotated_by: Buffer | null
  successor: Buffer | null
  successor_shown_at: string | null
  session_id: string
  user_id: string
  device: string
  email: string
  name: string
  created_at: string
  last_used_at: string
  is_operator: boolean
}

/** As text, for every client comes here every few minutes, and building the statement took longer than running it. */
const foundSql = `select r.token_hash, r.rotated_at, r.rotated_by, r.successor, r.successor_shown_at,
    s.id as session_id, s.user_id, s.device, s.created_at, s.last_used_at, u.email, u.name, ${isOperator} as is_operator
  from refresh_tokens r
  join sessions s on s.id = r.session_id
  join users u on u.id = s.user_id
  where r.token_hash = $1 and s.ended_at is null and s.expires_at > $2 and s.last_used_at > $3 and u.disabled_at is null
  for update of r, s`

/** Locked, so that of many who come with one token at once the first is done before the second is looked at. */
function findToken(ctx: UserContext, token_hash: Buffer): Promise<Found | undefined> {
  const idle_since = ctx.now.subtract(idleLifetime).toString()
  return ctx.db.find({ text: foundSql, parameters: [token_hash, ctx.now.toString(), idle_since] })
}

const rotateSql = `with rotated as (
    update refresh_tokens set rotated_at = $2, rotated_by = $3, successor = $4 where token_hash = $1),
  used as (update sessions set last_used_at = $2, ip = $5 where id = $6)
  insert into refresh_tokens (token_hash, session_id, created_at) values ($7, $6, $2)`

function rotate(ctx: UserContext, { token_hash, session_id }: Found, refresh_token: string): string {
  const successor = randomToken('nxr')
  const sealed = seal(sealingKey(refresh_token), 'successor', Buffer.from(successor))
  const now = ctx.now.toString()
  ctx.db.send({
    text: rotateSql,
    parameters: [token_hash, now, clientOf(ctx), sealed, ctx.ip, session_id, hashToken(successor)],
  })
  return successor
}

/** The same successor again, once, for the client that got it moments ago, as long as nobody has used it. */
async function replay(ctx: UserContext, found: Found, refresh_token: string): Promise<string | undefined> {
  const { token_hash, rotated_at, rotated_by, successor, successor_shown_at } = found
  const isLate = Temporal.Instant.compare(ctx.now, Temporal.Instant.from(rotated_at!).add(grace)) > 0
  if (isLate || successor_shown_at || !successor || !rotated_by?.equals(clientOf(ctx))) return undefined
  const token = unseal(sealingKey(refresh_token), 'successor', successor)?.toString() ?? ''
  const unused = await ctx.db.find(
    db
      .selectFrom('refresh_tokens')
      .select('token_hash')
      .where('token_hash', '=', hashToken(token))
      .where('rotated_at', 'is', null),
  )
  if (!unused) return undefined
  ctx.db.send(
    db
      .updateTable('refresh_tokens')
      .set({ successor_shown_at: ctx.now.toString() })
      .where('token_hash', '=', token_hash),
  )
  return token
}

/** From the token itself, which is kept nowhere: what lies in the database opens for nobody else. */
const sealingKey = (refresh_token: string): Buffer => deriveKey(refresh_token, 'refresh successor')
const clientOf = ({ ip, user_agent }: UserContext): Buffer => hashToken(`${ip}\0${user_agent}`)

const refused = () => unauthorized('auth.refresh_invalid', 'This refresh token is not valid any more. Log in again.')
