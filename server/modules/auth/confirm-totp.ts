import type { UserContext } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { conflict, invalid, type Problem } from '#platform/errors.ts'
import { queueMail } from '#platform/mail.ts'
import { recordUserEvent } from './events.ts'
import { factorAddedMail } from './factor-emails.ts'
import { lockSignedInUser } from './factor-queries.ts'
import { issueFirstRecoveryCodes } from './generate-recovery-codes.ts'
import { plainCode } from './recovery-code.ts'
import type { FactorAdded } from './schemas.ts'
import { noteSecondFactor } from './step-up.ts'
import { forgetCodes, refuseManyCodes } from './throttle-codes.ts'
import { findStep } from './totp.ts'
import { openTotpSecret } from './use-code.ts'

/** The first code shows that the app has the secret: from now on signing in asks for one. A wrong one is a try that stays. */
export async function confirmTotp(
  ctx: UserContext,
  code: string,
  totp_key: Buffer,
  session_id: string,
): Promise<FactorAdded | Problem> {
  const user = await lockSignedInUser(ctx)
  await refuseManyCodes(ctx, user)
  const pending = await ctx.db.find(
    db
      .selectFrom('totp_apps')
      .select('pending_secret as sealed')
      .where('user_id', '=', user.id)
      .where('pending_until', '>', ctx.now.toString())
      .forUpdate(),
  )
  const secret = pending?.sealed && openTotpSecret(totp_key, user.id, pending.sealed)
  if (!secret) throw notBegun()
  const last_step = findStep(secret, plainCode(code), ctx.now, 0)
  if (last_step === undefined) return codeWrong('code')

  ctx.db.send(
    db
      .updateTable('totp_apps')
      .set((column) => ({
        secret: column.ref('pending_secret'),
        last_step,
        confirmed_at: ctx.now.toString(),
        pending_secret: null,
        pending_until: null,
      }))
      .where('user_id', '=', user.id),
  )
  await forgetCodes(ctx, user)
  noteSecondFactor(ctx, session_id)
  recordUserEvent(ctx, 'user.totp_enabled', user.id)
  queueMail(ctx, factorAddedMail(user, { factor: 'an authenticator app', ip: ctx.ip, at: ctx.now }))
  return { recovery_codes: await issueFirstRecoveryCodes(ctx, user.id) }
}

const notBegun = () =>
  conflict('auth.totp_not_begun', 'No authenticator app waits for a code, or it waited too long. Begin again.')

export function codeWrong(field: 'code' | 'totp_code'): Problem {
  const detail = 'This code is not right, or it was used before. Wait for the next one.'
  return invalid('auth.code_wrong', detail, [{ pointer: `/${field}`, code: 'mismatch', detail }])
}
