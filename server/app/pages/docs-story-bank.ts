import { type Json, of } from './docs-story.ts'

const account = '019a9c5e-3b1f-7c42-9d10-5a7e42c1b00f'
const transaction = '019a9c5e-3b1f-7c42-9d10-5a7e42c1b010'
/** What an address of these names. */
export const bankIds: [RegExp, string][] = [
  [/\/bank-accounts\//, account],
  [/\/bank-transactions\//, transaction],
]

const money = {
  transaction_date: '2026-11-20',
  amount_cents: 130_800,
  description: 'PayNow Transfer 7712345 From: KOPI KAKI PTE LTD OTHR inv 2026 7',
  reference: null,
  payer_name: null,
  line: 7,
  warning: null,
}

const columns = {
  date: 'Transaction Date',
  amount: null,
  credit: 'Credit Amount',
  debit: 'Debit Amount',
  description: ['Transaction Ref1', 'Transaction Ref2', 'Transaction Ref3'],
  reference: ['Reference'],
  payer_name: null,
  payer_account: null,
  balance: null,
  date_order: 'day_first',
}

/** What the examples tell of the bank: the money of Kopi Kaki came in, with the number of the invoice typed by hand. */
export function bankStory(ids: { invoice: string; payment: string }): Record<string, Json> {
  return {
    ...of('NewBankAccount', { name: 'DBS current account' }),
    ...of('BankAccount', { id: account, name: 'DBS current account', open_count: 3 }),
    ...of('BankTransaction', {
      ...money,
      id: transaction,
      payment_id: ids.payment,
      status: 'matched',
      suggestions: [],
    }),
    ...of('PreviewRow', money),
    'BankReason.code': 'reference',
    'BankReason.detail': 'The text names INV-2026-00007',
    ...of('BadRow', { line: 12, reason: 'The date “31/02/2026” cannot be read.' }),
    ...of('BankImport', {
      status: 'completed',
      format: 'csv',
      failure: null,
      started_by: 'Tan Mei Ling',
      taken_back_by: null,
      taken_back_at: null,
    }),
    ...of('BankColumns', columns),
    'ColumnsToRemember.mapping': columns,
    ...of('IgnoreTransaction', { note: 'Interest of the bank' }),
    ...of('HoldTransaction', { held_until: '2026-12-01', note: 'Asked who sent it' }),
    ...of('UndoMatch', { reason: 'It was for another invoice' }),
    bank_account_id: account,
    bank_import_id: '019a9c5e-3b1f-7c42-9d10-5a7e42c1b011',
    suggestion_id: '019a9c5e-3b1f-7c42-9d10-5a7e42c1b012',
    file_name: 'dbs-november.csv',
    content: 'RGF0ZSxEZXNjcmlwdGlvbixBbW91bnQK',
    header_fingerprint: 'Zx1q0c2mH7sVbQ',
    heads: ['Transaction Date', 'Reference', 'Debit Amount', 'Credit Amount'],
    sample: [['20 Nov 2026', 'ICT', '', '1,308.00']],
    account_number: '072-123456-7',
    bank: 'DBS',
  }
}
