export type CsvRecord = { line: number; cells: string[] }
type Limits = { longest_quoted?: number; longest_record?: number }

/** Without an end of line for so long that it cannot be a table. */
export class RecordTooLong extends Error {
  constructor(line: number) {
    super(`The record that begins on line ${line} has no end: this is no table.`)
  }
}

/** The records of a CSV text, one by one: RFC 4180, with any separator and any end of line. */
export function* splitCsv(text: string, separator: string): Generator<CsvRecord> {
  yield* csvSplitter(separator, { longest_record: Infinity }).end(text)
}

export type CsvSplitter = {
  /** The records that end in what was given so far. */
  push(text: string): Generator<CsvRecord>
  /** The same with the last piece. */
  end(text?: string): Generator<CsvRecord>
}

/** The same for a text that comes piece by piece, of which it holds no more than the record that is open. */
export function csvSplitter(
  separator: string,
  { longest_quoted = 10_000, longest_record = 1_000_000 }: Limits = {},
): CsvSplitter {
  let line = 1
  let rest = ''
  function* take(more: string, is_last: boolean): Generator<CsvRecord> {
    const text = rest + more
    rest = ''
    let at = 0
    while (at < text.length) {
      const record = recordAt({ text, separator, longest_quoted, is_last }, at)
      if (!record) break
      const begins = line
      at = record.end
      line += record.newlines
      if (record.cells.some(Boolean)) yield { line: begins, cells: record.cells }
    }
    rest = text.slice(at)
    if (rest.length > longest_record) throw new RecordTooLong(line)
  }
  return { push: (text) => take(text, false), end: (text = '') => take(text, true) }
}

type Given = { text: string; separator: string; longest_quoted: number; is_last: boolean }
type Cell = { value: string; end: number; newlines: number }

/** Undefined where more of the text may belong to the record. */
function recordAt(given: Given, from: number): { cells: string[]; end: number; newlines: number } | undefined {
  const { text, separator, is_last } = given
  const cells: string[] = []
  let at = from
  let newlines = 1
  for (;;) {
    const cell = text[at] === '"' ? quoted(given, at) : bare(given, at)
    if (!cell || (cell.end === text.length && !is_last)) return undefined
    cells.push(cell.value.trim())
    newlines += cell.newlines
    at = cell.end
    if (text[at] !== separator) break
    at++
  }
  if (text[at] === '\r') {
    if (at + 1 === text.length && !is_last) return undefined
    at++
  }
  if (text[at] === '\n') at++
  return { cells, end: at, newlines }
}

function bare({ text, separator }: Given, from: number): Cell {
  const end = endOfCell(text, from, separator)
  return { value: text.slice(from, end), end, newlines: 0 }
}

/** A quote that nothing closes is a letter like others: better one odd cell than the rest of the file in it. */
function quoted(given: Given, from: number): Cell | undefined {
  const { text, separator, longest_quoted, is_last } = given
  let close = text.indexOf('"', from + 1)
  while (close !== -1 && text[close + 1] === '"') close = text.indexOf('"', close + 2)
  const longest = close === -1 ? text.length - from : close - from
  if (longest > longest_quoted || (close === -1 && is_last)) return bare(given, from)
  if (close === -1) return undefined
  const value = text.slice(from + 1, close).replaceAll('""', '"')
  const end = endOfCell(text, close + 1, separator)
  return { value: value + text.slice(close + 1, end), end, newlines: value.split('\n').length - 1 }
}

function endOfCell(text: string, from: number, separator: string): number {
  let end = from
  while (end < text.length) {
    const letter = text[end]
    if (letter === separator || letter === '\n' || letter === '\r') break
    end++
  }
  return end
}

/** The separator that most lines of the beginning agree on. */
export function separatorOf(text: string, least = 2): string {
  const lines = text
    .slice(0, 20_000)
    .split(/\r\n?|\n/)
    .slice(0, 60)
  const counted = [',', ';', '\t', '|'].map((separator) => {
    const counts = lines.map((line) => line.split(separator).length - 1).filter((count) => count >= least)
    return { separator, weight: counts.reduce((sum, count) => sum + Math.min(count, 12), 0) }
  })
  return counted.toSorted((a, b) => b.weight - a.weight)[0]!.separator
}
