import { invalid, type ProblemField } from '#platform/errors.ts'
import type { CreditedLine, NewCreditNote } from './schemas.ts'

/** What is left of a line of the invoice after the credit notes of before. */
export type LeftLine = {
  position: number
  description: string
  quantity: string
  unit: string | null
  gst_code: string
  gst_rate_bp: number
  service_from_date: string | null
  service_to_date: string | null
  amount_cents: number
  left_cents: number
}
/** What is left of a group of code and rate. */
export type LeftGroup = { gst_code: string; gst_rate_bp: number; taxable_left_cents: number; gst_left_cents: number }

export type Taken = { line: LeftLine; quantity: string | null; amount_cents: number }
export type TakenGroup = { gst_code: string; gst_rate_bp: number; taxable_cents: number; gst_cents: number }

/** What a credit note takes off which line and group: lines as asked for, an amount spread over all, or all that is left. */
export function takeCredit(
  { lines, amount_cents }: Pick<NewCreditNote, 'lines' | 'amount_cents'>,
  left: { lines: LeftLine[]; groups: LeftGroup[] },
): { lines: Taken[]; groups: TakenGroup[] } {
  if (lines && amount_cents)
    throw refused([{ pointer: '/amount_cents', code: 'not_allowed', detail: 'Name lines or an amount, not both.' }])
  if (amount_cents) return takeAmount(amount_cents, left)
  const taken = lines ? takeLines(lines, left.lines) : left.lines.map(wholeOf)
  return { lines: taken.filter((each) => each.amount_cents > 0), groups: left.groups.flatMap(groupOf(taken)) }
}

const wholeOf = (line: LeftLine): Taken => ({
  line,
  quantity: line.left_cents === line.amount_cents ? line.quantity : null,
  amount_cents: line.left_cents,
})

function takeLines(wanted: CreditedLine[], left: LeftLine[]): Taken[] {
  const mistakes: ProblemField[] = []
  const taken = wanted.flatMap(({ position, quantity, amount_cents }, i) => {
    const line = left.find((each) => each.position === position)
    const refuse = (field: string, code: string, detail: string) => {
      mistakes.push({ pointer: `/lines/${i}/${field}`, code, detail })
      return []
    }
    if (!line || wanted.findIndex((each) => each.position === position) < i)
      return refuse(
        'position',
        line ? 'duplicate' : 'not_found',
        line ? 'Name each line once.' : 'There is no such line.',
      )
    if ((quantity === undefined) === (amount_cents === undefined))
      return refuse('amount_cents', 'required', 'Say either how much or how many.')
    const cents = amount_cents ?? shareOfQuantity(line, quantity!)
    if (cents > line.left_cents)
      return refuse(
        quantity === undefined ? 'amount_cents' : 'quantity',
        'too_large',
        `Only ${(line.left_cents / 100).toFixed(2)} is left of this line.`,
      )
    return [{ line, quantity: quantity ?? null, amount_cents: cents }]
  })
  if (mistakes.length) throw refused(mistakes)
  return taken
}

/** Half-up, of six decimals of quantity at most. */
function shareOfQuantity({ amount_cents, quantity: whole }: LeftLine, quantity: string): number {
  const [part, all] = [millionths(quantity), millionths(whole)]
  return Number((2n * BigInt(amount_cents) * part + all) / (2n * all))
}

function millionths(decimal: string): bigint {
  const [units = '0', fraction = ''] = decimal.split('.')
  return BigInt(units) * 1_000_000n + BigInt(fraction.padEnd(6, '0').slice(0, 6))
}

/** GST at the rate of the invoice, half-up, never more than is left; what takes the rest of a group takes its GST too. */
function groupOf(taken: Taken[]) {
  return ({ gst_code, gst_rate_bp, taxable_left_cents, gst_left_cents }: LeftGroup): TakenGroup[] => {
    const own = taken.filter(({ line }) => line.gst_code === gst_code && line.gst_rate_bp === gst_rate_bp)
    const taxable_cents = own.reduce((sum, { amount_cents }) => sum + amount_cents, 0)
    if (taxable_cents === 0) return []
    const gst_cents =
      taxable_cents === taxable_left_cents
        ? gst_left_cents
        : Math.min(share(taxable_cents, gst_rate_bp, 10_000), gst_left_cents)
    return [{ gst_code, gst_rate_bp, taxable_cents, gst_cents }]
  }
}

/** An amount with GST, over groups and lines by what is left of them: it comes to exactly that amount. */
function takeAmount(
  amount_cents: number,
  left: { lines: LeftLine[]; groups: LeftGroup[] },
): { lines: Taken[]; groups: TakenGroup[] } {
  const wholes = left.groups.map((group) => group.taxable_left_cents + group.gst_left_cents)
  const most = sum(wholes)
  if (amount_cents > most)
    throw refused([
      { pointer: '/amount_cents', code: 'too_large', detail: `Only ${(most / 100).toFixed(2)} is left to credit.` },
    ])
  const parts = spread(amount_cents, wholes)
  const groups = left.groups.flatMap((group, i) => {
    const gst_cents = Math.min(share(group.gst_left_cents, parts[i]!, wholes[i]! || 1), parts[i]!)
    const taxable_cents = parts[i]! - gst_cents
    return parts[i] ? [{ gst_code: group.gst_code, gst_rate_bp: group.gst_rate_bp, taxable_cents, gst_cents }] : []
  })
  const lines = groups.flatMap(({ gst_code, gst_rate_bp, taxable_cents }) => {
    const own = left.lines.filter((line) => line.gst_code === gst_code && line.gst_rate_bp === gst_rate_bp)
    const cents = spread(
      taxable_cents,
      own.map(({ left_cents }) => left_cents),
    )
    return own.map((line, i) => ({ line, quantity: null, amount_cents: cents[i]! }))
  })
  return { lines: lines.filter((each) => each.amount_cents > 0), groups }
}

/** Parts in proportion to the weights, none above its own, that add up to the amount. */
function spread(amount: number, weights: number[]): number[] {
  const total = sum(weights)
  let before = 0
  return weights.map((weight) => {
    const from = share(amount, before, total || 1)
    before += weight
    return share(amount, before, total || 1) - from
  })
}

/** amount × part ÷ whole, half-up. */
const share = (amount: number, part: number, whole: number): number =>
  Number((2n * BigInt(amount) * BigInt(part) + BigInt(whole)) / (2n * BigInt(whole)))

const sum = (numbers: number[]): number => numbers.reduce((total, each) => total + each, 0)

const refused = (mistakes: ProblemField[]) =>
  invalid('credit_notes.invalid', 'There cannot be such a credit note.', mistakes)
