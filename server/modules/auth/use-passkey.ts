import { verifyAuthenticationResponse } from '@simplewebauthn/server'
import type { UserContext } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { queueMail } from '#platform/mail.ts'
import { userHandle } from './begin-passkey.ts'
import { recordUserEvent } from './events.ts'
import { passkeyCopiedMail } from './factor-emails.ts'
import { type Purpose, useChallenge } from './passkey-challenges.ts'
import type { RelyingParty } from './relying-party.ts'
import type { Owner } from './use-code.ts'
import type { Assertion } from './webauthn-schemas.ts'

/**
 * Whose passkey signed a challenge of ours for this purpose. Undefined for whatever is wrong with it, always alike;
 * that has used up the challenge and has to be committed, so the caller refuses afterwards.
 */
export async function usePasskey(
  ctx: UserContext,
  rp: RelyingParty,
  assertion: Assertion,
  bound: Purpose,
): Promise<Owner | undefined> {
  const challenge = await useChallenge(ctx, assertion.response.clientDataJSON, bound)
  const passkey = await ctx.db.find(
    db
      .selectFrom('passkeys as p')
      .innerJoin('users as u', 'u.id', 'p.user_id')
      .select(['p.id', 'p.name', 'p.credential_id', 'p.public_key', 'p.sign_count'])
      .select(['u.id as user_id', 'u.email', 'u.name as user_name'])
      .where('p.credential_id', '=', Buffer.from(assertion.id, 'base64url'))
      .where('u.disabled_at', 'is', null)
      .where('u.verified_at', 'is not', null)
      .forUpdate('p'),
  )
  if (!challenge || !passkey || !isFor(passkey.user_id, assertion, bound)) return undefined
  const signed = await verified(rp, assertion, { challenge, passkey, must_verify_user: bound.purpose === 'log_in' })
  if (!signed) return undefined

  const owner = { id: passkey.user_id, email: passkey.email, name: passkey.user_name }
  if (isSetBack(passkey.sign_count, signed.newCounter)) {
    recordUserEvent(ctx, 'user.passkey_copied', owner.id, { passkey_id: passkey.id, passkey: passkey.name })
    queueMail(ctx, passkeyCopiedMail(owner, { passkey: passkey.name, ip: ctx.ip, at: ctx.now }))
    return undefined
  }
  ctx.db.send(
    db
      .updateTable('passkeys')
      .set({ sign_count: signed.newCounter, is_backed_up: signed.credentialBackedUp, last_used_at: ctx.now.toString() })
      .where('id', '=', passkey.id),
  )
  return owner
}

/** Whoever has not been named yet is named by the authenticator. */
function isFor(user_id: string, { response }: Assertion, { purpose }: Purpose): boolean {
  if (!response.userHandle) return purpose !== 'log_in'
  return response.userHandle === userHandle(user_id)
}

/** A copy of a key counts on its own, so one of the two falls behind. Passkeys that travel between devices stay at 0. */
const isSetBack = (known: number, shown: number): boolean => (known > 0 || shown > 0) && shown <= known

type Expected = {
  challenge: string
  passkey: { credential_id: Buffer; public_key: Buffer }
  must_verify_user: boolean
}

/** The library throws for whatever is wrong with what a client sent. The counter is looked at after the signature. */
async function verified(rp: RelyingParty, assertion: Assertion, { challenge, passkey, must_verify_user }: Expected) {
  const { id, rawId, type, clientExtensionResults } = assertion
  const { clientDataJSON, authenticatorData, signature } = assertion.response
  const result = await verifyAuthenticationResponse({
    response: { id, rawId, type, clientExtensionResults, response: { clientDataJSON, authenticatorData, signature } },
    expectedChallenge: challenge,
    expectedOrigin: rp.origin,
    expectedRPID: rp.id,
    credential: {
      id: passkey.credential_id.toString('base64url'),
      publicKey: new Uint8Array(passkey.public_key),
      counter: 0,
    },
    requireUserVerification: must_verify_user,
  }).catch(() => undefined)
  return result?.verified ? result.authenticationInfo : undefined
}
