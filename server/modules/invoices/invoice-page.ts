import { encode } from 'uqr'
import type { GstCode } from '#modules/gst/schemas.ts'
import { shortDay } from '#platform/short-day.ts'
import { paynowCode } from './paynow-code.ts'
import type { Invoice, Party } from './schemas.ts'

/** The tax that the customer, not the seller, pays on the lines marked SRCA-S. */
export type CustomerAccounting = { gst_rate_bp: number; taxable_cents: number; gst_cents: number }
export type PrintedInvoice = Invoice & { customer_accounting: CustomerAccounting | null }

/** Everything the page says, as text; the template only places it. */
export function invoicePage(invoice: PrintedInvoice) {
  const taxed = invoice.kind === 'tax_invoice'
  // GST Act s64A: who is not registered may neither charge nor show GST.
  if (!taxed && invoice.gst_amount_cents !== 0)
    throw new Error(`Invoice ${invoice.number} shows GST, but its seller is not registered for GST.`)
  return {
    title: taxed ? 'Tax Invoice' : 'Invoice',
    number: invoice.number,
    currency: invoice.currency,
    seller: party(invoice.seller, taxed),
    buyer: party(invoice.buyer, taxed),
    headline: headline(invoice),
    facts: facts(invoice),
    has_discount: invoice.lines.some((line) => line.discount_cents !== 0),
    has_gst: taxed,
    lines: invoice.lines.map((line) => printedLine(line)),
    totals: totals(invoice, taxed),
    total: { label: taxed ? 'Total payable, incl. GST' : 'Total payable', amount: money(invoice.total_amount_cents) },
    settled: settled(invoice),
    statements: taxed ? customerAccounting(invoice) : [],
    paynow: paynow(invoice),
    notes: paragraphs(invoice.notes),
    void: invoice.status === 'void' && {
      date: invoice.voided_at && shortDay(singaporeDay(invoice.voided_at)),
      reason: invoice.void_reason,
    },
  }
}

function party({ name, uen, gst_reg_no, email, address }: Party, taxed: boolean) {
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

function headline({ status, currency, due_date, ...invoice }: Invoice) {
  const total = `${currency} ${money(invoice.total_amount_cents)}`
  if (status === 'void') return { label: 'Void', amount: total, note: 'Nothing to pay' }
  if (invoice.amount_due_cents > 0)
    return {
      label: 'Amount due',
      amount: `${currency} ${money(invoice.amount_due_cents)}`,
      note: `Due ${shortDay(due_date)}`,
    }
  if (invoice.amount_credited_cents > 0 && invoice.amount_paid_cents === 0)
    return { label: 'Credited', amount: total, note: 'Nothing to pay' }
  if (invoice.total_amount_cents === 0) return { label: 'Total', amount: total, note: 'Nothing to pay' }
  return { label: 'Paid', amount: total, note: 'With thanks' }
}

function facts({ issue_date, due_date, tax_point_date, reference }: Invoice): [string, string][] {
  const supplied: [string, string][] =
    tax_point_date === issue_date ? [] : [['Date of supply', shortDay(tax_point_date)]]
  const referred: [string, string][] = reference ? [['Reference', reference]] : []
  return [['Issue date', shortDay(issue_date)], ['Due date', shortDay(due_date)], ...supplied, ...referred]
}

function printedLine(line: Invoice['lines'][number]) {
  return {
    description: paragraphs(line.description),
    quantity: quantity(line.quantity),
    unit: line.unit ?? '',
    unit_price: money(line.unit_price_cents),
    discount: line.discount_cents === 0 ? '' : money(-line.discount_cents),
    gst:
      line.gst_rate_bp > 0 || line.gst_code === 'ZR' ? `${line.gst_code} ${percent(line.gst_rate_bp)}` : line.gst_code,
    amount: money(line.amount_cents),
  }
}

/** Regulation 11: the total without tax, the tax at each rate, and what bears none shown apart with its amount. */
function totals(invoice: Invoice, taxed: boolean): [string, string][] {
  if (!taxed) return []
  const groups = invoice.gst_breakdown.map((group): [string, string] => [
    `${groupLabel(group)} on ${money(group.taxable_cents)}`,
    money(group.gst_cents),
  ])
  const sum: [string, string][] = groups.length > 1 ? [['Total GST', money(invoice.gst_amount_cents)]] : []
  return [['Subtotal, excl. GST', money(invoice.subtotal_cents)], ...groups, ...sum]
}

function groupLabel({ gst_code, gst_rate_bp }: Invoice['gst_breakdown'][number]): string {
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

function settled(invoice: Invoice): [string, string][] {
  const rows: [string, number][] = [
    ['Paid', -invoice.amount_paid_cents],
    ['Credited', -invoice.amount_credited_cents],
  ]
  const moved = rows.filter(([, cents]) => cents !== 0).map(([label, cents]): [string, string] => [label, money(cents)])
  return moved.length === 0 || invoice.status === 'void'
    ? []
    : [...moved, ['Amount due', money(invoice.amount_due_cents)]]
}

/** GST Act s38A and regulation 11(4): the customer, not the seller, pays this tax, and must be told how much. */
function customerAccounting({ customer_accounting, currency }: PrintedInvoice): string[] {
  if (!customer_accounting) return []
  const { gst_rate_bp, taxable_cents, gst_cents } = customer_accounting
  const tax = `${currency} ${money(gst_cents)}`
  const sum = `${percent(gst_rate_bp)} on ${money(taxable_cents)}`
  return [
    `Sale made under customer accounting: on the lines marked SRCA-S the customer must account for GST of ${tax} (${sum}).`,
  ]
}

function paynow(invoice: Invoice) {
  const code = paynowCode(invoice)
  return (
    code && {
      svg: qrSvg(code.payload),
      facts: [
        ['UEN', code.uen],
        ['Amount', `SGD ${money(code.amount_cents)}`],
        ['Reference', code.reference],
      ],
    }
  )
}

function qrSvg(text: string): string {
  const { data, size } = encode(text, { ecc: 'M', border: 0 })
  const runs = data.flatMap((row, y) =>
    Array.from(
      row
        .map((dark) => (dark ? '1' : '0'))
        .join('')
        .matchAll(/1+/g),
      ({ 0: { length }, index }) => `M${index} ${y}h${length}v1h-${length}z`,
    ),
  )
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}"><path d="${runs.join('')}"/></svg>`
}

function paragraphs(text: string | null): string[] {
  return text?.trim() ? text.trim().split(/\r\n|[\r\n\u2028\u2029]/) : []
}

/** Whole cents to "1,234.50", never through a float. */
function money(cents: number): string {
  const digits = String(Math.abs(cents)).padStart(3, '0')
  return `${cents < 0 ? '−' : ''}${thousands(digits.slice(0, -2))}.${digits.slice(-2)}`
}

function quantity(decimal: string): string {
  const [whole = '', fraction = ''] = decimal.split('.')
  const rest = fraction.replace(/0+$/, '')
  return thousands(whole) + (rest && `.${rest}`)
}

function thousands(digits: string): string {
  return digits.replaceAll(/\B(?=(\d{3})+$)/g, ',')
}

function percent(rate_bp: number): string {
  return `${quantity(`${Math.trunc(rate_bp / 100)}.${String(rate_bp % 100).padStart(2, '0')}`)}%`
}

function singaporeDay(instant: string): string {
  return Temporal.Instant.from(instant).toZonedDateTimeISO('Asia/Singapore').toPlainDate().toString()
}
