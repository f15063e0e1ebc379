import { type Static, Type } from 'typebox'
import { Cents, Currency, Day, Id, Input, Instant, Meaning, Nullable, OneOf, Output } from '#platform/schemas.ts'

export const ByToken = Input('ByToken', {
  token: Type.String({ maxLength: 200, description: 'What stands behind `/pay/` in the link' }),
})

export type PayLink = Static<typeof PayLink>
export const PayLink = Output('PayLink', {
  id: Meaning(Id, 'Of the invoice'),
  number: Type.String({ description: 'Of the invoice' }),
  url: Meaning(Nullable(Type.String()), 'Whoever has it sees what is due and may pay; null while it is revoked'),
  seen_at: Meaning(Nullable(Instant), 'When somebody from outside first looked at the page'),
  revoked_at: Meaning(Nullable(Instant), 'The page answers nobody since then'),
})

export const payStates = ['open', 'paid', 'credited', 'void', 'closed'] as const

export type PayPage = Static<typeof PayPage>
export const PayPage = Output('PayPage', {
  number: Type.String({ description: 'Of the invoice, and the reference of a payment' }),
  seller: Meaning(
    Output('PaySeller', {
      name: Type.String({ description: 'As on the invoice' }),
      uen: Nullable(Type.String({ description: 'As on the invoice' })),
    }),
    'Whom it is paid to',
  ),
  currency: Meaning(Currency, 'Of all amounts'),
  due_date: Day,
  is_overdue: Type.Boolean({ description: 'Open, and the due date is past' }),
  status: Meaning(
    OneOf(...payStates),
    '`credited`: by credit notes alone; `closed`: the seller asks for no payment here',
  ),
  total_amount_cents: Meaning(Cents, 'With GST'),
  amount_due_cents: Meaning(Cents, 'Still to be paid'),
  paynow: Meaning(
    Nullable(
      Output('PayNowCode', {
        payload: Type.String({ description: 'What a QR code must hold: EMVCo merchant-presented, as SGQR uses it' }),
        uen: Type.String({ description: 'Whom it pays' }),
        reference: Type.String({ description: 'The number of the invoice; cannot be edited when the code is scanned' }),
        amount_cents: Meaning(Cents, 'What is due; cannot be edited when the code is scanned'),
        expiry_date: Meaning(Day, 'Banks take the code until then'),
      }),
    ),
    'Null when nothing is due, or the seller has no UEN to pay to',
  ),
  card: Meaning(
    Nullable(
      Output('PayCard', {
        status: Meaning(
          OneOf('ready', 'processing', 'failed'),
          '`processing`: money is on its way, do not pay again; `failed`: the last try was declined',
        ),
        failure: Nullable(Type.String({ description: 'Why the last try was declined, for whoever pays' })),
      }),
    ),
    'Null when nothing is due, or the seller takes no cards here',
  ),
})

export type CardPage = Static<typeof CardPage>
export const CardPage = Output('CardPage', {
  url: Type.String({ description: 'The page of Stripe on which it is paid; leads back to the pay page' }),
})
