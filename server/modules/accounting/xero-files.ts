import { csvLine } from '#platform/csv.ts'
import type { Contact, DocumentLine, Movement } from './export-rows.ts'
import { countryOf, dayOf, decimal, phoneOf, taxNameOf } from './rules.ts'
import type { Chosen } from './selection.ts'
import type { XeroCodes } from './schemas.ts'

/**
 * The columns of the files that Xero takes in. Sales invoices: the template of Business > Invoices > Import, as
 * online.flippingbook.com/view/399081/31 shows it; what comes to less than nothing becomes a credit note. Statements:
 * flippingbook.com/view/399081/34. Contacts: help.xero.com/us/Contacts_Import. Days are DD/MM/YYYY in all of them.
 */
export const xeroHeadings = {
  documents: csvLine([
    '*ContactName',
    'EmailAddress',
    'POAddressLine1',
    'POAddressLine2',
    'POPostalCode',
    'POCountry',
    '*InvoiceNumber',
    'Reference',
    '*InvoiceDate',
    '*DueDate',
    'Total',
    '*Description',
    '*Quantity',
    '*UnitAmount',
    '*AccountCode',
    '*TaxType',
    'TaxAmount',
    'Currency',
  ]),
  payments: csvLine(['*Date', '*Amount', 'Payee', 'Description', 'Reference', 'Cheque Number']),
  contacts: csvLine([
    '*ContactName',
    'EmailAddress',
    'POAddressLine1',
    'POAddressLine2',
    'POPostalCode',
    'POCountry',
    'PhoneNumber',
    'TaxNumber',
    'CompanyNumber',
    'DueDateSalesDay',
    'DueDateSalesTerm',
  ]),
}

/** A price is told only where Xero would come to the same cents with it, else the amount stands as one. */
export function xeroDocumentLine(line: DocumentLine, codes: XeroCodes, content: Chosen['content']): string {
  const sign = content === 'credit_notes' ? -1 : 1
  const { quantity, unit_price_cents, amount_cents } = line
  const isTold = quantity !== null && unit_price_cents !== null && /^\d+(\.\d{1,4})?$/.test(quantity)
  return csvLine([
    line.contact_name,
    line.contact_email,
    ...addressOf(line),
    line.number,
    line.reference,
    dayOf(line.issue_date),
    dayOf(line.due_date),
    decimal(sign * line.total_amount_cents),
    line.description,
    isTold ? quantity : '1',
    decimal(sign * (isTold ? unit_price_cents : amount_cents)),
    codes.revenue_account,
    taxNameOf(codes.tax_names, line.gst_code, line.gst_rate_bp),
    decimal(sign * line.gst_cents),
    'SGD',
  ])
}

/**
 * What was given up is a credit note there on the account of bad debts, and what was reinstated an invoice. GST stays as it
 * was: relief for bad debts is claimed in the return of GST, not by the invoice.
 */
export function xeroWriteOffLine(movement: Movement, codes: XeroCodes): string {
  const { place, entry_date, debit_account, amount_cents, contact_name, invoice_numbers: number } = movement
  const isGivenUp = debit_account === 'bad_debts'
  const amount = decimal(isGivenUp ? -amount_cents : amount_cents)
  return csvLine([
    contact_name,
    ...[null, null, null, null, null],
    `${number}-W${place.split(' ')[2]}`,
    number,
    dayOf(entry_date),
    dayOf(entry_date),
    amount,
    `${number} ${isGivenUp ? 'written off' : 'reinstated'}`,
    '1',
    amount,
    codes.bad_debts_account,
    taxNameOf(codes.tax_names, 'NA', 0),
    '0.00',
    'SGD',
  ])
}

const words: Partial<Record<Movement['source'], string>> = {
  payment: 'Payment',
  payment_reversed: 'Payment taken back',
  refund: 'Refund',
  refund_failed: 'Refund that failed',
  dispute: 'Dispute',
}

export function xeroStatementLine(movement: Movement, { account }: Chosen): string {
  const { entry_date, amount_cents, debit_account, credit_account, source, method, reference } = movement
  const isFee = debit_account === 'fees' || credit_account === 'fees'
  return csvLine([
    dayOf(entry_date),
    decimal(debit_account === account ? amount_cents : -amount_cents),
    movement.contact_name,
    [isFee ? 'Fee' : words[source], movement.invoice_numbers, movement.payer_name].filter(Boolean).join(', '),
    reference ?? movement.invoice_numbers,
    method === 'cheque' ? reference : null,
  ])
}

export const xeroContactLine = (contact: Contact): string =>
  csvLine([
    contact.name,
    contact.email,
    ...addressOf(contact),
    phoneOf(contact.phone),
    contact.gst_reg_no,
    contact.uen,
    contact.payment_terms_days,
    'Days After',
  ])

const addressOf = ({ address }: Pick<Contact, 'address'>) => [
  address?.line1,
  address?.line2,
  address?.postal_code,
  countryOf(address),
]
