import { fingerprint } from '#platform/crypto.ts'
import type { DateOrder } from '#platform/read-day.ts'

/** Which column of a bank's CSV means what, by the words at its head. */
export type ColumnMapping = {
  date: string
  /** One column with a sign, or two without. */
  amount: string | null
  credit: string | null
  debit: string | null
  description: string[]
  reference: string[]
  payer_name: string | null
  payer_account: string | null
  balance: string | null
  date_order: DateOrder
}

/** Heads as public exports of the banks show them, from the most to the least telling; compared without their signs. */
const words: Record<Exclude<keyof ColumnMapping, 'date_order'>, string[]> = {
  date: [
    'transaction date',
    'post date',
    'posting date',
    'date',
    'txn date',
    'statement date',
    'value date',
    'booking date',
  ],
  amount: ['amount', 'transaction amount', 'amount sgd', 'net amount'],
  credit: [
    'credit amount',
    'deposits sgd',
    'deposit sgd',
    'deposits',
    'deposit',
    'credit',
    'credit sgd',
    'money in',
    'paid in',
    'cash in',
  ],
  debit: [
    'debit amount',
    'withdrawals sgd',
    'withdrawal sgd',
    'withdrawals',
    'withdrawal',
    'debit',
    'debit sgd',
    'money out',
    'paid out',
    'cash out',
  ],
  description: [
    'description',
    'transaction description',
    'transaction description 1',
    'transaction description 2',
    'transaction details',
    'statement details info',
    'supplementary details',
    'details',
    'narrative',
    'particulars',
    'transaction ref1',
    'transaction ref2',
    'transaction ref3',
    'additional reference',
    'misc reference',
    'remarks',
    'memo',
  ],
  reference: [
    'your reference',
    'customer reference',
    'client reference',
    'payment reference',
    'our ref',
    'our reference',
    'reference',
    'reference no',
    'ref no',
  ],
  payer_name: [
    'ref for account owner',
    'payer name',
    'payer',
    'counterparty',
    'counterparty name',
    'sender',
    'remitter',
    'from',
    'payee',
  ],
  payer_account: ['payer account', 'counterparty account', 'sender account', 'from account', 'account no of payer'],
  balance: [
    'closing book balance',
    'running balance',
    'available balance',
    'ledger balance',
    'balance',
    'balance sgd',
    'ledger balance sgd',
  ],
}

const plain = (head: string) =>
  head
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()

/** What the heads mean where they are known; undefined when a day or an amount is not among them. */
export function guessMapping(heads: string[]): ColumnMapping | undefined {
  const find = (known: string[]) =>
    known
      .flatMap((word) => heads.filter((head) => plain(head) === word))
      .filter((head, i, all) => all.indexOf(head) === i)
  const first = (field: keyof typeof words) => find(words[field])[0] ?? null
  const [date, credit, debit, amount] = [first('date'), first('credit'), first('debit'), first('amount')]
  if (!date || !(amount || (credit && debit))) return undefined
  const has_both = credit !== null && debit !== null
  return {
    date,
    amount: has_both ? null : amount,
    credit: has_both ? credit : null,
    debit: has_both ? debit : null,
    description: inOrder(heads, find(words.description)),
    reference: inOrder(heads, find(words.reference)),
    payer_name: first('payer_name'),
    payer_account: first('payer_account'),
    balance: first('balance'),
    date_order: 'day_first',
  }
}

const inOrder = (heads: string[], chosen: string[]) => heads.filter((head) => chosen.includes(head))

/** Names a layout, so that what somebody said of its columns is remembered for the next file. */
export const fingerprintOf = (heads: string[]): string => fingerprint(...heads.map(plain))

/** Every column that a mapping names is there. */
export function fits(mapping: ColumnMapping, heads: string[]): boolean {
  const { date_order: _, description, reference, ...single } = mapping
  return [...description, ...reference, ...Object.values(single)].every(
    (head) => head === null || placeOf(head, heads) !== -1,
  )
}

/** Where a column stands; like the fingerprint it does not mind capitals and signs, which banks change. */
export function placeOf(head: string, heads: string[]): number {
  const exact = heads.indexOf(head)
  return exact === -1 ? heads.findIndex((other) => plain(other) === plain(head)) : exact
}

/** The column that names the currency, where there is one. */
export const currencyPlace = (heads: string[]): number =>
  heads.findIndex((head) => /^((account|transaction) )?(currency|ccy)$/.test(plain(head)))

const signatures: [bank: string, heads: string[]][] = [
  ['DBS', ['transaction ref1', 'transaction ref2', 'transaction ref3']],
  ['DBS', ['value date', 'transaction description 1', 'transaction description 2']],
  ['OCBC', ['statement details info', 'ref for account owner']],
  ['OCBC', ['value date', 'withdrawals sgd', 'deposits sgd']],
  ['UOB', ['transaction description', 'withdrawal', 'deposit', 'available balance']],
  ['UOB', ['statement date', 'your reference', 'our reference', 'deposit', 'withdrawal']],
]

export function bankOf(heads: string[]): string | null {
  const all = new Set(heads.map(plain))
  return signatures.find(([, wanted]) => wanted.every((head) => all.has(head)))?.[0] ?? null
}
