import { asWords, type Letter, letter } from '#platform/mail.ts'
import { shortDay } from '#platform/short-day.ts'
import type { Invoice } from './schemas.ts'

/** What goes with the paper: from whom it is, what it asks for and until when. */
export function invoiceLetter(invoice: Invoice, to: string): Letter {
  const { number, kind, due_date, amount_due_cents } = invoice
  const seller = asWords(invoice.seller.name)
  const noun = kind === 'debit_note' ? 'debit note' : 'invoice'
  const due =
    amount_due_cents > 0
      ? `It asks for $${(amount_due_cents / 100).toFixed(2)}, due on ${shortDay(due_date)}. How to pay is on the paper.`
      : 'Nothing is due on it any more.'
  return letter({
    to,
    subject: `${noun === 'invoice' ? 'Invoice' : 'Debit note'} ${number} from ${seller}`,
    sender: seller,
    paragraphs: [
      `Hello ${asWords(invoice.buyer.name)},`,
      `Attached is ${noun} ${number} from ${seller}. ${due}`,
      'If something is wrong with it, please answer this mail.',
    ],
  })
}
