export type CsvCell = string | { cents: number } | null

/** One CSV record (RFC 4180). Text that a spreadsheet would run as a formula is led by an apostrophe. */
export function csvRecord(cells: CsvCell[]): string {
  return `${cells.map(writeCell).join(',')}\r\n`
}

function writeCell(cell: CsvCell): string {
  if (cell === null) return ''
  if (typeof cell !== 'string') return writeAmount(cell.cents)
  const safe = /^\s*[=+\-@]/.test(cell) || /^[\t\r]/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** A plain decimal, so that -500 cents stay the number -5.00. */
function writeAmount(cents: number): string {
  const digits = String(Math.abs(cents)).padStart(3, '0')
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}
