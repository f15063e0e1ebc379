import type { UserContext } from '#platform/context.ts'
import { type Problem, unauthorized } from '#platform/errors.ts'
import { countStrongFactors } from './factor-queries.ts'
import { passkeyInvalid } from './log-in-by-passkey.ts'
import type { RelyingParty } from './relying-party.ts'
import type { Login } from './schemas.ts'
import { recordWrongGuess } from './throttle.ts'
import { type Owner, useCode } from './use-code.ts'
import { usePasskey } from './use-passkey.ts'

/** What checking second factors needs: the key that TOTP secrets are sealed with, and whom passkeys are for. */
export type SecondFactors = { totp_key: Buffer; relying_party: RelyingParty }

/** After the password: false when the account has no second factor, true when it was proven, else the refusal. */
export async function proveSecondFactor(
  ctx: UserContext,
  user: Owner,
  { totp_code, passkey }: Pick<Login, 'totp_code' | 'passkey'>,
  { totp_key, relying_party }: SecondFactors,
): Promise<boolean | Problem> {
  if (!(await countStrongFactors(ctx, user.id))) return false
  if (passkey) {
    const owner = await usePasskey(ctx, relying_party, passkey, { purpose: 'second_factor', session_id: null })
    return owner?.id === user.id || passkeyInvalid()
  }
  if (totp_code === undefined)
    return unauthorized(
      'auth.totp_required',
      'The password is right. Send the six digits of the authenticator app, a recovery code or a passkey along with it.',
    )
  if (await useCode(ctx, user, totp_code, totp_key)) return true
  await recordWrongGuess(ctx, user.email)
  return unauthorized('auth.totp_invalid', 'This code is not right, or it was used before. Wait for the next one.')
}
