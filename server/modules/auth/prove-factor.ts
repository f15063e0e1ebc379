import type { UserContext } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { invalid, type Problem } from '#platform/errors.ts'
import { passkeyRefused } from './add-passkey.ts'
import { codeWrong } from './confirm-totp.ts'
import { recordUserEvent } from './events.ts'
import { countStrongFactors, lockSignedInUser } from './factor-queries.ts'
import { orThrow, type TransactAsUser } from './log-in.ts'
import type { Passwords } from './passwords.ts'
import { provePassword } from './prove-password.ts'
import type { SecondFactors } from './prove-second-factor.ts'
import type { StepUp } from './schemas.ts'
import { useCode } from './use-code.ts'
import { usePasskey } from './use-passkey.ts'

export type Factor = 'password' | 'code' | 'passkey'

/**
 * Whoever is signed in shows by any one factor that it is still them. By the password only where nothing better could be
 * asked for: a session from before the second factor would else be a way around it.
 */
export async function proveFactor(
  transactAsUser: TransactAsUser,
  passwords: Passwords,
  second_factors: SecondFactors,
  { password, ...proof }: StepUp,
  session_id: string,
): Promise<Factor> {
  if (password === undefined)
    return orThrow(await transactAsUser((ctx) => proveOther(ctx, second_factors, proof, session_id)))
  await provePassword(transactAsUser, passwords, password, 'password')
  return orThrow(await transactAsUser((ctx) => passwordOrRefusal(ctx, session_id)))
}

async function passwordOrRefusal(ctx: UserContext, session_id: string): Promise<Factor | Problem> {
  const { id } = await lockSignedInUser(ctx)
  const { has_second_factor } = await ctx.db.one(
    db.selectFrom('sessions').select('has_second_factor').where('id', '=', session_id),
  )
  if (has_second_factor || !(await countStrongFactors(ctx, id))) return 'password'
  recordUserEvent(ctx, 'user.step_up_failed', id)
  return secondFactorWanted()
}

function secondFactorWanted(): Problem {
  const detail =
    'The password is right, but this session began before your account had a second factor. Use a code or a passkey.'
  return invalid('auth.second_factor_wanted', detail, [{ pointer: '/password', code: 'not_enough', detail }])
}

async function proveOther(
  ctx: UserContext,
  { totp_key, relying_party }: SecondFactors,
  { totp_code, passkey }: Omit<StepUp, 'password'>,
  session_id: string,
): Promise<Factor | Problem> {
  const user = await lockSignedInUser(ctx)
  if (passkey) {
    const owner = await usePasskey(ctx, relying_party, passkey, { purpose: 'step_up', session_id })
    return owner?.id === user.id ? 'passkey' : passkeyRefused()
  }
  return (await useCode(ctx, user, totp_code ?? '', totp_key)) ? 'code' : codeWrong('totp_code')
}
