import { type Static, Type } from 'typebox'
import { PlanFeature, PlanLimits } from '#modules/plans/schemas.ts'
import { Day, Id, Meaning, Nullable, OneOf, Output } from '#platform/schemas.ts'

/** As the subscription with the operator stands. */
const SubscriptionStatus = OneOf('trialing', 'active', 'past_due', 'unpaid', 'paused', 'canceled')
const PauseReason = OneOf('requested', 'unpaid')

const meanings = {
  plan_code: 'Of the plan with whoever runs this installation',
  plan_name: 'The same, as people read it',
  features: 'What the plan comes with, in the order in which it is shown',
  limits: 'What the plan lets you use; all null without a plan',
  subscription_status: '`past_due`: an invoice for the plan is overdue; `unpaid`: so long that it is not renewed',
  pause_reason:
    '`unpaid`: it goes on by itself when it is paid; `requested`: when it is resumed; null while not paused',
  trial_end_date: 'The first day that costs; null without a trial',
}

/** What an organisation may use, as the operator's subscription says and `entitlements` keeps it. */
export type Entitlements = Static<typeof Entitlements>
export const Entitlements = Output('Entitlements', {
  id: Meaning(Id, 'Of the organisation'),
  plan_code: Type.String({ description: meanings.plan_code }),
  plan_name: Type.String({ description: meanings.plan_name }),
  features: Type.Array(PlanFeature, { description: meanings.features }),
  limits: Meaning(PlanLimits, meanings.limits),
  subscription_status: Meaning(SubscriptionStatus, meanings.subscription_status),
  pause_reason: Meaning(Nullable(PauseReason), meanings.pause_reason),
  trial_end_date: Meaning(Nullable(Day), meanings.trial_end_date),
})

export type OrganizationPlan = Static<typeof OrganizationPlan>
export const OrganizationPlan = Output('OrganizationPlan', {
  plan_code: Nullable(Type.String({ description: `${meanings.plan_code}; null where there is none` })),
  plan_name: Nullable(Type.String({ description: meanings.plan_name })),
  features: Type.Array(PlanFeature, { description: meanings.features }),
  limits: Meaning(PlanLimits, meanings.limits),
  used: Meaning(
    Output('PlanUse', {
      seats: Type.Integer({ description: 'Members and open invitations' }),
      leads_per_month: Type.Integer({ description: 'Leads that came in this month, however they came' }),
      invoices_per_month: Type.Integer({ description: 'Invoices issued this month, renewals among them' }),
    }),
    'What of the limits is used up today',
  ),
  month_start_date: Meaning(Day, 'The first day of the month that is counted'),
  subscription_status: Meaning(Nullable(SubscriptionStatus), `${meanings.subscription_status}; null without a plan`),
  pause_reason: Meaning(Nullable(PauseReason), meanings.pause_reason),
  trial_end_date: Meaning(Nullable(Day), meanings.trial_end_date),
  trial_days_left: Nullable(
    Type.Integer({ description: 'Days without charge that are left, today among them; null when no trial is running' }),
  ),
})
