import { readFileSync } from 'node:fs'
import type { Incoming } from '#modules/bank/explain-transaction.ts'
import type { NumberedInvoice } from '#modules/bank/invoice-index.ts'
import { type Match, type MatchInput, matchTransactions } from '#modules/bank/match-transactions.ts'
import type { KnownPayer } from '#modules/bank/payer-index.ts'
import { readStatement } from '#modules/bank/read-statement.ts'
import { isBad } from '#modules/bank/statement-rows.ts'

const folder = new URL('./fixtures/bank/', import.meta.url)
const json = (name: string) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as unknown

type Answer = {
  date: string
  amount_cents: number
  disguise: string
  answer: { number: string; amount_cents: number }[] | null
}
export type Asked = { file: string; money: Incoming; expected: Answer }

export const readOwed = () =>
  json('owed.json') as { customers: (Omit<KnownPayer, 'customer_id'> & { id: string })[]; invoices: NumberedInvoice[] }

/** Every row of the shipped statements beside what is right for it. */
export function readBankFiles(): Asked[] {
  return (json('answers.json') as { name: string; rows: Answer[] }[]).flatMap(({ name, rows }) => {
    const items = [...readStatement(readFileSync(new URL(name, folder))).items]
    // One bank writes the newest on top.
    if (name === 'uob.csv') items.reverse()
    if (items.length !== rows.length) throw new Error(`${name} has ${items.length} rows, and ${rows.length} answers`)
    return items.map((item, i) => {
      const expected = rows[i]!
      if (isBad(item)) throw new Error(`${name}, line ${item.line}: ${item.reason}`)
      if (item.transaction_date !== expected.date || item.amount_cents !== expected.amount_cents)
        throw new Error(`${name}, line ${item.line} is not the row that answer ${i} is for`)
      return { file: name, expected, money: { ...item, id: `${name} ${i}`, is_doubtful: item.warning !== null } }
    })
  })
}

export function owedInput(transactions: Incoming[]): MatchInput {
  const { customers, invoices } = readOwed()
  return { transactions, invoices, payers: customers.map(({ id, ...customer }) => ({ customer_id: id, ...customer })) }
}

export type Marked = Asked & { match: Match; verdict: 'right' | 'missed' | 'wrong' | 'left alone' }

/** The matcher's answers beside the key: right and missed of what can be matched, and wrong wherever it was too sure. */
export function markBankFiles(): Marked[] {
  const asked = readBankFiles()
  const input = owedInput(asked.map(({ money }) => money))
  const numbers = new Map(input.invoices.map(({ id, number }) => [id, number]))
  return matchTransactions(input).map((match, i): Marked => {
    const { answer } = asked[i]!.expected
    if (match.standing !== 'certain') return { ...asked[i]!, match, verdict: answer ? 'missed' : 'left alone' }
    const given = match.suggestions[0]!.allocations.map(
      ({ invoice_id, amount_cents }) => `${numbers.get(invoice_id)} ${amount_cents}`,
    )
    const wanted = answer?.map(({ number, amount_cents }) => `${number} ${amount_cents}`)
    const is_right = wanted !== undefined && given.toSorted().join() === wanted.toSorted().join()
    return { ...asked[i]!, match, verdict: is_right ? 'right' : 'wrong' }
  })
}
