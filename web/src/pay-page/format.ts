const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

/** 123450 is "1234.50", as a banking app wants it typed. */
export function plainAmount(cents: number): string {
  const digits = String(cents).padStart(3, '0')
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** SGD 1,234.50 */
export const money = (currency: string, cents: number): string =>
  `${currency} ${plainAmount(cents).replaceAll(/\B(?=(\d{3})+\.)/g, ',')}`

/** 2026-11-21 is "21 Nov 2026". */
export const day = (iso: string): string =>
  `${Number(iso.slice(8))} ${months[Number(iso.slice(5, 7)) - 1] ?? ''} ${iso.slice(0, 4)}`
