import { type Static, Type } from 'typebox'
import { PublicPrice } from '#modules/plans/pricing-schemas.ts'
import { ChangePreview } from '#modules/subscriptions/change-schemas.ts'
import { Seats, Subscription } from '#modules/subscriptions/schemas.ts'
import { Id, Input, Meaning, Nullable, Output } from '#platform/schemas.ts'

const subscription = Subscription.properties
const { model, billing_interval, currency, unit_amount_cents, package_size, tiers } = PublicPrice.properties

/** What the operator's subscription of an organisation shows to that organisation. */
export type PlanTerms = Static<typeof PlanTerms>
export const PlanTerms = Output('PlanTerms', {
  plan: subscription.plan,
  price_id: Meaning(Id, 'What you pay, which stays yours also when it is sold no more'),
  price: Meaning(
    Output('PlanTermsPrice', { model, billing_interval, currency, unit_amount_cents, package_size, tiers }),
    'The same, in full',
  ),
  quantity: subscription.quantity,
  amount_cents: subscription.amount_cents,
  status: subscription.status,
  trial_end_date: subscription.trial_end_date,
  current_period_start_date: subscription.current_period_start_date,
  current_period_end_date: subscription.current_period_end_date,
  next_invoice_date: subscription.next_invoice_date,
  cancel_at_period_end: subscription.cancel_at_period_end,
  pending_change: subscription.pending_change,
  credit_cents: subscription.credit_cents,
})

/** An object also where there is nothing, so that asking is no error. */
export type OwnPlanTerms = Static<typeof OwnPlanTerms>
export const OwnPlanTerms = Output('OwnPlanTerms', {
  terms: Meaning(Nullable(PlanTerms), 'Null where nobody runs the installation, or sells you nothing'),
})

export type PlanChoice = Static<typeof PlanChoice>
export const PlanChoice = Input('PlanChoice', {
  price_id: Meaning(Id, 'One of `GET /api/v1/public/pricing`, of a plan; or the one you have'),
  quantity: Type.Optional(Seats),
})

export type PlanChosen = Static<typeof PlanChosen>
export const PlanChosen = Output('PlanChosen', {
  terms: Meaning(PlanTerms, 'As they are now'),
  preview: Meaning(ChangePreview, 'What it did, as the preview said'),
})
