import type { Meter } from '#modules/usage/schemas.ts'

/** How the events of a period become one figure, as a choice and in words. */
export const aggregationWords: Record<Meter['aggregation'], readonly [name: string, hint: string]> = {
  sum: ['Added up', 'The quantities of all events, such as messages that were sent'],
  max: ['Highest', 'The largest quantity of the period, such as gigabytes that were stored'],
  unique: ['Different ones', 'How many different values there were, such as devices'],
  last: ['Last', 'The quantity that was told last, such as seats at the end'],
}
