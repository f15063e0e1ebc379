import process from 'node:process'

export type Row = Record<string, string>

export const print = (line: string): void => void process.stdout.write(`${line}\n`)

export function table(title: string, rows: Row[]): void {
  const columns = Object.keys(rows[0] ?? {})
  const width = (column: string) => Math.max(column.length, ...rows.map((row) => row[column]!.length))
  const line = (cells: string[]) =>
    cells.map((cell, i) => (i ? cell.padStart(width(columns[i]!)) : cell.padEnd(width(columns[i]!)))).join('  ')
  print(`\n${title}`)
  print(line(columns))
  for (const row of rows) print(line(columns.map((column) => row[column]!)))
}
