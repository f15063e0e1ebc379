import { type Static, Type } from 'typebox'
import { Day, Id, Input, Instant, Meaning, Nullable, Output } from '#platform/schemas.ts'

export type OrganizationClock = Static<typeof OrganizationClock>
export const OrganizationClock = Output('OrganizationClock', {
  id: Meaning(Id, 'Of the organisation'),
  now: Meaning(Instant, 'The time that holds in this organisation'),
  today: Meaning(Day, 'The day that it is there'),
  is_ahead: Type.Boolean({ description: 'It was moved: its time is not that of everybody else' }),
  is_movable: Type.Boolean({ description: 'It may be moved here; never in production' }),
  to_date: Meaning(Nullable(Day), 'The day to which it is on its way; null once it is there'),
})

export type ClockAdvance = Static<typeof ClockAdvance>
export const ClockAdvance = Input('ClockAdvance', {
  to_date: Meaning(Day, 'A day after today, at most a year ahead'),
})

/** What events tell: from which day to which. */
export type ClockMove = { id: string; from_date: string; to_date: string }
