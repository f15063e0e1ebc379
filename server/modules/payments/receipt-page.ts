import { money, type Pair, type PaperPage, printedParty, singaporeDay } from '#modules/invoices/paper-page.ts'
import { shortDay } from '#platform/short-day.ts'
import type { Receipt } from './receipt-queries.ts'

/** What came in, what it settles, and what is left on either side. */
export function receiptPage({ payment, seller, buyer, invoices, amount_due_cents }: Receipt): PaperPage {
  const { currency, reversed_at, reference } = payment
  const amount = money(payment.amount_cents)
  const referred: Pair[] = reference ? [['Reference', reference]] : []
  return {
    title: 'Receipt',
    subtitle: null,
    number: receiptNumber(payment.id),
    currency,
    seller: printedParty(seller, true),
    buyer: printedParty(buyer, true),
    buyer_heading: 'Received from',
    headline: { label: 'Received', amount: `${currency} ${amount}`, note: reversed_at ? 'Taken back' : 'With thanks' },
    facts: [['Date', shortDay(payment.payment_date)], ['Method', methodWords[payment.method]], ...referred],
    first_column: 'Settles',
    columns: ['Invoice total', 'Still due', 'Paid by this'],
    lines: payment.allocations.map(({ invoice_id, invoice_number, amount_cents }) => {
      const invoice = invoices.find(({ id }) => id === invoice_id)!
      return {
        description: [invoice_number, `Of ${shortDay(invoice.issue_date)}`],
        cells: [invoice.total_amount_cents, invoice.amount_due_cents, amount_cents].map((cents) => {
          return { value: money(cents), note: '' }
        }),
      }
    }),
    totals: partsOf(payment),
    total: { label: 'Total received', amount },
    settled: [['Still due on all your invoices', money(amount_due_cents)]],
    statements: [],
    notes_heading: 'Notes',
    notes: [],
    void: reversed_at !== null && {
      date: shortDay(singaporeDay(reversed_at)),
      words: 'The payment was taken back.',
      reason: payment.reverse_reason,
    },
  }
}

/** Receipts have no series of their own: the end of the payment's id tells them apart. */
export const receiptNumber = (payment_id: string): string => `R-${payment_id.slice(-8).toUpperCase()}`

function partsOf({ reversed_at, ...payment }: Receipt['payment']): Pair[] {
  if (reversed_at) return []
  const parts: [string, number][] = [
    ['Set against invoices', payment.amount_allocated_cents],
    ['Paid back', payment.amount_refunded_cents],
    ['Kept as your credit', payment.amount_unallocated_cents],
  ]
  return parts.flatMap(([label, cents]): Pair[] => (cents > 0 ? [[label, money(cents)]] : []))
}

const methodWords: Record<Receipt['payment']['method'], string> = {
  paynow: 'PayNow',
  bank_transfer: 'Bank transfer',
  cash: 'Cash',
  cheque: 'Cheque',
  card: 'Card',
  other: 'Other',
}
