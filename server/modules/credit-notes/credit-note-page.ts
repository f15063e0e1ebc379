import type { Paper } from '#modules/invoices/invoice-documents.ts'
import {
  gstTotals,
  gstWord,
  money,
  type PaperPage,
  paragraphs,
  printedParty,
  quantity,
} from '#modules/invoices/paper-page.ts'
import { shortDay } from '#platform/short-day.ts'
import type { CreditNote } from './schemas.ts'

export const creditNotePaper = (note: CreditNote): Paper => {
  return { noun: 'credit_notes', id: note.id, day: note.issue_date, page: creditNotePage(note) }
}

/** Every particular of regulation 12, and the reason that PINT-SG and IRAS want. */
export function creditNotePage(note: CreditNote): PaperPage {
  // As the invoice did: what was charged with GST is credited with it, whatever the seller is by now.
  const taxed = note.gst_breakdown.some(({ gst_code }) => gst_code !== 'NG')
  const total = money(note.total_amount_cents)
  return {
    title: 'Credit Note',
    subtitle: null,
    number: note.number,
    currency: note.currency,
    seller: printedParty(note.seller, taxed),
    buyer: printedParty(note.buyer, taxed),
    buyer_heading: 'Credited to',
    headline: {
      label: 'Credited',
      amount: `${note.currency} ${total}`,
      note: note.amount_released_cents === note.total_amount_cents ? 'Kept as your credit' : 'Off what you owe',
    },
    facts: [
      ['Issue date', shortDay(note.issue_date)],
      [taxed ? 'Tax invoice' : 'Invoice', note.invoice_number],
      ['Of', shortDay(note.invoice_issue_date)],
    ],
    first_column: 'Description',
    columns: ['Quantity', ...(taxed ? ['GST'] : []), taxed ? 'Credited, excl. GST' : 'Credited'],
    lines: note.lines.map((line) => ({
      description: paragraphs(line.description),
      cells: [
        { value: line.quantity === null ? '' : quantity(line.quantity), note: line.unit ?? '' },
        ...(taxed ? [{ value: '', note: gstWord(line) }] : []),
        { value: money(line.amount_cents), note: '' },
      ],
    })),
    totals: taxed ? gstTotals(note) : [],
    total: { label: taxed ? 'Total credited, incl. GST' : 'Total credited', amount: total },
    settled: releasedOf(note),
    statements: [],
    notes_heading: 'Reason',
    notes: paragraphs(note.reason),
    void: false,
  }
}

/** Where the invoice was paid already, the customer is told that the money is theirs. */
function releasedOf({ total_amount_cents, amount_released_cents, invoice_number }: CreditNote): PaperPage['settled'] {
  if (amount_released_cents === 0) return []
  const owed = total_amount_cents - amount_released_cents
  return [
    ...(owed > 0 ? [[`Off what is due on ${invoice_number}`, money(owed)] satisfies [string, string]] : []),
    ['Kept as your credit', money(amount_released_cents)],
  ]
}
