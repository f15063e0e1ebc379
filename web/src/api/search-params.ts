/** The router's parser turns ?q=2026 into a number. */
export function isText(value: unknown): value is string | number {
  return (typeof value === 'string' && value !== '') || typeof value === 'number'
}

/** Reads these parts of an address and drops the others; the server says what it does not know. */
export function keepTexts<T>(...names: (keyof T & string)[]) {
  return (raw: Record<string, unknown>): T => {
    const given = names.filter((name) => isText(raw[name]))
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a value that is none of the known ones is refused later
    return Object.fromEntries(given.map((name) => [name, String(raw[name])])) as T
  }
}
