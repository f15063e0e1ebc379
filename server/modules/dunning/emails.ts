import type { Context } from '#platform/context.ts'
import { asWords, type Letter, letter } from '#platform/mail.ts'
import { shortDay } from '#platform/short-day.ts'
import { daysBetween, fill } from './rules.ts'
import type { DunningStep } from './schemas.ts'

export type Overdue = {
  id: string
  number: string
  due_date: string
  amount_due_cents: number
  step_days: number | null
}
export type Reminded = { customer_name: string; customer_email: string; seller_name: string; today: string }

/** How many papers one mail carries: more than that many would be refused by many mail servers. */
export const papersMax = 20

/** Where a customer sees what they owe as it is now; undefined where there is no such place. */
export type PortalUrl = (ctx: Context, email: string) => Promise<string | undefined>

/** One mail with everything that is overdue, oldest first, its sum, and the words of the step. */
export function reminderLetter(
  step: Pick<DunningStep, 'subject' | 'text'>,
  about: Reminded,
  invoices: Overdue[],
  portal_url: string | undefined,
): Letter {
  const { today, customer_email } = about
  const [seller_name, customer_name] = [asWords(about.seller_name), asWords(about.customer_name)]
  const oldest = invoices[0]!
  const total = dollars(invoices.reduce((sum, invoice) => sum + invoice.amount_due_cents, 0))
  const late = Math.max(0, daysBetween(oldest.due_date, today))
  const values = {
    customer_name,
    seller_name,
    total,
    invoice_count: invoices.length === 1 ? '1 invoice' : `${invoices.length} invoices`,
    oldest_number: oldest.number,
    oldest_due_date: shortDay(oldest.due_date),
    days_late: late === 1 ? '1 day' : `${late} days`,
  }
  const left = invoices.length - papersMax
  return letter({
    to: customer_email,
    subject: fill(step.subject, values),
    sender: seller_name,
    paragraphs: [
      ...fill(step.text, values).split(/\n\s*\n/),
      [...invoices.map((invoice) => lineOf(invoice, today)), `Total: ${total}`].join('\n'),
      ...(left > 0 ? [`The oldest ${papersMax} invoices are attached. Answer this mail if you need the others.`] : []),
    ],
    ...(portal_url && { button: { label: 'See your invoices', url: portal_url } }),
  })
}

function lineOf({ number, due_date, amount_due_cents }: Overdue, today: string): string {
  const late = daysBetween(due_date, today)
  const state =
    late > 0
      ? `was due on ${shortDay(due_date)}, ${late === 1 ? '1 day' : `${late} days`} late`
      : `is due on ${shortDay(due_date)}`
  return `${number} ${state}: ${dollars(amount_due_cents)}`
}

function dollars(cents: number): string {
  const digits = String(cents).padStart(3, '0')
  return `$${digits.slice(0, -2).replaceAll(/\B(?=(\d{3})+$)/g, ',')}.${digits.slice(-2)}`
}
