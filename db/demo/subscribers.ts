/** Who of the customers is on what, by place in the list of customers, and since how many months. */
export type Subscriber = {
  index: number
  plan: string
  interval: 'month' | 'year'
  months: number
  quantity?: number
  coupon_code?: string
  /** Code of what is bought beside the plan. */
  add_on?: string
  /** Days after a bill that its money comes. */
  pays_after_days: number
  /** The last three bills are still owed. */
  owes_last?: true
  /** Nothing was ever paid, so that the rules have paused it. */
  owes_all?: true
}

/** They begin on the first of a month, so that one run in the night bills them all. */
export const subscribers: Subscriber[] = [
  { index: 0, plan: 'starter', interval: 'month', months: 6, coupon_code: 'FRIENDS', pays_after_days: 9 },
  { index: 1, plan: 'team', interval: 'month', months: 6, quantity: 6, pays_after_days: 24 },
  { index: 2, plan: 'team', interval: 'month', months: 5, quantity: 4, pays_after_days: 6 },
  {
    index: 3,
    plan: 'business',
    interval: 'month',
    months: 5,
    quantity: 24,
    add_on: 'priority-support',
    pays_after_days: 16,
  },
  { index: 5, plan: 'starter', interval: 'month', months: 4, coupon_code: 'LAUNCH-20', pays_after_days: 12 },
  { index: 7, plan: 'team', interval: 'year', months: 4, quantity: 10, pays_after_days: 13 },
  { index: 11, plan: 'team', interval: 'month', months: 4, quantity: 3, pays_after_days: 20 },
  { index: 17, plan: 'starter', interval: 'month', months: 4, pays_after_days: 5, owes_last: true },
  { index: 23, plan: 'business', interval: 'month', months: 3, quantity: 12, pays_after_days: 27 },
  { index: 31, plan: 'starter', interval: 'month', months: 6, pays_after_days: 0, owes_all: true },
  { index: 33, plan: 'starter', interval: 'month', months: 2, coupon_code: 'WELCOME-50', pays_after_days: 15 },
]
