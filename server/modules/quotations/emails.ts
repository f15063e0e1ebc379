import { asWords, type Letter, letter } from '#platform/mail.ts'
import { shortDay } from '#platform/short-day.ts'
import type { Found } from './queries.ts'

/** What goes with the paper: from whom it is, until when it stands, and where it is answered. */
export function quotationLetter(quotation: Found, to: string, url: string): Letter {
  const { number, valid_until, total_amount_cents, buyer } = quotation
  const seller = asWords(quotation.seller.name)
  return letter({
    to,
    subject: `Quotation ${number} from ${seller}`,
    sender: seller,
    paragraphs: [
      `Hello ${asWords(buyer.name)},`,
      `Attached is quotation ${number} from ${seller}, for $${(total_amount_cents / 100).toFixed(2)}. It stands until ${shortDay(valid_until!)}.`,
      'On its page you can accept or decline it. If you have questions, please answer this mail.',
    ],
    button: { label: 'Open the quotation', url },
  })
}

/** To the seller, when somebody has answered on the page. */
export function answerLetter(quotation: Found, to: string, url: string): Letter {
  const { number, status, answered_by, decline_reason, recipient_name } = quotation
  const who = asWords(answered_by ?? recipient_name)
  const is_accepted = status === 'accepted'
  return letter({
    to,
    subject: `Quotation ${number} was ${is_accepted ? 'accepted' : 'declined'}`,
    paragraphs: [
      `${who} ${is_accepted ? 'accepted' : 'declined'} quotation ${number} to ${asWords(recipient_name)}.`,
      ...(decline_reason ? [`They wrote: ${asWords(decline_reason)}`] : []),
      is_accepted ? 'The next step is its invoice.' : 'You can revise it and send it again.',
    ],
    button: { label: 'Open the quotation', url },
  })
}
