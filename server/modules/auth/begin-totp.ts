import type { UserContext } from '#platform/context.ts'
import { seal } from '#platform/crypto.ts'
import { db } from '#platform/database.ts'
import { lockSignedInUser } from './factor-queries.ts'
import type { TotpBeginning } from './schemas.ts'
import { base32, newTotpSecret, totpUri } from './totp.ts'
import { totpPlace } from './use-code.ts'

const lifetime = { minutes: 30 }

/** Makes a secret for an authenticator app. It counts from its first right code on; until then the app from before does. */
export async function beginTotp(ctx: UserContext, totp_key: Buffer): Promise<TotpBeginning> {
  const { id: user_id, email } = await lockSignedInUser(ctx)
  const secret = newTotpSecret()
  const pending = {
    pending_secret: seal(totp_key, totpPlace(user_id), secret),
    pending_until: ctx.now.add(lifetime).toString(),
  }
  ctx.db.send(
    db
      .insertInto('totp_apps')
      .values({ user_id, ...pending })
      .onConflict((conflict) => conflict.column('user_id').doUpdateSet(pending)),
  )
  return { secret: base32(secret), otpauth_uri: totpUri(secret, email), expires_at: pending.pending_until }
}
