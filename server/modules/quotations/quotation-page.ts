import {
  gstTotals,
  gstWord,
  money,
  type Pair,
  type PaperLine,
  type PaperPage,
  paragraphs,
  printedParty,
  quantity,
} from '#modules/invoices/paper-page.ts'
import type { Paper } from '#modules/invoices/invoice-documents.ts'
import { shortDay } from '#platform/short-day.ts'
import type { Found } from './queries.ts'
import { notOpen } from './rules.ts'

/** The quotation as paper. It asks for no payment, so it is no tax invoice whoever sends it. */
export function quotationPaper(quotation: Found): Paper {
  if (quotation.status === 'draft') throw notOpen('draft')
  return { noun: 'quotations', id: quotation.id, day: quotation.issue_date!, page: quotationPage(quotation) }
}

function quotationPage(quotation: Found): PaperPage {
  const { number, currency, seller, buyer, total_amount_cents, valid_until, issue_date, reference, notes, lines } =
    quotation
  const taxed = seller.gst_reg_no !== null
  const has_discount = lines.some((line) => line.discount_cents !== 0)
  const days: Pair[] = [
    ['Date', shortDay(issue_date!)],
    ['Valid until', shortDay(valid_until!)],
  ]
  return {
    title: 'Quotation',
    subtitle: null,
    number: number!,
    currency,
    seller: printedParty(seller, taxed),
    buyer: printedParty(buyer, taxed),
    buyer_heading: 'For',
    headline: {
      label: 'Total',
      amount: `${currency} ${money(total_amount_cents)}`,
      note: `Valid until ${shortDay(valid_until!)}`,
    },
    facts: reference ? [...days, ['Reference', reference]] : days,
    first_column: 'Description',
    columns: [
      'Quantity',
      'Unit price',
      ...(has_discount ? ['Discount'] : []),
      ...(taxed ? ['GST'] : []),
      taxed ? 'Amount, excl. GST' : 'Amount',
    ],
    lines: lines.map((line) => printedLine(line, has_discount, taxed)),
    totals: taxed ? gstTotals(quotation) : [],
    total: { label: taxed ? 'Total, incl. GST' : 'Total', amount: money(total_amount_cents) },
    settled: [],
    statements: [],
    notes_heading: 'Notes',
    notes: paragraphs(notes),
    void: false,
  }
}

function printedLine(line: Found['lines'][number], has_discount: boolean, taxed: boolean): PaperLine {
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
