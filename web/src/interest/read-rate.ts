/** "8" and "7.5" as 800 and 750 basis points; null when it is no rate. */
export function readRate(text: string): number | null {
  const match = /^(\d{1,3})(?:\.(\d{1,2}))?\s*%?$/.exec(text.trim())
  if (!match) return null
  const rate = Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'))
  return rate >= 1 && rate <= 10_000 ? rate : null
}
