import { defaultCodes } from '#modules/accounting/rules.ts'
import { bookNotes } from './docs-notes-books.ts'
import { type Json, of } from './docs-story.ts'

const agreed: Record<string, Json> = {
  ...{ title: 'Kitchen renovation', status: 'open', subtotal_cents: 1_000_000, billed_cents: 300_000 },
  ...{ remaining_cents: 700_000, part_count: 1 },
}

/** What payments, credit notes and the books say in examples. */
export const ledgerStory = (ids: { invoice: string; payment: string }): Record<string, Json> => ({
  payment_id: ids.payment,
  allocation_id: '019a9c5e-3b1f-7c42-9d10-5a7e42c1b020',
  'Allocation.id': '019a9c5e-3b1f-7c42-9d10-5a7e42c1b020',
  allocation_date: '2026-11-24',
  invoice_issue_date: '2026-11-22',
  refund_date: '2026-11-26',
  entry_date: '2026-11-22',
  source_id: ids.invoice,
  ...of('JournalEntry', { debit_account: 'receivables', credit_account: 'revenue', amount_cents: 120_000 }),
  ...of('AccountBalance', { account: 'receivables', debit_cents: 130_800, credit_cents: 0, balance_cents: 130_800 }),
  is_credit_applied: true,
  ...of('NewAgreement', { title: 'Kitchen renovation' }),
  ...of('AgreedLine', { description: 'Cabinets', amount_cents: 1_000_000, billed_cents: 300_000 }),
  ...of('AgreementSummary', agreed),
  ...of('Agreement', { ...agreed, end_reason: null }),
  ...of('NewPart', { kind: 'deposit', percent_bp: 3_000 }),
  ...of('AgreementPart', {
    ...{ nth: 1, kind: 'deposit', label: null, percent_bp: 3_000, invoice_status: 'paid', issue_date: '2026-11-22' },
    ...{ subtotal_cents: 300_000, total_amount_cents: 327_000, billed_before_cents: 0, released_cents: 0 },
  }),
  ...of('PartPreview', {
    ...{ subtotal_cents: 300_000, gst_amount_cents: 27_000, total_amount_cents: 327_000 },
    ...{ billed_before_cents: 0, remaining_cents: 700_000 },
  }),
  ...of('AgreementEnd', { reason: 'The work was given up' }),
  ...of('AccountingExport', {
    system: 'xero',
    content: 'invoices',
    account: null,
    from_date: '2026-11-01',
    to_date: '2026-11-30',
    is_new: false,
    count: 42,
    amount_cents: 5_232_000,
    exported_by: 'Tan Mei Ling',
  }),
  ...of('ExportPreview', {
    from_date: '2026-11-01',
    to_date: '2026-11-30',
    count: 42,
    amount_cents: 5_232_000,
    exported_before_count: 0,
    void_count: 1,
    file_limit: 500,
  }),
  revenue_account: '200',
  product_name: 'Sales',
  receivable_account: 'Accounts Receivable (A/R)',
  bank_account: 'Bank',
  cash_account: 'Petty cash',
  stripe_account: 'Stripe',
  fees_account: 'Bank charges',
  bad_debts_account: 'Bad debts',
  ...Object.fromEntries(
    Object.entries(defaultCodes).flatMap(([system, { tax_names }]) =>
      Object.entries(of(system === 'xero' ? 'XeroTaxNames' : 'QuickbooksTaxNames', tax_names)),
    ),
  ),
  'CreditNote.number': 'CN-2026-00003',
  'CreditNoteSummary.number': 'CN-2026-00003',
})

/** What each of their operations does. */
export const ledgerNotes: Record<string, string> = {
  ...bookNotes,
  sumPayments: 'Count and sums over the same filter as the list. Reversed payments are counted and not summed.',
  allocatePayment: 'Sets money of a payment that settles nothing yet against invoices of the same customer.',
  removeAllocation: 'Takes money off an invoice, which is due again; it stays with the customer as credit.',
  reversePayment:
    'Takes a payment back as if it had never come in, such as a cheque that bounced. Its invoices are due again, and it stays on record.',
  getPaymentReceipt:
    'A receipt as PDF: what came in, the invoices that it settles, and what the customer still owes. One that was reversed says so.',
  getCustomerBalance: 'What a customer owes, how much of it is late, and what of their money settles nothing yet.',
  applyCredit:
    'Sets the oldest free money of a customer against their oldest open invoices, until one of both is used up.',
  getPaymentSettings: 'Whether credit of a customer settles their next invoices by itself.',
  updatePaymentSettings: 'Send the fields that change.',
  recordRefund: 'Money that goes back out of what a payment does not settle. Never more than that.',
  listRefunds: 'Newest first.',
  getRefund: 'One refund and how far it is.',
  failRefund: 'A refund that did not arrive: the money is credit of the customer again.',
  writeOffInvoice:
    'Gives up what is still due. The invoice stays on record as uncollectible, the loss is in the books.',
  reinstateInvoice: 'Takes a write-off back: the same amount is due again.',
  issueDebitNote:
    'Asks for more than an invoice did, at its rates of GST. A document of its own series that is paid and chased like an invoice.',
  issueCreditNote:
    'Takes back all that is left of an invoice, some lines, or an amount with GST. What was paid of it already becomes credit of the customer.',
  previewCreditNote: 'What the credit note would come to, and how much of it would become credit. Changes nothing.',
  listCreditNotes: 'Newest first.',
  getCreditNote: 'The whole document, with the invoice that it corrects and the reason.',
  getCreditNotePdf: 'The document to print or send, with the invoice that it corrects and the reason.',
  listJournalEntries:
    'The books in their order. Each entry is a debit and a credit of the same amount; revenue that a later month earns stands there with the last day of that month.',
  getTrialBalance: 'What every account comes to on a day. All debits equal all credits.',
}
