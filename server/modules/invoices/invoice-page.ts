import { encode } from 'uqr'
import { shortDay } from '#platform/short-day.ts'
import {
  gstTotals,
  gstWord,
  money,
  type Pair,
  type PaperLine,
  type PaperPage,
  paragraphs,
  percent,
  printedParty,
  quantity,
  singaporeDay,
} from './paper-page.ts'
import { paynowCode } from './paynow-code.ts'
import { printedProgress } from './progress.ts'
import type { Invoice } from './schemas.ts'

/** The tax that the customer, not the seller, pays on the lines marked SRCA-S. */
export type CustomerAccounting = { gst_rate_bp: number; taxable_cents: number; gst_cents: number }
/** What a debit note adds to. */
export type Corrected = { number: string; issue_date: string }
export type PrintedInvoice = Invoice & { customer_accounting: CustomerAccounting | null; corrects: Corrected | null }

export function invoicePage(invoice: PrintedInvoice): PaperPage {
  const isNote = invoice.kind === 'debit_note'
  const taxed = invoice.kind === 'tax_invoice' || (isNote && invoice.seller.gst_reg_no !== null)
  // GST Act s64A: who is not registered may neither charge nor show GST.
  if (!taxed && invoice.gst_amount_cents !== 0)
    throw new Error(`Invoice ${invoice.number} shows GST, but its seller is not registered for GST.`)
  const has_discount = invoice.lines.some((line) => line.discount_cents !== 0)
  return {
    title: isNote ? 'Debit Note' : taxed ? 'Tax Invoice' : 'Invoice',
    subtitle: isNote && taxed ? 'Tax Invoice' : null,
    number: invoice.number,
    currency: invoice.currency,
    seller: printedParty(invoice.seller, taxed),
    buyer: printedParty(invoice.buyer, taxed),
    buyer_heading: 'Billed to',
    headline: headline(invoice),
    facts: facts(invoice),
    first_column: 'Description',
    columns: [
      'Quantity',
      'Unit price',
      ...(has_discount ? ['Discount'] : []),
      ...(taxed ? ['GST'] : []),
      taxed ? 'Amount, excl. GST' : 'Amount',
    ],
    lines: invoice.lines.map((line) => printedLine(line, has_discount, taxed)),
    totals: taxed ? gstTotals(invoice) : [],
    total: { label: taxed ? 'Total payable, incl. GST' : 'Total payable', amount: money(invoice.total_amount_cents) },
    settled: settled(invoice),
    statements: taxed ? customerAccounting(invoice) : [],
    progress: printedProgress(invoice, taxed),
    paynow: paynow(invoice),
    notes_heading: 'Notes',
    notes: paragraphs(invoice.notes),
    void: invoice.status === 'void' && {
      date: invoice.voided_at && shortDay(singaporeDay(invoice.voided_at)),
      words: 'This document asks for no payment.',
      reason: invoice.void_reason,
    },
  }
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

function facts(invoice: PrintedInvoice): Pair[] {
  const { issue_date, due_date, tax_point_date, reference, corrects, correction_reason } = invoice
  const days: Pair[] = [
    ['Issue date', shortDay(issue_date)],
    ['Due date', shortDay(due_date)],
  ]
  if (corrects)
    return [
      ...days,
      ['Invoice', corrects.number],
      ['Of', shortDay(corrects.issue_date)],
      ['Reason', correction_reason ?? ''],
    ]
  if (tax_point_date !== issue_date) days.push(['Date of supply', shortDay(tax_point_date)])
  if (reference) days.push(['Reference', reference])
  return days
}

function printedLine(line: Invoice['lines'][number], has_discount: boolean, taxed: boolean): PaperLine {
  const cell = (value: string, note = '') => ({ value, note })
  return {
    description: paragraphs(line.description),
    cells: [
      cell(quantity(line.quantity), line.unit ?? ''),
      cell(money(line.unit_price_cents)),
      ...(has_discount ? [cell(line.discount_cents === 0 ? '' : money(-line.discount_cents))] : []),
      ...(taxed ? [cell('', gstWord(line))] : []),
      cell(money(line.amount_cents)),
    ],
  }
}

function settled(invoice: Invoice): Pair[] {
  const rows: [string, number][] = [
    ['Paid', -invoice.amount_paid_cents],
    ['Credited', -invoice.amount_credited_cents],
  ]
  const moved = rows.filter(([, cents]) => cents !== 0).map(([label, cents]): Pair => [label, money(cents)])
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

function paynow(invoice: Invoice): PaperPage['paynow'] {
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
