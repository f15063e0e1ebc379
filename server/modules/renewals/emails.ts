import type { Price } from '#modules/plans/schemas.ts'
import { asWords, letter, type Mail } from '#platform/mail.ts'
import { shortDay } from '#platform/short-day.ts'

/** What goes on when a minimum term ends, and who is told. */
export type Renewal = {
  customer_email: string
  seller_name: string
  seller_email: string
  plan_name: string
  billing_interval: Price['billing_interval']
  /** With add-ons, before GST; null where use decides it. */
  amount_cents: number | null
  has_coupon: boolean
  minimum_term_end_date: string
  /** The first renewal that the term does not ask for, and the day on which the next comes. */
  from_date: string
  to_date: string
}

export function renewalNoticeMail(renewal: Renewal): Mail {
  const { customer_email, billing_interval, from_date, to_date } = renewal
  const [plan, seller] = [asWords(renewal.plan_name), asWords(renewal.seller_name)]
  const lastDay = dayBefore(renewal.minimum_term_end_date)
  return letter({
    to: customer_email,
    subject: `Your term for ${plan} ends on ${lastDay}`,
    paragraphs: [
      'Hello,',
      `The minimum term of your subscription to ${plan} with ${seller} ends on ${lastDay}.`,
      `If you do nothing, it goes on by itself: on ${shortDay(from_date)} it renews until ${dayBefore(to_date)}, and then for one ${billing_interval} after the other. ${priceWords(renewal)}`,
      `To end it instead, write to ${seller} at ${renewal.seller_email} before ${shortDay(from_date)}.`,
    ],
  })
}

function priceWords({ amount_cents, billing_interval, has_coupon }: Renewal): string {
  if (amount_cents === null) return 'What it costs depends on what you use.'
  return `It costs $${dollars(amount_cents)} a ${billing_interval}, before GST${has_coupon ? ' and before your discount' : ''}.`
}

const dayBefore = (day: string): string => shortDay(Temporal.PlainDate.from(day).subtract({ days: 1 }).toString())

const dollars = (cents: number): string => `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`
