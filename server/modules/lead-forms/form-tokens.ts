import { isSigned, sign } from '#platform/crypto.ts'
import { newId } from '#platform/ids.ts'

/** When a form was shown, to one visitor. */
export type Shown = { nonce: string; shown_at: Temporal.Instant }
export type FormTokens = {
  tokenOf: (form_key: string, now: Temporal.Instant) => string
  /** Undefined: it is forged, of another form, or cut off. */
  read: (form_key: string, token: string) => Shown | undefined
}

/** Signed, so that no program can claim to have read a form for a while; kept nowhere. */
export function createFormTokens(key: Buffer): FormTokens {
  return {
    tokenOf(form_key, now) {
      const text = `${now.epochMilliseconds.toString(36)}.${newId().replaceAll('-', '')}`
      return `${text}.${sign(key, `${form_key} ${text}`)}`
    },
    read(form_key, token) {
      const [time = '', nonce = '', signature = ''] = token.split('.')
      if (!isSigned(key, `${form_key} ${time}.${nonce}`, signature)) return undefined
      return { nonce, shown_at: Temporal.Instant.fromEpochMilliseconds(Number.parseInt(time, 36)) }
    },
  }
}
