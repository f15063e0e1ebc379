import { asWords, type Letter, letter } from '#platform/mail.ts'
import { shortDay } from '#platform/short-day.ts'

type Failed = {
  to: string
  customer_name: string
  seller_name: string
  number: string
  amount_due_cents: number
  card: string
  /** Null when the card is not tried again. */
  next_try_date: string | null
  pay_url: string | null
}

const dollars = (cents: number): string =>
  `S$${(cents / 100).toLocaleString('en-SG', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`

/** Why a bank declines is for its customer to ask: a stolen card is told like any other. */
export function cardFailedLetter(about: Failed): Letter {
  const { to, number, amount_due_cents, card, next_try_date, pay_url } = about
  const [seller_name, customer_name] = [asWords(about.seller_name), asWords(about.customer_name)]
  const again = next_try_date
    ? `We will try it again on ${shortDay(next_try_date)}. You need not do anything if the card will work by then.`
    : 'We will not try this card again.'
  return letter({
    to,
    subject: `Your card was declined for ${number}`,
    sender: seller_name,
    paragraphs: [
      `Dear ${customer_name},`,
      `Your bank declined ${dollars(amount_due_cents)} on your card ${card} for our invoice ${number}.`,
      pay_url ? `${again} You can also pay another way, or with another card, on the page below.` : again,
    ],
    ...(pay_url && { button: { label: `Pay ${number}`, url: pay_url } }),
  })
}

type Link = { to: string; customer_name: string; seller_name: string; url: string; until: string }

export function cardLinkLetter({ to, url, until, ...about }: Link): Letter {
  const [seller_name, customer_name] = [asWords(about.seller_name), asWords(about.customer_name)]
  return letter({
    to,
    subject: `Save a card for ${seller_name}`,
    sender: seller_name,
    paragraphs: [
      `Dear ${customer_name},`,
      `On the page below you can leave a card with us, to which we charge our invoices. It is kept by Stripe; we see its last four digits alone, and nothing is charged now.`,
      `The page works until ${until}. Answer this mail if you need a new one.`,
    ],
    button: { label: 'Save a card', url },
  })
}
