import type { UserContext } from '#platform/context.ts'
import { unseal } from '#platform/crypto.ts'
import { db } from '#platform/database.ts'
import { queueMail } from '#platform/mail.ts'
import { recordUserEvent } from './events.ts'
import { recoveryCodeUsedMail } from './factor-emails.ts'
import { hashRecoveryCode, plainCode } from './recovery-code.ts'
import { forgetCodes, refuseManyCodes } from './throttle-codes.ts'
import { findStep } from './totp.ts'

export type Owner = { id: string; email: string; name: string }

/**
 * Uses up a code of the authenticator app or a recovery code. False when it is neither or was used before; that was a
 * try and has to be committed, so the caller refuses afterwards.
 */
export async function useCode(ctx: UserContext, user: Owner, typed: string, totp_key: Buffer): Promise<boolean> {
  await refuseManyCodes(ctx, user)
  const code = plainCode(typed)
  const is_right = /^\d{6}$/.test(code)
    ? await useTotp(ctx, user.id, code, totp_key)
    : await useRecoveryCode(ctx, user, code)
  if (is_right) await forgetCodes(ctx, user)
  else recordUserEvent(ctx, 'user.code_refused', user.id)
  return is_right
}

async function useTotp(ctx: UserContext, user_id: string, code: string, totp_key: Buffer): Promise<boolean> {
  const app = await ctx.db.find(
    db.selectFrom('totp_apps').select(['secret', 'last_step']).where('user_id', '=', user_id).forUpdate(),
  )
  const secret = app?.secret && openTotpSecret(totp_key, user_id, app.secret)
  const step = secret && findStep(secret, code, ctx.now, app.last_step!)
  if (!step) return false
  ctx.db.send(db.updateTable('totp_apps').set({ last_step: step }).where('user_id', '=', user_id))
  return true
}

/** A sealed secret opens for its owner alone. */
export const totpPlace = (user_id: string): string => `totp_apps ${user_id}`

/** Undefined when SECRET_KEY was changed since: then no code is right, and a recovery code or a passkey signs in. */
export const openTotpSecret = (totp_key: Buffer, user_id: string, sealed: Buffer): Buffer | undefined =>
  unseal(totp_key, totpPlace(user_id), sealed)

/** One statement, so that of two who come with one code at once only the first has it. */
async function useRecoveryCode(ctx: UserContext, user: Owner, code: string): Promise<boolean> {
  const used = await ctx.db.find(
    db
      .updateTable('recovery_codes')
      .set({ used_at: ctx.now.toString() })
      .where('user_id', '=', user.id)
      .where('code_hash', '=', hashRecoveryCode(code))
      .where('used_at', 'is', null)
      .returning('code_hash'),
  )
  if (!used) return false
  const left = await countRecoveryCodes(ctx, user.id)
  recordUserEvent(ctx, 'user.recovery_code_used', user.id, { codes_left: left })
  queueMail(ctx, recoveryCodeUsedMail(user, { codes_left: left, ip: ctx.ip, at: ctx.now }))
  return true
}

export async function countRecoveryCodes(ctx: UserContext, user_id: string): Promise<number> {
  const unused = await ctx.db.all(
    db.selectFrom('recovery_codes').select('created_at').where('user_id', '=', user_id).where('used_at', 'is', null),
  )
  return unused.length
}
