import * as fc from 'fast-check'
import { invoiceOf, kaki } from '#modules/invoices/invoice-fixture.ts'
import type { PrintedInvoice } from '#modules/invoices/invoice-page.ts'

const cents = fc.oneof(
  fc.integer({ min: 1, max: 999 }),
  fc.integer({ min: 1_000, max: 99_999_999 }),
  fc.constantFrom(1, 10, 199, 100_000, 999_999_999_999),
)
const number = fc.oneof(
  fc.stringMatching(/^(INV|DN)-20[2-4]\d-\d{5,6}$/),
  fc.stringMatching(/^[A-Z0-9][A-Z0-9./ -]{0,23}[A-Z0-9]$/),
)
const uen = fc.stringMatching(/^(20[0-2]\d{6}[A-Z]|[1-9]\d{7}[A-Z]|T\d\d[A-Z]{2}\d{4}[A-Z])$/)
const name = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
  fc.constantFrom('陈氏企业', 'Café Zoë & Søn', 'Twenty-Four Characters X Pte. Ltd.', 'முருகன் ஸ்டோர்ஸ்'),
)
const due_date = fc
  .date({ min: new Date('2024-01-01'), max: new Date('2039-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

/** Open invoices of any seller, number, amount and day; the same ones in each run. */
export function randomInvoices(count: number): PrintedInvoice[] {
  const shapes = fc.record({ amount_due_cents: cents, number, uen, name, due_date })
  return fc
    .sample(shapes, { numRuns: count, seed: 65 })
    .map(({ uen, name, ...rest }) =>
      invoiceOf([{ amount_cents: rest.amount_due_cents }], { ...rest, seller: { ...kaki, uen, name } }),
    )
}

/** What the code of an invoice must say to a bank, worked out from the invoice alone. */
export function paymentOf({ seller, number, amount_due_cents, due_date }: PrintedInvoice) {
  return {
    scheme: 'SG.PAYNOW',
    is_business: true,
    uen: seller.uen,
    is_amount_locked: true,
    expiry_date: Temporal.PlainDate.from(due_date).add({ years: 1 }).toString(),
    is_single_use: true,
    currency: '702',
    amount_cents: amount_due_cents,
    country: 'SG',
    reference: number,
  }
}
