export type CsvRecord = { line: number; cells: string[] }

/** The records of a CSV text, one by one: RFC 4180, with any separator and any end of line. */
export function* splitCsv(text: string, separator: string): Generator<CsvRecord> {
  let line = 1
  let at = 0
  while (at < text.length) {
    const begins = line
    const cells: string[] = []
    for (;;) {
      const cell = text[at] === '"' ? quoted(text, at, separator) : bare(text, at, separator)
      cells.push(cell.value.trim())
      line += cell.newlines
      at = cell.end
      if (text[at] !== separator) break
      at++
    }
    if (text[at] === '\r') at++
    if (text[at] === '\n') at++
    line++
    if (cells.some(Boolean)) yield { line: begins, cells }
  }
}

type Cell = { value: string; end: number; newlines: number }

function bare(text: string, from: number, separator: string): Cell {
  const end = endOfCell(text, from, separator)
  return { value: text.slice(from, end), end, newlines: 0 }
}

/** A quote that nothing closes is a letter like others: better one odd cell than the rest of the file in it. */
function quoted(text: string, from: number, separator: string): Cell {
  let close = text.indexOf('"', from + 1)
  while (close !== -1 && text[close + 1] === '"') close = text.indexOf('"', close + 2)
  if (close === -1 || close - from > 10_000) return bare(text, from, separator)
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
export function separatorOf(text: string): string {
  const lines = text
    .slice(0, 20_000)
    .split(/\r\n?|\n/)
    .slice(0, 60)
  const counted = [',', ';', '\t', '|'].map((separator) => {
    const counts = lines.map((line) => line.split(separator).length - 1).filter((count) => count >= 2)
    return { separator, weight: counts.reduce((sum, count) => sum + Math.min(count, 12), 0) }
  })
  return counted.toSorted((a, b) => b.weight - a.weight)[0]!.separator
}
