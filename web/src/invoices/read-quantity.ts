/** A quantity as typed ("1,000", "2.5") in the API's decimal form; undefined when it is none. */
export function readQuantity(text: string): string | undefined {
  const plain = text.replaceAll(/[,\s]/g, '').replace(/^\./, '0.').replace(/\.$/, '')
  const parts = /^0*(\d{1,9})(\.\d{1,6})?$/.exec(plain)
  return parts ? `${parts[1]}${parts[2] ?? ''}` : undefined
}
