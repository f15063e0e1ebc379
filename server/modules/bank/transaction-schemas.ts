import { type Static, Type } from 'typebox'
import {
  Cents,
  Currency,
  Day,
  Id,
  Input,
  Instant,
  Line,
  ListQuery,
  Meaning,
  Nullable,
  OneOf,
  Output,
  Page,
  SignedCents,
} from '#platform/schemas.ts'
import { reasonCodes } from './rules.ts'

export const BankReason = Output('BankReason', {
  code: Meaning(OneOf(...reasonCodes), 'For programs and for chips'),
  detail: Type.String({ description: 'For a person' }),
})

const Allocation = Output('BankAllocation', {
  invoice_id: Id,
  invoice_number: Type.String(),
  amount_cents: Meaning(SignedCents, 'The part of the money that settles this invoice'),
})

export type BankSuggestion = Static<typeof BankSuggestion>
export const BankSuggestion = Output('BankSuggestion', {
  id: Id,
  customer_id: Id,
  customer_name: Type.String(),
  allocations: Type.Array(Allocation, { description: 'What it would settle' }),
  fee_cents: Meaning(SignedCents, 'What a bank kept on the way, and would be booked as a fee'),
  score: Type.Integer({ minimum: 0, maximum: 100, description: 'How much speaks for it' }),
  reasons: Type.Array(BankReason, { description: 'What speaks for it, and against' }),
})

const Status = OneOf('open', 'matched', 'ignored', 'on_hold')

export type BankTransaction = Static<typeof BankTransaction>
export const BankTransaction = Output('BankTransaction', {
  id: Id,
  bank_account_id: Meaning(Id, 'Where the money is'),
  bank_import_id: Meaning(Id, 'The statement that brought it'),
  line: Type.Integer({ description: 'Where it stands in that file' }),
  transaction_date: Meaning(Day, 'When the bank booked it'),
  amount_cents: Meaning(SignedCents, 'Positive where money came in'),
  currency: Currency,
  description: Type.String({ description: 'The text of the bank' }),
  reference: Nullable(Type.String({ description: 'What the payer or the bank refers to' })),
  payer_name: Nullable(Type.String({ description: 'Who paid, where the bank says so in a place of its own' })),
  payer_account: Nullable(Type.String({ description: 'From which account, where the bank says so' })),
  balance_cents: Meaning(Nullable(SignedCents), 'After it, where the statement has balances'),
  warning: Nullable(Type.String({ description: 'Why its amount is doubted; then it is never matched by itself' })),
  doubts: Type.Array(BankReason, {
    description: 'What speaks against it however it is explained, such as money that was sent twice',
  }),
  status: Meaning(Status, 'What is on hold is open again from the day it was held until'),
  held_until: Meaning(Nullable(Day), 'Null unless on hold'),
  note: Nullable(Type.String({ description: 'Why it is ignored or on hold' })),
  payment_id: Meaning(Nullable(Id), 'What was recorded of it; null unless matched'),
  customer_id: Meaning(Nullable(Id), 'Whose payment it is; null unless matched'),
  customer_name: Nullable(Type.String({ description: 'Null unless matched' })),
  allocations: Type.Array(Allocation, { description: 'What the payment settles now; empty unless matched' }),
  is_automatic: Type.Boolean({ description: 'Matched by itself, with certainty' }),
  match_score: Meaning(Nullable(Type.Integer()), 'How much spoke for it; null unless a suggestion was taken'),
  match_reasons: Type.Array(BankReason, { description: 'What spoke for it' }),
  matched_by: Nullable(Type.String({ description: 'Null unless matched' })),
  matched_at: Meaning(Nullable(Instant), 'Null unless matched'),
  undone_at: Meaning(Nullable(Instant), 'When a match was last undone; from then on it is only matched by people'),
  suggestions: Type.Array(BankSuggestion, {
    description: 'The best first, as far as they still hold; empty once matched',
  }),
  created_at: Instant,
})

export type BankTransactionQuery = Static<typeof BankTransactionQuery>
export const BankTransactionQuery = Input('BankTransactionQuery', {
  ...ListQuery,
  bank_account_id: Meaning(Type.Optional(Id), 'Only of this account'),
  bank_import_id: Meaning(Type.Optional(Id), 'Only what this statement brought'),
  status: Meaning(Type.Optional(Status), 'All unless you say otherwise'),
  direction: Meaning(Type.Optional(OneOf('in', 'out')), 'Only money that came in, or went out'),
  from: Meaning(Type.Optional(Day), 'Only of this day or later'),
  to: Meaning(Type.Optional(Day), 'Only of this day or earlier'),
  q: Meaning(
    Type.Optional(Line(100)),
    'Words in the text, the reference or the name of the payer, or an amount such as 1,308.00',
  ),
})
export type BankTransactionPage = Static<typeof BankTransactionPage>
export const BankTransactionPage = Page('BankTransactionPage', BankTransaction)

export type BankTotalsQuery = Static<typeof BankTotalsQuery>
export const BankTotalsQuery = Input('BankTotalsQuery', {
  bank_account_id: Meaning(Type.Optional(Id), 'Only of this account'),
  bank_import_id: Meaning(Type.Optional(Id), 'Only what this statement brought'),
})

export type BankTotals = Static<typeof BankTotals>
const Total = (title: string) =>
  Output(title, {
    count: Type.Integer({ description: 'Lines' }),
    amount_cents: Meaning(SignedCents, 'Their sum'),
  })
export const BankTotals = Output('BankTotals', {
  open: Meaning(Total('BankOpenTotal'), 'Money that came in and waits to be matched'),
  suggested: Meaning(Total('BankSuggestedTotal'), 'The part of it with a suggestion'),
  on_hold: Meaning(Total('BankHeldTotal'), 'Money that came in and is on hold'),
  matched: Meaning(Total('BankMatchedTotal'), 'What became payments'),
  ignored: Meaning(Total('BankIgnoredTotal'), 'Money that came in and is no payment of a customer'),
  in_progress: Meaning(
    Total('BankInProgressTotal'),
    'All money that came in with statements of which some still waits: what `open` is the rest of',
  ),
})

export type AcceptSuggestion = Static<typeof AcceptSuggestion>
export const AcceptSuggestion = Input('AcceptSuggestion', {
  suggestion_id: Meaning(Type.Optional(Id), 'Which of the suggestions; the best unless you say otherwise'),
})

export type AllocateTransaction = Static<typeof AllocateTransaction>
export const AllocateTransaction = Input('AllocateTransaction', {
  customer_id: Meaning(Id, 'Who paid'),
  allocations: Type.Array(
    Input('NewBankAllocation', {
      invoice_id: Id,
      amount_cents: Type.Integer({ minimum: 1, maximum: 10_000_000_000_000, description: 'At most what is due on it' }),
    }),
    { maxItems: 100, description: 'Which invoices it settles, each once; what is left is credit of the customer' },
  ),
  fee_cents: Meaning(Type.Optional(Cents), 'What a bank kept of it; the invoices are settled as if it had come in'),
})

export type IgnoreTransaction = Static<typeof IgnoreTransaction>
export const IgnoreTransaction = Input('IgnoreTransaction', {
  note: Meaning(Line(500), 'Why it is no payment of a customer'),
})

export type HoldTransaction = Static<typeof HoldTransaction>
export const HoldTransaction = Input('HoldTransaction', {
  held_until: Meaning(Day, 'It is open again from this day on'),
  note: Meaning(Type.Optional(Nullable(Line(500))), 'What is waited for'),
})

export type UndoMatch = Static<typeof UndoMatch>
export const UndoMatch = Input('UndoMatch', {
  reason: Meaning(Line(500), 'Kept with the payment, which is reversed'),
})

export type MatchingStarted = Static<typeof MatchingStarted>
export const MatchingStarted = Output('MatchingStarted', {
  open_count: Type.Integer({ description: 'How much money that came in is looked at again, in the background' }),
})
