import { signedInUser, type UserContext } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { notFound } from '#platform/errors.ts'
import { recordUserEvent } from './events.ts'
import { passkeyColumns } from './factor-queries.ts'
import type { Passkey } from './schemas.ts'

/** Gives one's passkey another name, for telling it from the others. */
export async function renamePasskey(ctx: UserContext, passkey_id: string, name: string): Promise<Passkey> {
  const passkey = await ctx.db.one(
    db
      .updateTable('passkeys')
      .set({ name })
      .where('id', '=', passkey_id)
      .where('user_id', '=', signedInUser(ctx))
      .returning(passkeyColumns),
    () => notFound('passkey'),
  )
  recordUserEvent(ctx, 'user.passkey_renamed', signedInUser(ctx), { passkey_id, passkey: name })
  return passkey
}
