import { asWords, type Letter, letter } from '#platform/mail.ts'
import { shortDay } from '#platform/short-day.ts'
import { money } from './statement-page.ts'
import type { Statement } from './schemas.ts'

/** `live_url`: where the customer reads it as it is on the day they look. */
export function statementLetter(
  { seller, customer, ...statement }: Statement,
  to: string,
  live_url: string | undefined,
): Letter {
  const { from_date, to_date, closing_balance_cents } = statement
  const name = asWords(seller.name)
  const owed =
    closing_balance_cents > 0
      ? `On that day ${money(closing_balance_cents)} ${statement.currency} was open.`
      : 'On that day nothing was open.'
  return letter({
    to,
    subject: `Statement of account from ${name}, ${shortDay(to_date)}`,
    sender: name,
    paragraphs: [
      `Hello ${asWords(customer.name)},`,
      `Attached is your statement of account with ${name} from ${shortDay(from_date)} to ${shortDay(to_date)}. ${owed}`,
      'If it does not agree with your books, please answer this mail.',
    ],
    ...(live_url && { button: { label: 'See it as it is now', url: live_url } }),
  })
}
