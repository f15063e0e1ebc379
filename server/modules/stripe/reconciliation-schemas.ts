import { type Static, Type } from 'typebox'
import { Id, Input, Instant, ListQuery, Meaning, Nullable, OneOf, Output, Page } from '#platform/schemas.ts'

export type Drift = Static<typeof Drift>
export const Drift = Output('StripeDrift', {
  kind: Meaning(
    OneOf('behind', 'unknown'),
    '`behind`: no event had told us; `unknown`: it names a payment that is not ours',
  ),
  organization_id: Meaning(Id, 'Whose money it is, or says it is'),
  online_payment_id: Meaning(Nullable(Id), 'Our payment; null where there is none'),
  stripe_id: Nullable(Type.String({ description: 'Of the Stripe object' })),
  ours: Nullable(Type.String({ description: 'The status that we held' })),
  at_stripe: Type.String({ description: 'The status that Stripe holds' }),
  is_mended: Type.Boolean({ description: 'We hold now what Stripe holds' }),
})

export type StripeReconciliation = Static<typeof StripeReconciliation>
export const StripeReconciliation = Output('StripeReconciliation', {
  id: Id,
  started_at: Instant,
  ended_at: Nullable(Instant),
  checked_count: Type.Integer({ description: 'Payments that were compared' }),
  drifts: Type.Array(Drift, { description: 'What differed; empty is good' }),
  failure: Nullable(Type.String({ description: 'Why it could not end' })),
})

/** What a night found of one organisation. */
export type OwnReconciliation = Static<typeof OwnReconciliation>
export const OwnReconciliation = Output('OwnReconciliation', {
  id: Id,
  started_at: Instant,
  ended_at: Nullable(Instant),
  checked_count: Type.Integer({ description: 'Your payments that were compared' }),
  drifts: Type.Array(Drift, { description: 'What differed; empty is good' }),
  has_failed: Type.Boolean({ description: 'It could not look at everything; the next night does' }),
})
export type OwnReconciliationPage = Static<typeof OwnReconciliationPage>
export const OwnReconciliationPage = Page('OwnReconciliationPage', OwnReconciliation)

export const StripeReconciliationQuery = Input('StripeReconciliationQuery', ListQuery)
export type StripeReconciliationQuery = Static<typeof StripeReconciliationQuery>
export type StripeReconciliationPage = Static<typeof StripeReconciliationPage>
export const StripeReconciliationPage = Page('StripeReconciliationPage', StripeReconciliation)
