import { type Static, Type } from 'typebox'
import { PublicPlan, PublicPrice } from '#modules/plans/pricing-schemas.ts'
import { ChangePreview } from '#modules/subscriptions/change-schemas.ts'
import { Seats, Subscription } from '#modules/subscriptions/schemas.ts'
import { Id, Input, Meaning, Nullable, Output } from '#platform/schemas.ts'

const subscription = Subscription.properties
const { model, billing_interval, currency, unit_amount_cents, package_size, tiers } = PublicPrice.properties

/** A subscription without what the seller notes for itself. */
export type PortalSubscription = Static<typeof PortalSubscription>
export const PortalSubscription = Output('PortalSubscription', {
  id: Id,
  plan: subscription.plan,
  price_id: Meaning(Id, 'What you pay, which stays yours also when it is sold no more'),
  price: Meaning(
    Output('PortalPrice', { model, billing_interval, currency, unit_amount_cents, package_size, tiers }),
    'The same, in full',
  ),
  quantity: subscription.quantity,
  amount_cents: subscription.amount_cents,
  status: subscription.status,
  pause_reason: subscription.pause_reason,
  trial_end_date: subscription.trial_end_date,
  current_period_end_date: subscription.current_period_end_date,
  next_invoice_date: subscription.next_invoice_date,
  cancel_at_period_end: subscription.cancel_at_period_end,
  minimum_term_end_date: subscription.minimum_term_end_date,
  pending_change: subscription.pending_change,
  credit_cents: subscription.credit_cents,
  is_changeable: Type.Boolean({ description: 'You may move it to another plan, or change its seats, by yourself' }),
})

export type PortalPlans = Static<typeof PortalPlans>
export const PortalPlans = Output('PortalPlans', {
  data: Type.Array(PortalSubscription, { description: 'Yours, the latest first; ended ones are left out' }),
  offers: Meaning(Type.Array(PublicPlan), 'What you may move to; empty where the seller decides that'),
})

export type PortalPlanChoice = Static<typeof PortalPlanChoice>
export const PortalPlanChoice = Input('PortalPlanChoice', {
  price_id: Meaning(Id, 'One of the offers, or the one you have'),
  quantity: Type.Optional(Seats),
})

export type PortalPlanChosen = Static<typeof PortalPlanChosen>
export const PortalPlanChosen = Output('PortalPlanChosen', {
  subscription: Meaning(PortalSubscription, 'As it is now'),
  preview: Meaning(ChangePreview, 'What it did, as the preview said'),
  invoice_id: Meaning(Nullable(Id), 'The invoice that it issued'),
})
