import { sql } from 'kysely'
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

type Found = NonNullable<Awaited<ReturnType<typeof findToken>>>

/** Locked, so that of many who come with one token at once the first is done before the second is looked at. */
function findToken(ctx: UserContext, token_hash: Buffer) {
  return ctx.db.find(
    db
      .selectFrom('refresh_tokens as r')
      .innerJoin('sessions as s', 's.id', 'r.session_id')
      .innerJoin('users as u', 'u.id', 's.user_id')
      .select(['r.token_hash', 'r.rotated_at', 'r.rotated_by', 'r.successor', 'r.successor_shown_at'])
      .select(['s.id as session_id', 's.user_id', 's.device', 'u.email', 'u.name', 's.created_at', 's.last_used_at'])
      .select(sql.raw<boolean>(isOperator).as('is_operator'))
      .where('r.token_hash', '=', token_hash)
      .where('s.ended_at', 'is', null)
      .where('s.expires_at', '>', ctx.now.toString())
      .where('s.last_used_at', '>', ctx.now.subtract(idleLifetime).toString())
      .where('u.disabled_at', 'is', null)
      .forUpdate(['r', 's']),
  )
}

function rotate(ctx: UserContext, { token_hash, session_id }: Found, refresh_token: string): string {
  const now = ctx.now.toString()
  const successor = randomToken('nxr')
  ctx.db.send(
    db
      .updateTable('refresh_tokens')
      .set({
        rotated_at: now,
        rotated_by: clientOf(ctx),
        successor: seal(sealingKey(refresh_token), 'successor', Buffer.from(successor)),
      })
      .where('token_hash', '=', token_hash),
  )
  ctx.db.send(db.insertInto('refresh_tokens').values({ token_hash: hashToken(successor), session_id, created_at: now }))
  ctx.db.send(db.updateTable('sessions').set({ last_used_at: now, ip: ctx.ip }).where('id', '=', session_id))
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
