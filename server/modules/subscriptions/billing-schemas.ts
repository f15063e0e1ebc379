import { type Static, Type } from 'typebox'
import { Id, Input, Meaning, OneOf, Output } from '#platform/schemas.ts'

export type BillingRules = Static<typeof BillingRules>
const rules = {
  upgrade_rule: Meaning(OneOf('now', 'now_new_anchor', 'period_end'), 'When more money for the same time takes effect'),
  downgrade_rule: Meaning(OneOf('now', 'period_end'), 'When less money for the same time takes effect'),
  seat_rule: Meaning(OneOf('now', 'period_end'), 'When a new number of seats takes effect'),
  proration_unit: Meaning(OneOf('day', 'second'), 'How finely a period is cut'),
  proration_charge: Meaning(OneOf('now', 'next_invoice'), 'Whether a change is invoiced at once or with the renewal'),
  unpaid_after_days: Type.Integer({ minimum: 1, maximum: 365, description: 'Past due for so long, renewals stop' }),
  paused_after_days: Type.Integer({
    minimum: 0,
    maximum: 365,
    description: 'Unpaid for so long, it is paused until it is paid; 0: never',
  }),
  invoice_grouping: Meaning(
    OneOf('per_subscription', 'per_customer'),
    'Whether what a run bills one customer stands on an invoice for each subscription, or on one for all',
  ),
  draft_days: Type.Integer({
    minimum: 0,
    maximum: 14,
    description: 'So long what a run bills lies among the drafts before it is issued; 0: issued at once',
  }),
  renewal_notice_days: Type.Integer({
    minimum: 0,
    maximum: 90,
    description: 'So long before a minimum term ends the customer is told by mail; 0: not at all',
  }),
}
export const BillingRules = Output('BillingRules', rules)
export type BillingRulesChanges = Static<typeof BillingRulesChanges>
export const BillingRulesChanges = Type.Object(Type.Partial(Input('', rules)).properties, {
  title: 'BillingRulesChanges',
  additionalProperties: false,
  minProperties: 1,
})

export const SubscriberMove = Input('SubscriberMove', {
  to_price_id: Meaning(Id, 'Sold today, with the same interval'),
})
export const SubscribersMoved = Output('SubscribersMoved', {
  moved_count: Type.Integer({ description: 'Subscriptions that change with their next renewal' }),
})
