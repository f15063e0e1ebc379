import { isNric, normalizeNumber } from '#modules/organizations/rules.ts'

/** E-mail is matched without case and without the differences that Unicode hides. */
export const normalizeEmail = (email: string): string => email.normalize('NFKC').trim().toLowerCase()

/** Normalised once before hashing, at registration and at every sign-in alike (NIST SP 800-63B). */
export const normalizePassword = (password: string): string => password.normalize('NFKC')

const minimum = 15
const maximum = 128

/** What is wrong with a new password, or undefined. Length is counted in code points; there are no rules of composition. */
export function refusePassword(password: string): { code: string; detail: string } | undefined {
  const length = [...normalizePassword(password)].length
  if (length < minimum)
    return { code: 'too_short', detail: `Use at least ${minimum} characters; a sentence you can remember works well.` }
  if (length > maximum) return { code: 'too_long', detail: `Use at most ${maximum} characters.` }
  if (new Set(password).size < 4) return { code: 'too_simple', detail: 'Use more than a few different characters.' }
  // PDPC: private organisations may not authenticate anybody by NRIC.
  if (password.split(/\W+/).some((word) => isNric(normalizeNumber(word))))
    return { code: 'not_allowed', detail: 'An NRIC or FIN must not be part of a password.' }
  return undefined
}
