import { verifyRegistrationResponse } from '@simplewebauthn/server'
import type { UserContext } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { conflict, invalid, onConstraint, type Problem } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { queueMail } from '#platform/mail.ts'
import { accepted_algorithms } from './begin-passkey.ts'
import { describeDevice } from './device.ts'
import { recordUserEvent } from './events.ts'
import { factorAddedMail } from './factor-emails.ts'
import { lockSignedInUser, passkeyColumns } from './factor-queries.ts'
import { issueFirstRecoveryCodes } from './generate-recovery-codes.ts'
import { useChallenge } from './passkey-challenges.ts'
import type { RelyingParty } from './relying-party.ts'
import type { NewPasskey, PasskeyAdded } from './schemas.ts'
import { noteSecondFactor } from './step-up.ts'
import type { NewCredential } from './webauthn-schemas.ts'

/** Keeps the public key that an authenticator made for the signed-in user. A refusal has used up the challenge. */
export async function addPasskey(
  ctx: UserContext,
  rp: RelyingParty,
  { passkey, name }: NewPasskey,
  session_id: string,
): Promise<PasskeyAdded | Problem> {
  const user = await lockSignedInUser(ctx)
  const challenge = await useChallenge(ctx, passkey.response.clientDataJSON, { purpose: 'add', session_id })
  const made = challenge && (await verified(rp, passkey, challenge))
  if (!made) return passkeyRefused()

  const { credential, aaguid, credentialDeviceType, credentialBackedUp } = made
  const added = await ctx.db
    .one(
      db
        .insertInto('passkeys')
        .values({
          id: newId(),
          user_id: user.id,
          credential_id: Buffer.from(credential.id, 'base64url'),
          public_key: Buffer.from(credential.publicKey),
          sign_count: credential.counter,
          transports: (credential.transports ?? []).join(' '),
          aaguid,
          is_backup_eligible: credentialDeviceType === 'multiDevice',
          is_backed_up: credentialBackedUp,
          name: name ?? describeDevice(ctx.user_agent),
          created_at: ctx.now.toString(),
        })
        .returning(passkeyColumns),
    )
    .catch(onConstraint('passkeys_credential_taken', passkeyTaken))
  noteSecondFactor(ctx, session_id)
  recordUserEvent(ctx, 'user.passkey_added', user.id, { passkey_id: added.id, passkey: added.name })
  queueMail(ctx, factorAddedMail(user, { factor: `the passkey “${added.name}”`, ip: ctx.ip, at: ctx.now }))
  return { passkey: added, recovery_codes: await issueFirstRecoveryCodes(ctx, user.id) }
}

/** Whatever is wrong with what a client sent is thrown by the library, and is one and the same refusal here. */
async function verified(
  rp: RelyingParty,
  { authenticatorAttachment: _, ...response }: NewCredential,
  challenge: string,
) {
  const { clientDataJSON, attestationObject, transports } = response.response
  const { registrationInfo } = await verifyRegistrationResponse({
    response: { ...response, response: { clientDataJSON, attestationObject, ...(transports && { transports }) } },
    expectedChallenge: challenge,
    expectedOrigin: rp.origin,
    expectedRPID: rp.id,
    requireUserVerification: false,
    supportedAlgorithmIDs: accepted_algorithms,
  }).catch(() => ({ registrationInfo: undefined }))
  return registrationInfo
}

const passkeyTaken = () => conflict('auth.passkey_taken', 'This passkey has been added already.')

export function passkeyRefused(): Problem {
  const detail = 'This passkey could not be checked. Ask for new options and try again within five minutes.'
  return invalid('auth.passkey_refused', detail, [{ pointer: '/passkey', code: 'mismatch', detail }])
}
