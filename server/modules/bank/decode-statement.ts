import { binaryKindOf, decodeText, isText } from '#platform/decode-text.ts'
import { unreadable } from './statement-rows.ts'

/** The text of a file in UTF-8, UTF-16 or, what else it then is with banks, Windows-1252. */
export function decodeStatement(bytes: Uint8Array): string {
  if (bytes.length === 0) throw unreadable('The file is empty. Export the statement again.')
  const kind = binaryKindOf(bytes)
  if (kind) throw unreadable(`This is ${kind}. Export the statement as CSV, OFX, MT940 or CAMT.053, and import that.`)
  const text = decodeText(bytes)
  if (!isText(text))
    throw unreadable('This is not a text. Export the statement as CSV, OFX, MT940 or CAMT.053, and import that.')
  return text
}
