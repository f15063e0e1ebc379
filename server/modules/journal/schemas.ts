import { type Static, Type } from 'typebox'
import {
  Cents,
  Currency,
  Day,
  Id,
  Input,
  ListQuery,
  Meaning,
  OneOf,
  Output,
  Page,
  SignedCents,
} from '#platform/schemas.ts'

export const accounts = [
  'bank',
  'cash',
  'stripe_balance',
  'receivables',
  'customer_credits',
  'deferred_revenue',
  'revenue',
  'gst_output',
  'fees',
  'bad_debts',
] as const
export type Account = (typeof accounts)[number]
export const Account = OneOf(...accounts)

/** Accounts that money comes into: those a payment names. */
export const moneyAccounts = ['bank', 'cash', 'stripe_balance'] as const
export const MoneyAccount = OneOf(...moneyAccounts)

export const journalSources = [
  'invoice',
  'invoice_voided',
  'invoice_written_off',
  'credit_note',
  'payment',
  'payment_reversed',
  'allocation',
  'allocation_removed',
  'refund',
  'refund_failed',
  'dispute',
] as const
export type JournalSource = (typeof journalSources)[number]

/** One debit and one credit of the same amount. */
export type JournalEntry = Static<typeof JournalEntry>
export const JournalEntry = Output('JournalEntry', {
  entry_date: Meaning(
    Day,
    'The day on which it counts; of revenue that a later month earns, the last day of that month',
  ),
  source: Meaning(OneOf(...journalSources), 'What made it'),
  source_id: Meaning(Id, 'Of the invoice, credit note, payment, allocation or refund'),
  position: Type.Integer({ description: 'Among the entries of the same source' }),
  debit_account: Meaning(Account, 'What the amount is added to on the left'),
  credit_account: Meaning(Account, 'What the amount is added to on the right'),
  amount_cents: Meaning(Cents, 'The same on both sides'),
})

export type JournalQuery = Static<typeof JournalQuery>
export const JournalQuery = Input('JournalQuery', {
  ...ListQuery,
  from: Type.Optional(Type.String({ format: 'date', description: 'First day' })),
  to: Type.Optional(Type.String({ format: 'date', description: 'Last day' })),
  account: Meaning(Type.Optional(Account), 'Only entries that debit or credit it'),
  source_id: Meaning(Type.Optional(Id), 'Only what this document or payment made'),
})
export type JournalPage = Static<typeof JournalPage>
export const JournalPage = Page('JournalPage', JournalEntry)

export type TrialBalanceQuery = Static<typeof TrialBalanceQuery>
export const TrialBalanceQuery = Input('TrialBalanceQuery', {
  as_of_date: Meaning(Type.Optional(Day), 'Entries until this day count; today unless you say otherwise'),
})

export type TrialBalance = Static<typeof TrialBalance>
export const TrialBalance = Output('TrialBalance', {
  as_of_date: Meaning(Day, 'Entries until this day count'),
  currency: Currency,
  accounts: Type.Array(
    Output('AccountBalance', {
      account: Meaning(Account, 'Of the books; amounts of all kinds of money and debt have one'),
      debit_cents: Meaning(SignedCents, 'All debits'),
      credit_cents: Meaning(SignedCents, 'All credits'),
      balance_cents: Meaning(SignedCents, 'Debits less credits: what is owned or spent is positive'),
    }),
    { description: 'Every account, also those without entries' },
  ),
  debit_cents: Meaning(SignedCents, 'All debits; always equal to `credit_cents`'),
  credit_cents: Meaning(SignedCents, 'All credits'),
})
