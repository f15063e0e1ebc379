import type { Address } from '#platform/schemas.ts'
import type { AccountingSettings, AccountingSystem, ExportContent, TaxNames } from './schemas.ts'

/** The rates that a Singapore organisation has in Xero: help.xero.com/int/SingaporeGST. */
const xeroTaxNames: TaxNames = {
  SR: 'Standard-Rated Supplies',
  ZR: 'Zero-Rated Supplies',
  ES33: 'Regulation 33 Exempt Supplies',
  ESN33: 'Non-Regulation 33 Exempt Supplies',
  DS: 'Deemed Supplies',
  OS: 'Out Of Scope Supplies',
  'SRCA-S': 'Customer Accounting Supplies',
  'SRCA-C': 'Standard-Rated Supplies',
  SRRC: 'Standard-Rated Supplies',
  'SROVR-RS': 'Standard-Rated Supplies',
  'SROVR-LVG': 'Standard-Rated Supplies',
  SRLVG: 'Standard-Rated Supplies',
  NA: 'No Tax',
  NG: 'No Tax',
}

/** QuickBooks asks for its own code beside each of these while it imports, so they only have to tell codes apart. */
const quickbooksTaxNames: TaxNames = {
  SR: '{rate}% SR',
  ZR: '{rate}% ZR',
  ES33: '{rate}% ES33',
  ESN33: '{rate}% ESN33',
  DS: '{rate}% DS',
  OS: '{rate}% OS',
  'SRCA-S': '{rate}% SRCA-S',
  'SRCA-C': '{rate}% SRCA-C',
  SRRC: '{rate}% SRRC',
  'SROVR-RS': '{rate}% SROVR-RS',
  'SROVR-LVG': '{rate}% SROVR-LVG',
  SRLVG: '{rate}% SRLVG',
  NA: '{rate}% NA',
  NG: 'Not registered',
}

/**
 * What an organisation begins with: the chart of accounts that either system gives to a new one. Xero gives none for bad
 * debts, so its code says which one to add.
 */
export const defaultCodes: AccountingSettings = {
  xero: { revenue_account: '200', bad_debts_account: 'BADDEBTS', tax_names: xeroTaxNames },
  quickbooks: {
    product_name: 'Sales',
    receivable_account: 'Accounts Receivable (A/R)',
    bank_account: 'Bank',
    cash_account: 'Petty cash',
    stripe_account: 'Stripe',
    fees_account: 'Bank charges',
    bad_debts_account: 'Bad debts',
    tax_names: quickbooksTaxNames,
  },
}

/** How many documents or lines an import takes at once, by what the makers say. */
export const fileLimits: Record<AccountingSystem, Record<ExportContent, number>> = {
  xero: { invoices: 500, credit_notes: 500, payments: 1000, write_offs: 500, contacts: 1000 },
  quickbooks: { invoices: 100, credit_notes: 100, payments: 1000, write_offs: 1000, contacts: 1000 },
}

export const taxNameOf = (names: TaxNames, code: keyof TaxNames, rate_bp: number): string =>
  names[code].replaceAll('{rate}', String(rate_bp / 100))

/** Cents as a plain decimal with two places. */
export function decimal(cents: number): string {
  const digits = String(Math.abs(cents)).padStart(3, '0')
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** As a person in Singapore writes it, and both systems read it. */
export const dayOf = (date: string): string => date.split('-').toReversed().join('/')

/** A leading plus would make a formula of a number, and both systems take it without; Xero parts the country by a space. */
export const phoneOf = (phone: string | null): string => (phone ?? '').replace(/^\+65/, '65 ').replace(/^\+/, '')

export const countryOf = (address: Address | null): string =>
  address ? (new Intl.DisplayNames('en', { type: 'region' }).of(address.country) ?? address.country) : ''
