import { signedInUser, type UserContext } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { hashToken, randomToken } from '#platform/crypto.ts'
import { recordUserEvent } from './events.ts'
import type { Factor } from './prove-factor.ts'

/**
 * Renews the proof of who sits there; what was proven is for the caller to say. A browser gets a new cookie, for
 * proving oneself again ends the token from before.
 */
export async function stepUp(
  ctx: UserContext,
  session_id: string,
  factor: Factor,
): Promise<{ answer: { authenticated_at: string }; cookie_token: string | undefined }> {
  const cookie_token = randomToken('nxs')
  const authenticated_at = ctx.now.toString()
  const { kind } = await ctx.db.one<{ kind: string }>({
    text: `update sessions
           set authenticated_at = $1, token_hash = case kind when 'browser' then $2::bytea end,
             has_second_factor = has_second_factor or $5
           where id = $3 and user_id = $4 returning kind`,
    parameters: [authenticated_at, hashToken(cookie_token), session_id, signedInUser(ctx), factor !== 'password'],
  })
  recordUserEvent(ctx, 'user.stepped_up', signedInUser(ctx), { session_id, factor })
  return { answer: { authenticated_at }, cookie_token: kind === 'browser' ? cookie_token : undefined }
}

/** A factor beside the password was proven in this session. */
export function noteSecondFactor(ctx: UserContext, session_id: string): void {
  ctx.db.send(
    db
      .updateTable('sessions')
      .set({ has_second_factor: true })
      .where('id', '=', session_id)
      .where('user_id', '=', signedInUser(ctx)),
  )
}
