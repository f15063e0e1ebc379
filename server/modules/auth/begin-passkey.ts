import type { UserContext } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { lockSignedInUser } from './factor-queries.ts'
import { challenge_timeout_ms, newChallenge, type Purpose } from './passkey-challenges.ts'
import type { RelyingParty } from './relying-party.ts'
import type { CreationOptions, RequestOptions } from './webauthn-schemas.ts'

/** COSE numbers of ES256, EdDSA and RS256: between them they are known to every authenticator. */
export const accepted_algorithms = [-7, -8, -257]

/** What a browser needs to make a passkey for the signed-in user. */
export async function beginPasskey(ctx: UserContext, rp: RelyingParty, session_id: string): Promise<CreationOptions> {
  const user = await lockSignedInUser(ctx)
  return {
    rp: { id: rp.id, name: rp.name },
    user: { id: userHandle(user.id), name: user.email, displayName: user.name },
    challenge: newChallenge(ctx, { purpose: 'add', session_id }),
    pubKeyCredParams: accepted_algorithms.map((alg) => ({ alg, type: 'public-key' })),
    timeout: challenge_timeout_ms,
    attestation: 'none',
    excludeCredentials: await descriptorsOf(ctx, user.id),
    authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'preferred' },
  }
}

/** What a browser needs to sign in with a passkey: the same for everybody, so it tells nothing of anybody. */
export async function beginPasskeyLogIn(
  ctx: UserContext,
  rp: RelyingParty,
  is_second_factor: boolean,
): Promise<RequestOptions> {
  const bound: Purpose = { purpose: is_second_factor ? 'second_factor' : 'log_in', session_id: null }
  return requestOptions(ctx, rp, bound, [])
}

/** What a browser needs to prove with a passkey that its user is still there. */
export async function beginPasskeyStepUp(
  ctx: UserContext,
  rp: RelyingParty,
  session_id: string,
): Promise<RequestOptions> {
  const { id } = await lockSignedInUser(ctx)
  return requestOptions(ctx, rp, { purpose: 'step_up', session_id }, await descriptorsOf(ctx, id))
}

/** Alone it must show who holds it; beside a password or a session it is enough that somebody does. */
function requestOptions(
  ctx: UserContext,
  rp: RelyingParty,
  bound: Purpose,
  allowCredentials: RequestOptions['allowCredentials'],
): RequestOptions {
  return {
    rpId: rp.id,
    challenge: newChallenge(ctx, bound),
    timeout: challenge_timeout_ms,
    allowCredentials,
    userVerification: bound.purpose === 'log_in' ? 'required' : 'preferred',
  }
}

async function descriptorsOf(ctx: UserContext, user_id: string): Promise<RequestOptions['allowCredentials']> {
  const passkeys = await ctx.db.all(
    db.selectFrom('passkeys').select(['credential_id', 'transports']).where('user_id', '=', user_id).orderBy('id'),
  )
  return passkeys.map(({ credential_id, transports }) => ({
    id: credential_id.toString('base64url'),
    type: 'public-key',
    transports: transports.split(' ').filter(Boolean),
  }))
}

/** The bytes of the user's id, which the authenticator keeps and gives back. */
export const userHandle = (user_id: string): string =>
  Buffer.from(user_id.replaceAll('-', ''), 'hex').toString('base64url')
