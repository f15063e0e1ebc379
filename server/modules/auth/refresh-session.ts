import type { UserContext } from '#platform/context.ts'
import { hashToken } from '#platform/crypto.ts'
import { db } from '#platform/database.ts'
import { type Problem, unauthorized } from '#platform/errors.ts'
import type { AccessTokens } from './access-tokens.ts'
import { recordUserEvent } from './events.ts'
import { issuePair } from './log-in.ts'
import type { TokenPair } from './schemas.ts'

/**
 * Trades a refresh token for a new pair. A token used a second time was copied: its whole session ends, and that must
 * stay done, so the refusal is returned, to be thrown after the commit.
 */
export async function refreshSession(
  ctx: UserContext,
  tokens: AccessTokens,
  refresh_token: string,
): Promise<TokenPair | Problem> {
  const token_hash = hashToken(refresh_token)
  const now = ctx.now.toString()
  const found = await ctx.db.find(
    db
      .selectFrom('refresh_tokens as r')
      .innerJoin('sessions as s', 's.id', 'r.session_id')
      .innerJoin('users as u', 'u.id', 's.user_id')
      .select(['r.rotated_at', 's.id as session_id', 's.user_id'])
      .where('r.token_hash', '=', token_hash)
      .where('s.ended_at', 'is', null)
      .where('s.expires_at', '>', now)
      .where('u.disabled_at', 'is', null)
      .forUpdate(['r', 's']),
  )
  if (!found) return refused()
  const { session_id, user_id } = found
  if (found.rotated_at) {
    await ctx.db.all(db.updateTable('sessions').set({ ended_at: now }).where('id', '=', session_id))
    recordUserEvent(ctx, 'user.refresh_reused', user_id, { session_id })
    return refused()
  }
  ctx.db.send(db.updateTable('refresh_tokens').set({ rotated_at: now }).where('token_hash', '=', token_hash))
  ctx.db.send(db.updateTable('sessions').set({ last_used_at: now }).where('id', '=', session_id))
  return issuePair(ctx, tokens, { user_id, session_id })
}

const refused = () => unauthorized('auth.refresh_invalid', 'This refresh token is not valid any more. Sign in again.')
