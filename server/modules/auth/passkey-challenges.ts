import { randomBytes } from 'node:crypto'
import type { UserContext } from '#platform/context.ts'
import { hashToken } from '#platform/crypto.ts'
import { db } from '#platform/database.ts'

/** What an answer may be used for. The first and the last belong to a session, the others to nobody yet. */
export type Purpose =
  | { purpose: 'add' | 'step_up'; session_id: string }
  | { purpose: 'log_in' | 'second_factor'; session_id: null }

const lifetime = { minutes: 5 }
export const challenge_timeout_ms = 5 * 60_000

/** 32 random bytes to be signed. */
export function newChallenge(ctx: UserContext, bound: Purpose): string {
  const challenge = randomBytes(32).toString('base64url')
  ctx.db.send(
    db.insertInto('passkey_challenges').values({
      challenge_hash: hashToken(challenge),
      ...bound,
      expires_at: ctx.now.add(lifetime).toString(),
    }),
  )
  return challenge
}

/**
 * The challenge that an answer says it signed, used up whether or not the rest of it turns out right; undefined when it
 * was not ours, not for this, too old, or used before.
 */
export async function useChallenge(
  ctx: UserContext,
  clientDataJSON: string,
  bound: Purpose,
): Promise<string | undefined> {
  const challenge = challengeIn(clientDataJSON)
  const used = await ctx.db.find(
    db
      .deleteFrom('passkey_challenges')
      .where('challenge_hash', '=', hashToken(challenge ?? ''))
      .returning(['purpose', 'session_id', 'expires_at']),
  )
  if (!used || used.purpose !== bound.purpose || used.session_id !== bound.session_id) return undefined
  return Temporal.Instant.compare(used.expires_at, ctx.now) > 0 ? challenge : undefined
}

/** Undefined where the browser says that a page of another site asked (`crossOrigin`): ours is never framed. */
function challengeIn(clientDataJSON: string): string | undefined {
  try {
    const { challenge, crossOrigin } = JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString()) as {
      challenge?: unknown
      crossOrigin?: unknown
    }
    return typeof challenge === 'string' && crossOrigin !== true ? challenge : undefined
  } catch {
    return undefined
  }
}
