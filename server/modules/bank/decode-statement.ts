import { unreadable } from './statement-rows.ts'

const beginnings: [bytes: number[], what: string][] = [
  [[0x50, 0x4b], 'This is an Excel or zip file'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'This is an Excel file'],
  [[0x25, 0x50, 0x44, 0x46], 'This is a PDF'],
]

/** The text of a file in UTF-8, UTF-16 or, what else it then is with banks, Windows-1252. */
export function decodeStatement(bytes: Uint8Array): string {
  if (bytes.length === 0) throw unreadable('The file is empty. Export the statement again.')
  const known = beginnings.find(([start]) => start.every((byte, i) => bytes[i] === byte))
  if (known) throw unreadable(`${known[1]}. Export the statement as CSV, OFX, MT940 or CAMT.053, and import that.`)
  const text = decoderOf(bytes)(bytes)
  // oxlint-disable-next-line no-control-regex -- NUL is what tells a program from a text
  if (/\u0000/.test(text.slice(0, 4096)))
    throw unreadable('This is not a text. Export the statement as CSV, OFX, MT940 or CAMT.053, and import that.')
  return text
}

function decoderOf(bytes: Uint8Array): (bytes: Uint8Array) => string {
  const decode = (encoding: string, fatal = false) => {
    const decoder = new TextDecoder(encoding, { fatal })
    return (given: Uint8Array) => decoder.decode(given)
  }
  const [first, second] = bytes
  if ((first === 0xff && second === 0xfe) || looksWide(bytes, 1)) return decode('utf-16le')
  if ((first === 0xfe && second === 0xff) || looksWide(bytes, 0)) return decode('utf-16be')
  return (given) => {
    try {
      return decode('utf-8', true)(given)
    } catch {
      return decode('windows-1252')(given)
    }
  }
}

/** Plain letters in UTF-16 have every other byte empty. */
function looksWide(bytes: Uint8Array, empty: 0 | 1): boolean {
  const start = bytes.subarray(0, 64)
  if (start.length < 8) return false
  return start.every((byte, i) => (byte === 0) === (i % 2 === empty))
}
