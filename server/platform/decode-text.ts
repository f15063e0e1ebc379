export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

const beginnings: [bytes: number[], what: string][] = [
  [[0x50, 0x4b], 'an Excel or zip file'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'an Excel file'],
  [[0x25, 0x50, 0x44, 0x46], 'a PDF'],
  [[0x1f, 0x8b], 'a compressed file'],
  [[0x89, 0x50, 0x4e, 0x47], 'a picture'],
  [[0xff, 0xd8, 0xff], 'a picture'],
]

/** What a file is by its first bytes, where it is one of those that people send in place of a text. */
export const binaryKindOf = (bytes: Uint8Array): string | undefined =>
  beginnings.find(([start]) => start.every((byte, i) => bytes[i] === byte))?.[1]

/** Of a text in UTF-16. Else it is UTF-8 or, where that cannot be, Windows-1252, which only the whole text tells. */
export function wideEncodingOf(bytes: Uint8Array): TextEncoding | undefined {
  const [first, second] = bytes
  if ((first === 0xff && second === 0xfe) || looksWide(bytes, 1)) return 'utf-16le'
  if ((first === 0xfe && second === 0xff) || looksWide(bytes, 0)) return 'utf-16be'
  return undefined
}

/** The text of a file in UTF-8, UTF-16 or, what else it then is, Windows-1252. */
export function decodeText(bytes: Uint8Array): string {
  const wide = wideEncodingOf(bytes)
  if (wide) return new TextDecoder(wide).decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** What a text is, where it is one of those that programs write in place of a table. */
export function textKindOf(text: string): string | undefined {
  if (/^\s*<(!doctype|html|\?xml|table|meta)\b/i.test(text)) return 'a web page'
  return /^\s*[[{]\s*["[{]/.test(text) ? 'JSON' : undefined
}

/** NUL is what tells a program from a text. */
export const isText = (decoded: string): boolean => !decoded.slice(0, 4096).includes('\0')

/** Plain letters in UTF-16 have every other byte empty. */
function looksWide(bytes: Uint8Array, empty: 0 | 1): boolean {
  const start = bytes.subarray(0, 64)
  if (start.length < 8) return false
  return start.every((byte, i) => (byte === 0) === (i % 2 === empty))
}
