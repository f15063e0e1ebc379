import { parseMoney } from '#web/api/format.ts'
import { readQuantity } from './read-quantity.ts'

export type PastedLine = {
  description: string
  quantity: string
  unit: string
  unit_price_cents: number | null
  discount_cents: number | null
}

/** Rows copied from a spreadsheet as invoice lines; undefined when the text is not a table. */
export function readPastedLines(text: string): PastedLine[] | undefined {
  if (!text.includes('\t')) return undefined
  const rows = readCells(text).filter((cells) => cells.some((cell) => cell !== ''))
  const lines = rows.map(toLine)
  const [first] = lines
  const hasHeading = lines.length > 1 && first?.unit_price_cents === null && lines[1]?.unit_price_cents !== null
  return hasHeading ? lines.slice(1) : lines
}

/** Accepts: description, price · description, quantity, price · with a unit before the price · with a discount after it. */
function toLine(cells: string[]): PastedLine {
  const [description = '', ...rest] = trimEnd(cells)
  const line: PastedLine = { description, quantity: '1', unit: '', unit_price_cents: null, discount_cents: null }
  if (rest.length === 1) return { ...line, unit_price_cents: parseMoney(rest[0] ?? '') }

  line.quantity = readQuantity(rest[0] ?? '') ?? '1'
  const hasUnit = rest.length > 2 && parseMoney(rest[1] ?? '') === null
  if (hasUnit) line.unit = (rest[1] ?? '').slice(0, 20)
  const [price = '', discount = ''] = rest.slice(hasUnit ? 2 : 1)
  line.unit_price_cents = parseMoney(price)
  const taken_off = parseMoney(discount)
  line.discount_cents = taken_off !== null && isBelowLineValue(taken_off, line) ? taken_off : null
  return line
}

/** A fifth column as large as the line itself is its amount, not a discount. */
function isBelowLineValue(cents: number, line: PastedLine): boolean {
  return line.unit_price_cents !== null && cents < Math.floor(line.unit_price_cents * Number(line.quantity))
}

function trimEnd(cells: string[]): string[] {
  const last = cells.findLastIndex((cell) => cell !== '')
  return cells.slice(0, last + 1)
}

/** Tab-separated text with spreadsheet quoting: "a ""quoted"" cell" may hold tabs and line breaks. */
function readCells(text: string): string[][] {
  const rows: string[][] = [[]]
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^\t\r\n]*))(\t|\r?\n|$)/g)) {
    rows.at(-1)?.push((quoted?.replaceAll('""', '"') ?? plain ?? '').replaceAll(/\s+/g, ' ').trim())
    if (end === '') break
    if (end !== '\t') rows.push([])
  }
  return rows
}
