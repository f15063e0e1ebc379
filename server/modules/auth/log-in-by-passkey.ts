import type { UserContext } from '#platform/context.ts'
import { type Problem, unauthorized } from '#platform/errors.ts'
import type { RelyingParty } from './relying-party.ts'
import type { SessionStarter, Started } from './start-session.ts'
import { usePasskey } from './use-passkey.ts'
import type { Assertion } from './webauthn-schemas.ts'

/** Signs in by passkey alone: it is something one has, and the authenticator made sure who holds it. */
export async function logInByPasskey(
  ctx: UserContext,
  rp: RelyingParty,
  passkey: Assertion,
  replaces: string | undefined,
  startSession: SessionStarter,
): Promise<Started | Problem> {
  const user = await usePasskey(ctx, rp, passkey, { purpose: 'log_in', session_id: null })
  if (!user) return passkeyInvalid()
  return startSession(ctx, { user, has_second_factor: true, replaces })
}

export const passkeyInvalid = (): Problem =>
  unauthorized(
    'auth.passkey_invalid',
    'This passkey does not log in here. Try again within five minutes, or log in with your password.',
  )
