import type { Party } from '#modules/invoices/schemas.ts'
import { shortDay } from '#platform/short-day.ts'
import type { Statement, StatementLine } from './schemas.ts'

const words: Record<StatementLine['kind'], string> = {
  invoice: 'Invoice',
  debit_note: 'Debit note',
  credit_note: 'Credit note',
  payment: 'Payment, with thanks',
  payment_reversed: 'Payment taken back',
  refund: 'Refund',
  invoice_voided: 'Invoice voided',
  written_off: 'Written off',
}

/** Everything the page says, as text; the template only places it. */
export function statementPage(statement: Statement) {
  const { currency, from_date, to_date, closing_balance_cents, ageing } = statement
  return {
    title: 'Statement of account',
    range: `${shortDay(from_date)} to ${shortDay(to_date)}`,
    seller: party(statement.seller),
    buyer: party(statement.customer),
    headline: {
      label: closing_balance_cents < 0 ? 'In your favour' : 'Balance',
      amount: `${currency} ${money(Math.abs(closing_balance_cents))}`,
      note: `On ${shortDay(to_date)}`,
    },
    opening: { label: `Brought forward to ${shortDay(from_date)}`, balance: money(statement.opening_balance_cents) },
    lines: statement.lines.map((line) => ({
      date: shortDay(line.date),
      description: [words[line.kind], line.number ?? ''],
      charge: line.amount_cents > 0 ? money(line.amount_cents) : '',
      credit: line.amount_cents > 0 ? '' : money(-line.amount_cents),
      balance: money(line.balance_cents),
    })),
    closing: { label: 'Balance', balance: money(closing_balance_cents) },
    ageing: [
      ['Not due', money(ageing.not_due_cents)],
      ['1–30 days late', money(ageing.days_1_30_cents)],
      ['31–60 days late', money(ageing.days_31_60_cents)],
      ['61–90 days late', money(ageing.days_61_90_cents)],
      ['Over 90 days late', money(ageing.days_over_90_cents)],
    ],
    credit: statement.credit_cents > 0 ? `Your credit with us: ${currency} ${money(statement.credit_cents)}` : '',
  }
}

function party({ name, uen, email, address }: Party) {
  const city =
    address &&
    (address.country === 'SG' ? `Singapore ${address.postal_code}` : `${address.postal_code}, ${address.country}`)
  return {
    name,
    address: [address?.line1, address?.line2, city].filter(Boolean),
    numbers: [uen && `UEN ${uen}`, email].filter(Boolean),
  }
}

/** Whole cents to "1,234.50", never through a float. */
export function money(cents: number): string {
  const digits = String(Math.abs(cents)).padStart(3, '0')
  return `${cents < 0 ? '−' : ''}${digits.slice(0, -2).replaceAll(/\B(?=(\d{3})+$)/g, ',')}.${digits.slice(-2)}`
}
