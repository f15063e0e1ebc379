import type { AgreementPart } from './schemas.ts'

/**
 * Shares an amount among lines by what remains of each, so that the shares add up to it and none is more than what
 * remains: rounded from the first line on, as a sum.
 */
export function spread(remaining: readonly number[], amount_cents: number): number[] {
  const whole = BigInt(remaining.reduce((sum, cents) => sum + cents, 0))
  if (whole === 0n) return remaining.map(() => 0)
  let cents = 0n
  let before = 0n
  return remaining.map((each) => {
    cents += BigInt(each)
    const until = (BigInt(amount_cents) * cents * 2n + whole) / (whole * 2n)
    const share = Number(until - before)
    before = until
    return share
  })
}

/** A percentage of the agreed total, half-up to the cent. */
export const percentOf = (subtotal_cents: number, percent_bp: number): number =>
  Number((BigInt(subtotal_cents) * BigInt(percent_bp) * 2n + 10_000n) / 20_000n)

type Counted = { amounts: readonly number[]; released_amounts: readonly number[] }

/** What is billed of each line, without what was freed again. */
export const billedOf = (lineCount: number, parts: readonly Counted[]): number[] =>
  Array.from({ length: lineCount }, (_, i) =>
    parts.reduce((sum, { amounts, released_amounts }) => sum + (amounts[i] ?? 0) - (released_amounts[i] ?? 0), 0),
  )

const kindWords = { deposit: 'Deposit', progress: 'Progress payment', final: 'Final payment' } as const

type Part = Pick<AgreementPart, 'kind' | 'label' | 'percent_bp'>

/** "Deposit (30%)", "Progress payment: Design approved" */
export function partWords({ kind, label, percent_bp }: Part): string {
  const share = percent_bp === null ? '' : ` (${percent_bp / 100}%)`
  return `${kindWords[kind]}${share}${label ? `: ${label}` : ''}`
}

export const money = (cents: number): string =>
  (cents / 100).toLocaleString('en-SG', { minimumFractionDigits: 2, maximumFractionDigits: 2 })
