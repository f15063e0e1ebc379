import type { UserContext } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { conflict } from '#platform/errors.ts'
import { queueMail } from '#platform/mail.ts'
import { recordUserEvent } from './events.ts'
import { recoveryCodesReplacedMail } from './factor-emails.ts'
import { countStrongFactors, lockSignedInUser } from './factor-queries.ts'
import { hashRecoveryCode, newRecoveryCode, recoveryCodeCount } from './recovery-code.ts'
import type { RecoveryCodes } from './schemas.ts'

/** Ten new codes, shown this once; whatever is left of the old ones is void. */
export async function generateRecoveryCodes(ctx: UserContext): Promise<RecoveryCodes> {
  const user = await lockSignedInUser(ctx)
  if (!(await countStrongFactors(ctx, user.id)))
    throw conflict(
      'auth.no_second_factor',
      'Recovery codes stand in for a second factor: set up an authenticator app or a passkey first.',
    )
  const recovery_codes = issue(ctx, user.id)
  recordUserEvent(ctx, 'user.recovery_codes_replaced', user.id)
  queueMail(ctx, recoveryCodesReplacedMail(user, { ip: ctx.ip, at: ctx.now }))
  return { recovery_codes }
}

/** With the first second factor come the codes for the day when it is lost; null when there are codes already. */
export async function issueFirstRecoveryCodes(ctx: UserContext, user_id: string): Promise<string[] | null> {
  const known = await ctx.db.find(
    db.selectFrom('recovery_codes').select('created_at').where('user_id', '=', user_id).limit(1),
  )
  return known ? null : issue(ctx, user_id)
}

function issue(ctx: UserContext, user_id: string): string[] {
  const codes = Array.from({ length: recoveryCodeCount }, newRecoveryCode)
  const created_at = ctx.now.toString()
  ctx.db.send(db.deleteFrom('recovery_codes').where('user_id', '=', user_id))
  ctx.db.send(
    db
      .insertInto('recovery_codes')
      .values(codes.map((code) => ({ user_id, code_hash: hashRecoveryCode(code), created_at }))),
  )
  return codes
}
