import { isNric } from './rules.ts'

const shape = /(?<![A-Za-z0-9])[STFGM]\d{7}[A-Z](?![A-Za-z0-9])/gi

/**
 * Text without the numbers of identity cards, of which the last four characters stay: `•••••567D`. Organisations must
 * not keep them where no law asks for it (PDPC advisory guidelines on NRIC numbers, in force since 1 September 2019).
 * Only what passes the check letter counts, so that order numbers stay as they are.
 */
export function maskNrics(text: string): { text: string; count: number } {
  let count = 0
  const masked = text.replace(shape, (found) => {
    if (!isNric(found.toUpperCase())) return found
    count += 1
    return `•••••${found.slice(-4).toUpperCase()}`
  })
  return { text: masked, count }
}
