import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { type Clock, lockClock } from './clock-queries.ts'
import { organizationClockArrived } from './events.ts'

/**
 * When the day `done` is over and done with: takes the clock on to the next one, at the same time of day. False when it
 * has arrived. A second worker that did the same day changes nothing.
 */
export async function takeClockOn(ctx: Context, done: string): Promise<boolean> {
  const clock = await lockClock(ctx)
  const { today, clock_to_date } = clock
  if (clock_to_date === null) return false
  if (today > done) return true
  if (today >= clock_to_date) {
    move(ctx, { clock_to_date: null })
    recordEvent(ctx, organizationClockArrived, { id: ctx.organization_id, from_date: done, to_date: today })
    return false
  }
  move(ctx, { clock_shift_seconds: clock.clock_shift_seconds + secondsToTomorrow(ctx, clock) })
  return true
}

function secondsToTomorrow({ now }: Context, { timezone }: Clock): number {
  const here = now.toZonedDateTimeISO(timezone)
  return Math.round(here.until(here.add({ days: 1 })).total('seconds'))
}

function move(ctx: Context, columns: { clock_shift_seconds: number } | { clock_to_date: null }): void {
  ctx.db.send(db.updateTable('organization_directory').set(columns).where('organization_id', '=', ctx.organization_id))
}
