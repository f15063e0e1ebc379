import type { Login, NewPasskey } from '#modules/auth/schemas.ts'
import { ApiError } from '#web/api/problem.ts'
import { answerInJson, creationOptions, requestOptions } from '#web/auth/passkey-json.ts'

type NewCredential = NewPasskey['passkey']
export type Assertion = NonNullable<Login['passkey']>

export const hasPasskeys = () => typeof PublicKeyCredential === 'function'

/** Asks the device to make a passkey; options and answer are the JSON that the server speaks. */
export function createPasskey(options: PublicKeyCredentialCreationOptionsJSON): Promise<NewCredential> {
  return navigator.credentials.create({ publicKey: creationOptions(options) }).then(answer<NewCredential>, refuse)
}

export type Quietly = { mediation: 'conditional'; signal: AbortSignal }

/** Asks the device to prove a passkey. Quietly is among the suggestions of a field, until the signal ends it. */
export function provePasskey(options: PublicKeyCredentialRequestOptionsJSON, quietly?: Quietly): Promise<Assertion> {
  return navigator.credentials.get({ publicKey: requestOptions(options), ...quietly }).then(answer<Assertion>, refuse)
}

/** The server checks what it gets, so the browser's word is taken for it. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters
function answer<T>(credential: Credential | null): T {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  if (credential instanceof PublicKeyCredential) return answerInJson(credential) as T
  throw new ApiError(0, { detail: 'The browser gave no passkey. Try again.' })
}

/** What browsers say is for developers; nearly always somebody closed the window or waited too long. */
function refuse(error: unknown): never {
  const name = error instanceof DOMException ? error.name : ''
  if (name === 'AbortError') throw error
  throw new ApiError(0, {
    detail:
      name === 'InvalidStateError'
        ? 'This device has a passkey of your account already.'
        : 'No passkey was used. Try again, and follow what the browser asks for.',
  })
}
