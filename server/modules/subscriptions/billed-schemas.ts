import { type Static, Type } from 'typebox'
import { Invoice } from '#modules/invoices/schemas.ts'
import { Day, Id, Meaning, Nullable, Output, SignedCents } from '#platform/schemas.ts'
import { Seats, Subscription } from './schemas.ts'

export type SubscriptionPreview = Static<typeof SubscriptionPreview>
export const SubscriptionPreview = Output('SubscriptionPreview', {
  subscription: Meaning(Subscription, 'As it would be; its ids are not kept'),
  invoice: Meaning(Nullable(Invoice), 'What would be issued today, to the cent; null when nothing is due yet'),
})

const SubscriptionPeriod = Output('SubscriptionPeriod', {
  from_date: Day,
  to_date: Meaning(Day, 'The day on which the next begins'),
  plan_name: Type.String({ description: 'What they were on' }),
  quantity: Meaning(Seats, 'Seats, or units of whatever was sold'),
  amount_cents: Meaning(SignedCents, 'What was billed with its beginning, before GST'),
  invoice_id: Meaning(Nullable(Id), 'Null where there was nothing to pay, and while it is a draft'),
  draft_id: Meaning(Nullable(Id), 'The draft that bills it, until that is issued'),
  issues_on_date: Meaning(Nullable(Day), 'When that draft is issued by itself'),
  is_waived: Type.Boolean({ description: 'Its draft was deleted: nobody is asked for it' }),
})
export type SubscriptionPeriodList = Static<typeof SubscriptionPeriodList>
export const SubscriptionPeriodList = Output('SubscriptionPeriodList', {
  data: Type.Array(SubscriptionPeriod, { description: 'Those that were billed, the earliest first' }),
})
