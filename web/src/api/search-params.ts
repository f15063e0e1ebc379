/** The router's parser turns ?q=2026 into a number. */
export function isText(value: unknown): value is string | number {
  return (typeof value === 'string' && value !== '') || typeof value === 'number'
}
