/** Whether a font has a glyph for a code point. */
export type Covers = (code: number) => boolean

/** Makes text that these fonts can print: PDF/A refuses a document with one missing glyph, such as an emoji. */
export function printableIn(fonts: Uint8Array[]): (text: string) => string {
  const coverages = fonts.map(fontCoverage)
  const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })
  const replacement = coverages.some((covers) => covers(0x25a1)) ? '□' : '?'

  function print(grapheme: string): string {
    const codes = Array.from(grapheme.replaceAll(UNSEEN, ''), (char) => char.codePointAt(0)!)
    if (codes.length === 0 || coverages.some((covers) => codes.every(covers))) return String.fromCodePoint(...codes)
    const covers = coverages.find((covers) => covers(codes[0]!))
    if (covers) return String.fromCodePoint(...codes.filter(covers))
    if (/^\p{Z}/u.test(grapheme)) return ' '
    return ORNAMENT.test(grapheme) ? '' : replacement
  }

  return (text) =>
    text.replaceAll(/[^\n\x20-\x7e]+/g, (run) =>
      Array.from(graphemes.segment(run), ({ segment }) => print(segment)).join(''),
    )
}

/** An emoji or a stray accent is better missing than a box; a letter is not. */
const ORNAMENT = /^[\p{M}\p{Extended_Pictographic}\p{Regional_Indicator}]/u

/** Controls, private use and direction overrides; the two joiners shape Indian scripts and stay. */
const UNSEEN = /(?![\u200c\u200d])\p{C}/gu

export function fontCoverage(font: Uint8Array): Covers {
  const view = characterMap(font)
  const subtables = Array.from({ length: view.getUint16(2) }, (_, i) => view.getUint32(8 + i * 8))
  const full = subtables.find((at) => view.getUint16(at) === 12)
  const basic = subtables.find((at) => view.getUint16(at) === 4)
  if (full !== undefined) return inGroups(view, full)
  if (basic !== undefined) return inSegments(view, basic)
  throw new Error('The font has no Unicode character map of format 4 or 12.')
}

/** A copy of the `cmap` table alone, so that the font itself need not stay in memory. */
function characterMap(font: Uint8Array): DataView {
  const file = new DataView(font.buffer, font.byteOffset, font.byteLength)
  for (let record = 12; record < 12 + file.getUint16(4) * 16; record += 16) {
    if (file.getUint32(record) !== CMAP) continue
    const start = file.getUint32(record + 8)
    return new DataView(Uint8Array.from(font.subarray(start, start + file.getUint32(record + 12))).buffer)
  }
  throw new Error('The font has no character map.')
}

const CMAP = 0x636d6170

/** Format 12: sorted groups of first code point, last code point, first glyph. */
function inGroups(view: DataView, at: number): Covers {
  const count = view.getUint32(at + 12)
  return (code) => {
    const group = firstWhere(count, (i) => view.getUint32(at + 20 + i * 12) >= code)
    return group < count && view.getUint32(at + 16 + group * 12) <= code
  }
}

/** Format 4: segments of the basic plane, whose glyphs come from a delta or from a list that may hold gaps. */
function inSegments(view: DataView, at: number): Covers {
  const count = view.getUint16(at + 6) / 2
  const ends = at + 14
  const starts = ends + count * 2 + 2
  const deltas = starts + count * 2
  const offsets = deltas + count * 2
  return (code) => {
    const i = firstWhere(count, (i) => view.getUint16(ends + i * 2) >= code) * 2
    if (code >= 0xffff || view.getUint16(starts + i) > code) return false
    const offset = view.getUint16(offsets + i)
    if (offset === 0) return ((code + view.getUint16(deltas + i)) & 0xffff) !== 0
    return view.getUint16(offsets + i + offset + (code - view.getUint16(starts + i)) * 2) !== 0
  }
}

function firstWhere(count: number, holds: (i: number) => boolean): number {
  let [low, high] = [0, count]
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}
