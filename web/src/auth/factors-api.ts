import type { FactorAdded, Passkey, PasskeyAdded, RecoveryCodes, StepUp, TotpBeginning } from '#modules/auth/schemas.ts'
import { del, patch, post } from '#web/api/client.ts'
import type { BrowserSession } from '#web/auth/api.ts'
import { type Assertion, createPasskey, provePasskey, type Quietly } from '#web/auth/passkey-browser.ts'

export const beginTotp = () => post<TotpBeginning>('/auth/totp')
export const confirmTotp = (code: string) => post<FactorAdded>('/auth/totp/confirm', { code })
export const removeTotp = () => del('/auth/totp')
export const replaceRecoveryCodes = () => post<RecoveryCodes>('/auth/recovery-codes')

/** Unnamed it is called after browser and system. */
export async function addPasskey(name: string): Promise<PasskeyAdded> {
  const options = await post<PublicKeyCredentialCreationOptionsJSON>('/auth/passkeys/options')
  return post('/auth/passkeys', { passkey: await createPasskey(options), ...(name && { name }) })
}
export const renamePasskey = (id: string, name: string) => patch<Passkey>(`/auth/passkeys/${id}`, { name })
export const removePasskey = (id: string) => del(`/auth/passkeys/${id}`)

export async function logInByPasskey(quietly?: Quietly): Promise<BrowserSession> {
  const options = await post<PublicKeyCredentialRequestOptionsJSON>('/auth/passkeys/log-in/options', {})
  const passkey = await provePasskey(options, quietly)
  return post('/auth/passkeys/log-in', { passkey }, { headers: { 'x-client': 'web' } })
}

/** Beside the password, in place of a code. */
export async function proveSecondPasskey(): Promise<{ passkey: Assertion }> {
  const options = await post<PublicKeyCredentialRequestOptionsJSON>('/auth/passkeys/log-in/options', {
    is_second_factor: true,
  })
  return { passkey: await provePasskey(options) }
}

export const stepUp = (proof: StepUp) => post<{ authenticated_at: string }>('/auth/step-up', proof)

export async function proveStepUpPasskey(): Promise<{ passkey: Assertion }> {
  return { passkey: await provePasskey(await post<PublicKeyCredentialRequestOptionsJSON>('/auth/step-up/options')) }
}
