import { type Static, Type } from 'typebox'
import { type GstCode, gstCodes } from '#modules/gst/schemas.ts'
import { MoneyAccount } from '#modules/journal/schemas.ts'
import {
  Currency,
  Day,
  Id,
  Input,
  Instant,
  Line,
  Meaning,
  Nullable,
  OneOf,
  Output,
  SignedCents,
} from '#platform/schemas.ts'

export type AccountingSystem = Static<typeof AccountingSystem>
export const AccountingSystem = OneOf('xero', 'quickbooks')
export type ExportContent = Static<typeof ExportContent>
export const ExportContent = OneOf('invoices', 'credit_notes', 'payments', 'write_offs', 'contacts')

const Name = Line(100)

/** One name for each GST code; `{rate}` in it becomes the rate of the line, such as `9`. */
export type TaxNames = Record<GstCode, string>
const taxNames = (title: string) =>
  Meaning(
    Type.Unsafe<TaxNames>(
      Input(title, Object.fromEntries(gstCodes.map((code) => [code, Meaning(Name, `What ${code} is called there`)]))),
    ),
    'What each GST code is called there; `{rate}` becomes the rate of the line',
  )

export type XeroCodes = Static<typeof XeroCodes>
export const XeroCodes = Input('XeroCodes', {
  revenue_account: Meaning(Line(10), 'Code of the account for sales'),
  bad_debts_account: Meaning(Line(10), 'Code of the account for what was written off'),
  tax_names: taxNames('XeroTaxNames'),
})

export type QuickbooksCodes = Static<typeof QuickbooksCodes>
export const QuickbooksCodes = Input('QuickbooksCodes', {
  product_name: Meaning(Name, 'Of the product or service under which all lines are sold'),
  receivable_account: Meaning(Name, 'Of what customers owe'),
  bank_account: Meaning(Name, 'Of money in the bank'),
  cash_account: Meaning(Name, 'Of cash'),
  stripe_account: Meaning(Name, 'Of what Stripe holds'),
  fees_account: Meaning(Name, 'Of what payment services keep'),
  bad_debts_account: Meaning(Name, 'Of what was written off'),
  tax_names: taxNames('QuickbooksTaxNames'),
})

export type AccountingSettings = Static<typeof AccountingSettings>
export const AccountingSettings = Output('AccountingSettings', {
  xero: Meaning(XeroCodes, 'As they are called in Xero'),
  quickbooks: Meaning(QuickbooksCodes, 'As they are called in QuickBooks Online'),
})
export type AccountingSettingsChanges = Static<typeof AccountingSettingsChanges>
export const AccountingSettingsChanges = Type.Object(
  {
    xero: Meaning(Type.Optional(XeroCodes), 'All of them'),
    quickbooks: Meaning(Type.Optional(QuickbooksCodes), 'All of them'),
  },
  { title: 'AccountingSettingsChanges', additionalProperties: false, minProperties: 1 },
)

const Selection = {
  system: Meaning(Type.Optional(AccountingSystem), 'Whose columns the file has; `xero` unless you say otherwise'),
  content: Meaning(Type.Optional(ExportContent), 'What is in the file; `invoices` unless you say otherwise'),
  account: Meaning(
    Type.Optional(MoneyAccount),
    'Of payments to Xero: which account, as each is a statement of its own; `bank` unless you say otherwise',
  ),
  from: Type.Optional(Type.String({ format: 'date', description: 'First day; left out: from the beginning' })),
  to: Type.Optional(Type.String({ format: 'date', description: 'Last day; left out: today' })),
  is_new: Meaning(Type.Optional(OneOf('true')), 'Only what no earlier file of this kind held, of whichever day'),
}
export type ExportSelection = Static<typeof ExportSelection>
export const ExportSelection = Input('ExportSelection', Selection)
export type ExportAgainQuery = Static<typeof ExportAgainQuery>
export const ExportAgainQuery = Input('ExportAgainQuery', {
  organization_id: Meaning(Type.Optional(Id), 'In place of the header, which a link cannot send'),
})
export type ExportFileQuery = Static<typeof ExportFileQuery>
export const ExportFileQuery = Input('ExportFileQuery', {
  ...Selection,
  organization_id: Meaning(Type.Optional(Id), 'In place of the header, which a link cannot send'),
})

export type AccountingExport = Static<typeof AccountingExport>
export const AccountingExport = Output('AccountingExport', {
  id: Id,
  system: Meaning(AccountingSystem, 'Whose columns the file had'),
  content: Meaning(ExportContent, 'What was in the file'),
  account: Meaning(Nullable(MoneyAccount), 'Of payments to Xero; else null'),
  from_date: Meaning(Nullable(Day), 'First day; null: from the beginning'),
  to_date: Meaning(Day, 'Last day'),
  is_new: Type.Boolean({ description: 'It held only what no earlier file of its kind did' }),
  count: Type.Integer({ description: 'Documents, movements of money, write-offs or contacts' }),
  amount_cents: Meaning(SignedCents, 'What they came to, with GST; 0 of contacts'),
  exported_by: Type.String({ description: 'Who took it' }),
  created_at: Instant,
})

export type AccountingExportList = Static<typeof AccountingExportList>
export const AccountingExportList = Output('AccountingExportList', {
  data: Type.Array(AccountingExport, { description: 'The newest first, at most fifty' }),
})

export type ExportPreview = Static<typeof ExportPreview>
export const ExportPreview = Output('ExportPreview', {
  from_date: Meaning(Nullable(Day), 'First day; null: from the beginning'),
  to_date: Meaning(Day, 'Last day'),
  currency: Currency,
  count: Type.Integer({
    description: 'Documents, movements of money, write-offs or contacts that the file would hold',
  }),
  amount_cents: Meaning(SignedCents, 'What they come to, with GST; 0 of contacts'),
  exported_before_count: Type.Integer({ description: 'Those of them that an earlier file of this kind held' }),
  void_count: Type.Integer({ description: 'Void invoices of these days, which are left out' }),
  file_limit: Type.Integer({ description: 'How many the other system takes in one file' }),
  last_export: Meaning(Nullable(AccountingExport), 'The newest of this kind; null before the first'),
})
