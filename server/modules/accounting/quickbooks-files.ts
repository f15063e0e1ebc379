import { csvLine } from '#platform/csv.ts'
import type { Contact, DocumentLine, Movement } from './export-rows.ts'
import { countryOf, dayOf, decimal, phoneOf, taxNameOf } from './rules.ts'
import type { QuickbooksCodes } from './schemas.ts'

const amounts = ['ItemDescription', 'ItemQuantity', 'ItemRate', '*ItemAmount', '*ItemTaxCode', 'ItemTaxAmount']

const journalHeadings = csvLine([
  '*JournalNo',
  '*JournalDate',
  '*AccountName',
  '*Debits',
  '*Credits',
  'Description',
  'Name',
  'Currency',
])

/**
 * The columns of the files that QuickBooks Online takes in under Import data. Invoices: the names that it maps by
 * itself, quickbooks.intuit.com/learn-support thread 394876. Credit notes: help article 332855. Journal entries:
 * help article L4tQBwbs7. Customers: thread 381288. It has no import of payments: they come as journal entries, each
 * with the customer on its receivable side, and are then matched to the invoices.
 */
export const quickbooksHeadings = {
  invoices: csvLine([
    ...['*InvoiceNo', '*Customer', '*InvoiceDate', '*DueDate', 'Memo', 'Item(Product/Service)', ...amounts],
    ...['Currency', 'ServiceDate'],
  ]),
  credit_notes: csvLine([
    ...['*CreditNoteNo', '*Customer', '*CreditNoteDate', 'Memo', 'Item(Product/Service)', ...amounts],
    ...['Currency', 'ServiceDate'],
  ]),
  payments: journalHeadings,
  write_offs: journalHeadings,
  contacts: csvLine(['Name', 'Company', 'Email', 'Phone', 'Street', 'City', 'ZIP', 'Country']),
}

/** Amounts of a credit note are positive: QuickBooks knows that they take away. */
export function quickbooksDocumentLine(line: DocumentLine, codes: QuickbooksCodes, hasDueDate: boolean): string {
  const { quantity, unit_price_cents, amount_cents } = line
  const isTold = quantity !== null && unit_price_cents !== null
  return csvLine([
    line.number,
    line.contact_name,
    dayOf(line.issue_date),
    ...(hasDueDate ? [dayOf(line.due_date)] : []),
    line.reference,
    codes.product_name,
    line.description,
    isTold ? quantity : '1',
    decimal(isTold ? unit_price_cents : amount_cents),
    decimal(amount_cents),
    taxNameOf(codes.tax_names, line.gst_code, line.gst_rate_bp),
    decimal(line.gst_cents),
    'SGD',
    line.service_from_date && dayOf(line.service_from_date),
  ])
}

const marks: Partial<Record<Movement['source'], string>> = {
  payment: 'P',
  payment_reversed: 'PR',
  refund: 'R',
  refund_failed: 'RF',
  invoice_written_off: 'W',
  dispute: 'D',
}

/** Both sides of an entry, one line each; a journal entry there has one receivable side at most, as ours have. */
export function quickbooksJournalLines(movement: Movement, codes: QuickbooksCodes): string {
  const { id, place, source, entry_date, amount_cents, debit_account, credit_account } = movement
  // Long enough to be one of its kind, short enough for the 21 characters that QuickBooks keeps.
  const number = `${marks[source]}-${id.slice(-12)}-${place.split(' ')[2]}`
  const about = [movement.invoice_numbers, movement.reference, movement.payer_name].filter(Boolean).join(', ')
  const side = (account: string, debit: string | null, credit: string | null) =>
    csvLine([
      number,
      dayOf(entry_date),
      accountName(account, codes),
      debit,
      credit,
      about,
      isReceivable(account) ? movement.contact_name : null,
      'SGD',
    ])
  const cents = decimal(amount_cents)
  return side(debit_account, cents, null) + side(credit_account, null, cents)
}

/** What a customer paid and no invoice has yet stands with what they owe, as it does there. */
const isReceivable = (account: string) => account === 'customer_credits' || account === 'receivables'

function accountName(account: string, codes: QuickbooksCodes): string {
  if (isReceivable(account)) return codes.receivable_account
  const names: Record<string, string> = {
    bank: codes.bank_account,
    cash: codes.cash_account,
    stripe_balance: codes.stripe_account,
    fees: codes.fees_account,
    bad_debts: codes.bad_debts_account,
  }
  return names[account]!
}

export const quickbooksContactLine = (contact: Contact): string =>
  csvLine([
    // These signs part names of customers and jobs there.
    contact.name.replaceAll(/[:"\t\n]/g, ' '),
    contact.kind === 'business' ? contact.name.slice(0, 50) : null,
    contact.email,
    phoneOf(contact.phone).slice(0, 21),
    [contact.address?.line1, contact.address?.line2].filter(Boolean).join(', '),
    contact.address && contact.address.country === 'SG' ? 'Singapore' : null,
    contact.address?.postal_code,
    countryOf(contact.address),
  ])
