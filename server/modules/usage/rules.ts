/** Why one event of many does not count, with what its sender can do about it. */
const details = {
  unknown_meter: 'There is no such meter. Send the code of one, or make it first.',
  archived_meter: 'This meter is archived. Restore it, or send another.',
  unknown_customer: 'There is no such customer.',
  too_old: 'It happened more than 35 days ago, and is billed. Charge or credit the customer by hand.',
  in_future: 'It lies more than 5 minutes ahead. Set the clock of the sender right.',
  no_unique_value: 'This meter counts different values: send a unique_value.',
  negative_quantity: 'A quantity may not be negative. Credit the customer instead.',
} as const

export type RejectionCode = keyof typeof details
export const rejections = Object.keys(details) as RejectionCode[]

export const detailOf = (code: RejectionCode): string => details[code]

/** What comes later than this is billed and paid, and nobody remembers why. */
export const oldest = Temporal.Duration.from({ hours: 35 * 24 })
/** Clocks differ. */
export const ahead = Temporal.Duration.from({ minutes: 5 })
