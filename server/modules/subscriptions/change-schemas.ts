import { type Static, Type } from 'typebox'
import { ComputedDraft } from '#modules/invoices/schemas.ts'
import { Cents, Day, Id, Input, Meaning, Nullable, OneOf, Output, SignedCents } from '#platform/schemas.ts'
import { Seats, Subscription } from './schemas.ts'

export type Change = Static<typeof Change>
export const Change = Input('SubscriptionChange', {
  price_id: Meaning(Type.Optional(Id), 'One that is sold today; left out: the same'),
  quantity: Type.Optional(Seats),
  when: Meaning(
    Type.Optional(OneOf('now', 'now_new_anchor', 'period_end')),
    'Left out: as the billing settings say. `now_new_anchor` charges the full price and begins a new period today',
  ),
})

const ProrationLine = Output('ProrationLine', {
  kind: Meaning(OneOf('credit', 'charge'), 'A credit is for time that was paid for and is not used'),
  description: Type.String({ description: 'Plan and seats, in words' }),
  service_from_date: Day,
  service_to_date: Meaning(Day, 'The day after the last'),
  amount_cents: Meaning(Cents, 'Before GST'),
})

export type ChangePreview = Static<typeof ChangePreview>
export const ChangePreview = Output('ChangePreview', {
  kind: Meaning(OneOf('upgrade', 'downgrade', 'seats'), 'More money for the same time, less, or the same price'),
  when: Meaning(OneOf('now', 'now_new_anchor', 'period_end'), 'What was asked for, or what the billing rules say'),
  effective_date: Meaning(Day, 'From when the new terms hold'),
  period: Meaning(
    Output('ProratedPeriod', {
      from_date: Day,
      to_date: Meaning(Day, 'The day on which the next begins'),
      unit: Meaning(OneOf('day', 'second'), 'In what `used` and `length` are counted'),
      used: Type.Integer({ description: 'What of the period is over' }),
      length: Type.Integer({ description: 'Of the whole period' }),
    }),
    'The period that runs, and how far it has gone',
  ),
  lines: Type.Array(ProrationLine, {
    description: 'What the change credits and charges; empty when nothing changes now',
  }),
  net_cents: Meaning(SignedCents, 'Charges less credits, before GST; below zero it becomes credit'),
  credit_used_cents: Meaning(Cents, 'Older credit that the charge uses up'),
  credit_after_cents: Meaning(Cents, 'Credit that is left for later invoices'),
  charge: Meaning(OneOf('none', 'now', 'next_invoice'), 'When the difference is charged'),
  invoice: Meaning(
    Nullable(
      Output('PreviewedInvoice', {
        subtotal_cents: Meaning(SignedCents, 'Before GST'),
        gst_amount_cents: Meaning(SignedCents, 'GST at the rates of today'),
        total_amount_cents: Meaning(SignedCents, 'What there is to pay'),
        gst_breakdown: ComputedDraft.properties.gst_breakdown,
      }),
    ),
    'What would be issued today, to the cent',
  ),
  next_invoice: Meaning(
    Nullable(
      Output('NextInvoice', {
        date: Day,
        amount_cents: Meaning(Nullable(Cents), 'Of plan and add-ons before GST and credit; null when usage decides it'),
      }),
    ),
    'The renewal after it',
  ),
})

export type Changed = Static<typeof Changed>
export const Changed = Output('SubscriptionChanged', {
  subscription: Meaning(Subscription, 'As it is now'),
  preview: Meaning(ChangePreview, 'What was done, in the shape in which it was shown before'),
  invoice_id: Meaning(Nullable(Id), 'The invoice that the change issued'),
})
