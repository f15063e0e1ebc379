/** Reads a CSV back as another program would (RFC 4180): one object for each line, by the heading of its columns. */
export function readCsv(text: string): Record<string, string>[] {
  const [headings = [], ...lines] = cellsOf(text)
  return lines.map((cells) => Object.fromEntries(headings.map((heading, i) => [heading, cells[i] ?? ''])))
}

function cellsOf(text: string): string[][] {
  const lines: string[][] = []
  let line: string[] = []
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    line.push(quoted?.replaceAll('""', '"') ?? plain ?? '')
    if (end === ',') continue
    lines.push(line)
    line = []
  }
  return lines
}

/** Dollars as text, exactly. */
export const centsOf = (text: string): number => {
  const [, minus, dollars, cents = '00'] = /^(-?)(\d+)(?:\.(\d\d))?$/.exec(text || '0')!
  return (minus ? -1 : 1) * (Number(dollars) * 100 + Number(cents))
}
