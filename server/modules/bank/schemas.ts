import { type Static, Type } from 'typebox'
import {
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
  Version,
} from '#platform/schemas.ts'

const Count = (description: string) => Type.Integer({ minimum: 0, description })
const bank = 'Such as DBS, for people'
const account_number = 'As it is printed on statements'

export type NewBankAccount = Static<typeof NewBankAccount>
export const NewBankAccount = Input('NewBankAccount', {
  name: Meaning(Line(100), 'How people call it; each name once'),
  bank: Meaning(Type.Optional(Nullable(Line(60))), bank),
  account_number: Meaning(Type.Optional(Nullable(Line(40))), account_number),
})

export type BankAccountChanges = Static<typeof BankAccountChanges>
export const BankAccountChanges = Type.Object(Type.Partial(NewBankAccount).properties, {
  title: 'BankAccountChanges',
  additionalProperties: false,
  minProperties: 1,
})

export type BankAccount = Static<typeof BankAccount>
export const BankAccount = Output('BankAccount', {
  id: Id,
  name: Type.String({ description: 'How people call it' }),
  bank: Nullable(Type.String({ description: bank })),
  account_number: Nullable(Type.String({ description: account_number })),
  currency: Meaning(OneOf('SGD'), 'Of all amounts'),
  open_count: Count('Money that came in and waits to be matched'),
  last_transaction_date: Meaning(Nullable(Day), 'Of the newest line that was imported'),
  last_imported_at: Meaning(Nullable(Instant), 'When the last statement was taken'),
  archived_at: Meaning(Nullable(Instant), 'Null while the account is in the lists'),
  version: Version,
  created_at: Instant,
})

export type BankAccountQuery = Static<typeof BankAccountQuery>
export const BankAccountQuery = Input('BankAccountQuery', {
  archived: Meaning(Type.Optional(OneOf('no', 'yes', 'all')), '`no` unless you say otherwise'),
})
export type BankAccountList = Static<typeof BankAccountList>
export const BankAccountList = Output('BankAccountList', {
  data: Type.Array(BankAccount, { description: 'By name; all of them' }),
})

const Head = (description: string) => Meaning(Nullable(Type.String({ minLength: 1, maxLength: 200 })), description)
const Heads = (description: string) =>
  Type.Array(Type.String({ minLength: 1, maxLength: 200 }), { maxItems: 10, description })

export type Columns = Static<typeof Columns>
/** By the words at the head of each column, as they stand in the file. */
export const Columns = Output('BankColumns', {
  date: Type.String({ minLength: 1, maxLength: 200, description: 'The day of the transaction' }),
  amount: Head('With a sign; null where money in and out have columns of their own'),
  credit: Head('Money that came in; null where `amount` has a sign'),
  debit: Head('Money that went out; null where `amount` has a sign'),
  description: Heads('Read as one text, in this order'),
  reference: Heads('Read as one text, in this order'),
  payer_name: Head('Who paid'),
  payer_account: Head('From which account'),
  balance: Head('After the transaction; an amount that does not fit is pointed out'),
  date_order: Meaning(OneOf('day_first', 'month_first'), 'How to read 03/11/2026'),
})

const header_fingerprint = 'Names the layout: the same heads have the same'

export type ColumnsToRemember = Static<typeof ColumnsToRemember>
export const ColumnsToRemember = Input('ColumnsToRemember', {
  header_fingerprint: Type.String({ minLength: 1, maxLength: 128, description: header_fingerprint }),
  mapping: Meaning(Columns, 'Used for every file of this account with that layout'),
})

/** 48 MiB of a file are 64 MiB in base64. */
export const largestBody = 67_108_864
const longestContent = largestBody - 2_048

export type StatementFile = Static<typeof StatementFile>
export const StatementFile = Input('StatementFile', {
  file_name: Meaning(Line(200), 'For people; the format is told from the content'),
  content: Type.String({ minLength: 1, maxLength: longestContent, description: 'The file in base64, at most 48 MiB' }),
})

export type StatementToPreview = Static<typeof StatementToPreview>
export const StatementToPreview = Input('StatementToPreview', {
  ...StatementFile.properties,
  mapping: Meaning(Type.Optional(Columns), 'To try columns before they are remembered; only of a CSV'),
})

const Format = Meaning(OneOf('csv', 'ofx', 'mt940', 'camt053'), 'Told from the content')
const BadRow = Output('BadRow', {
  line: Type.Integer({ description: 'Where it stands in the file, from 1' }),
  reason: Type.String({ description: 'Why it is left out' }),
})

const PreviewRow = Output('PreviewRow', {
  line: Type.Integer({ description: 'Where it stands in the file, from 1' }),
  transaction_date: Meaning(Day, 'When the bank booked it'),
  amount_cents: Meaning(SignedCents, 'Positive where money came in'),
  description: Type.String({ description: 'The text of the bank' }),
  reference: Nullable(Type.String({ description: 'What the payer or the bank refers to' })),
  payer_name: Nullable(Type.String({ description: 'Who paid, where the bank says so in a place of its own' })),
  warning: Nullable(Type.String({ description: 'Why somebody should look at it' })),
})

export type StatementPreview = Static<typeof StatementPreview>
export const StatementPreview = Output('StatementPreview', {
  format: Format,
  bank: Nullable(Type.String({ description: 'Whose layout it is, where it is known' })),
  header_fingerprint: Nullable(Type.String({ description: `${header_fingerprint}; only of a CSV` })),
  heads: Type.Array(Type.String(), { description: 'The heads of the columns; only of a CSV' }),
  mapping: Meaning(Nullable(Columns), 'As remembered or guessed; null until somebody says which column is which'),
  sample: Type.Array(Type.Array(Type.String()), {
    description: 'The cells of the first lines below the heads, as they are',
  }),
  rows: Type.Array(PreviewRow, { description: 'How the first lines would be read' }),
  row_count: Count('Lines of the whole file that can be read'),
  new_count: Count('Those that are not there yet'),
  known_count: Count('Those that an earlier statement brought'),
  bad_count: Count('Lines that would be left out'),
  doubtful_count: Count('Lines that somebody should look at'),
  in_cents: Meaning(SignedCents, 'The sum of what came in'),
  out_cents: Meaning(SignedCents, 'The sum of what went out, without its sign'),
  from_date: Meaning(Nullable(Day), 'Of the earliest line'),
  to_date: Meaning(Nullable(Day), 'Of the latest line'),
  bad_rows: Type.Array(BadRow, { description: 'Those that would be left out: the first hundred' }),
  doubtful_rows: Type.Array(PreviewRow, { description: 'Those that somebody should look at: the first twenty' }),
  known_import_id: Meaning(Nullable(Id), 'This very file was imported already, and this is what came of it'),
})

export type BankImport = Static<typeof BankImport>
export const BankImport = Output('BankImport', {
  id: Id,
  bank_account_id: Meaning(Id, 'Whose statement it is'),
  file_name: Type.String({ description: 'As it was called' }),
  byte_count: Count('How large the file is'),
  format: Format,
  bank: Nullable(Type.String({ description: 'Whose layout it is, where it is known' })),
  status: Meaning(
    OneOf('reading', 'matching', 'completed', 'failed', 'taking_back', 'taken_back'),
    'Read, matched and taken back in the background',
  ),
  failure: Nullable(Type.String({ description: 'Why it failed; null unless it did' })),
  row_count: Count('Lines that were read so far'),
  new_count: Count('Those that were not there before'),
  known_count: Count('Those that an earlier statement had brought'),
  bad_count: Count('Lines that could not be read'),
  doubtful_count: Count('Those whose amount does not fit the balances'),
  matched_count: Count('New ones that were matched with certainty'),
  bad_rows: Type.Array(BadRow, { description: 'The first hundred' }),
  started_by: Type.String({ description: 'Who imported it' }),
  created_at: Instant,
  ended_at: Meaning(Nullable(Instant), 'When it was read and matched; null while it is under way'),
  taken_back_by: Nullable(Type.String({ description: 'Who took it back; null unless somebody did' })),
  taken_back_at: Meaning(Nullable(Instant), 'When that was asked; null unless somebody did'),
})

export type BankImportQuery = Static<typeof BankImportQuery>
export const BankImportQuery = Input('BankImportQuery', {
  ...ListQuery,
  bank_account_id: Meaning(Type.Optional(Id), 'Only of this account'),
})
export type BankImportPage = Static<typeof BankImportPage>
export const BankImportPage = Page('BankImportPage', BankImport)
