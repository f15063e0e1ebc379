const number = new Intl.NumberFormat('en-SG', { maximumFractionDigits: 6 })

/** "1234.500000", a decimal as text, as 1,234.5. */
export function formatQuantity(quantity: string): string {
  return number.format(Number(quantity))
}
