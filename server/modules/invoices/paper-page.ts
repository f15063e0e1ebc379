import type { GstCode } from '#modules/gst/schemas.ts'
import type { Invoice, Party } from './schemas.ts'

/** Everything a paper says, as text; the template only places it. */
export type PaperPage = {
  title: string
  /** A second line of the title: a debit note of a registered seller is a tax invoice as well. */
  subtitle: string | null
  number: string
  currency: string
  seller: PaperParty
  buyer: PaperParty
  /** Over the buyer: `Billed to`. */
  buyer_heading: string
  headline: { label: string; amount: string; note: string }
  facts: Pair[]
  /** Beside the first column, which is as wide as it can be: the last holds the amount. */
  columns: string[]
  first_column: string
  lines: PaperLine[]
  totals: Pair[]
  total: { label: string; amount: string }
  settled: Pair[]
  statements: string[]
  /** How far an agreed total is billed, and a sentence below. */
  progress?: { heading: string; figures: Pair[]; note: string } | undefined
  paynow?: { svg: string; facts: Pair[] } | undefined
  notes_heading: string
  notes: string[]
  void: false | { date: string | null; words: string; reason: string | null }
}
export type Pair = [string, string]
export type PaperParty = ReturnType<typeof printedParty>
/** A cell is an amount or a quantity, and a word of less weight after it. */
export type PaperLine = { description: string[]; cells: { value: string; note: string }[] }
type Group = Invoice['gst_breakdown'][number]

export function printedParty({ name, uen, gst_reg_no, email, address }: Party, taxed: boolean) {
  const numbers = [uen && `UEN ${uen}`, taxed && gst_reg_no && `GST Reg No. ${gst_reg_no}`]
  return {
    name,
    address: address ? [address.line1, address.line2, cityLine(address)].filter(Boolean) : [],
    numbers: numbers.filter(Boolean),
    email,
  }
}

function cityLine({ country, postal_code }: NonNullable<Party['address']>): string {
  if (country === 'SG') return `Singapore ${postal_code}`
  return `${postal_code}, ${new Intl.DisplayNames(['en'], { type: 'region' }).of(country) ?? country}`
}

function groupLabel({ gst_code, gst_rate_bp }: Group): string {
  const untaxed = UNTAXED[gst_code]
  return untaxed ?? `GST ${percent(gst_rate_bp)} (${gst_code})`
}

const UNTAXED: Partial<Record<GstCode, string>> = {
  ZR: 'Zero-rated (ZR), GST 0%',
  ES33: 'Exempt (ES33), no GST',
  ESN33: 'Exempt (ESN33), no GST',
  OS: 'Out of scope (OS), no GST',
  NA: 'GST not charged (NA)',
  NG: 'No GST (NG)',
  'SRCA-S': 'Customer accounting (SRCA-S)',
}

export function paragraphs(text: string | null): string[] {
  return text?.trim() ? text.trim().split(/\r\n|[\r\n\u2028\u2029]/) : []
}

/** Whole cents to "1,234.50", never through a float. */
export function money(cents: number): string {
  const digits = String(Math.abs(cents)).padStart(3, '0')
  return `${cents < 0 ? '−' : ''}${thousands(digits.slice(0, -2))}.${digits.slice(-2)}`
}

export function quantity(decimal: string): string {
  const [whole = '', fraction = ''] = decimal.split('.')
  const rest = fraction.replace(/0+$/, '')
  return thousands(whole) + (rest && `.${rest}`)
}

function thousands(digits: string): string {
  return digits.replaceAll(/\B(?=(\d{3})+$)/g, ',')
}

export function percent(rate_bp: number): string {
  return `${quantity(`${Math.trunc(rate_bp / 100)}.${String(rate_bp % 100).padStart(2, '0')}`)}%`
}

export function singaporeDay(instant: string): string {
  return Temporal.Instant.from(instant).toZonedDateTimeISO('Asia/Singapore').toPlainDate().toString()
}

/** Regulation 11: the total without tax, the tax at each rate, and what bears none shown apart with its amount. */
export function gstTotals({ gst_breakdown, gst_amount_cents, subtotal_cents }: Sums): Pair[] {
  const groups = gst_breakdown.map((group): Pair => [
    `${groupLabel(group)} on ${money(group.taxable_cents)}`,
    money(group.gst_cents),
  ])
  const sum: Pair[] = groups.length > 1 ? [['Total GST', money(gst_amount_cents)]] : []
  return [['Subtotal, excl. GST', money(subtotal_cents)], ...groups, ...sum]
}

/** The code of a line with its rate. */
export function gstWord({ gst_code, gst_rate_bp }: Pick<Group, 'gst_code' | 'gst_rate_bp'>): string {
  return gst_rate_bp > 0 || gst_code === 'ZR' ? `${gst_code} ${percent(gst_rate_bp)}` : gst_code
}

type Sums = { gst_breakdown: Group[]; gst_amount_cents: number; subtotal_cents: number }
