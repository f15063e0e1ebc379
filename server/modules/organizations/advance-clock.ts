import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db, type TextQuery } from '#platform/database.ts'
import { conflict, forbidden, invalid } from '#platform/errors.ts'
import { queueJob } from '#platform/jobs.ts'
import { getOrganizationClock, lockClock } from './clock-queries.ts'
import type { ClockAdvance, OrganizationClock } from './clock-schemas.ts'
import { organizationClockAdvanced } from './events.ts'
import { advanceClockOfOrganization } from './jobs.ts'

/**
 * Sends the clock of the organisation on its way to a day that is still to come. A job takes it there day by day, so
 * that what is due on each happens on it; there is no way back.
 */
export async function advanceClock(
  ctx: Context,
  { to_date }: ClockAdvance,
  is_movable: boolean,
): Promise<OrganizationClock> {
  if (!is_movable)
    throw forbidden(
      'organizations.clock_fixed',
      'In production time is what it is. The clock of an organisation can be moved in development and tests alone.',
    )
  const { today, clock_to_date } = await lockClock(ctx)
  if (clock_to_date && (await isOnItsWay(ctx)))
    throw conflict('organizations.clock_moving', `The clock is on its way to ${clock_to_date}. Wait until it is there.`)
  refuseMistake(today, to_date)
  moveTo(ctx, to_date)
  const { organization_id } = ctx
  queueJob(ctx, advanceClockOfOrganization, { organization_id }, { key: keyOf(organization_id) })
  recordEvent(ctx, organizationClockAdvanced, { id: organization_id, from_date: today, to_date })
  return getOrganizationClock(ctx, is_movable)
}

const keyOf = (organization_id: string): string => `clock:${organization_id}`

/** One whose job gave up, or was removed, can be sent on again. */
async function isOnItsWay({ db: tx, organization_id }: Context): Promise<boolean> {
  const query: TextQuery<{ is_alive: boolean }> = {
    text: 'select is_job_alive($1) as is_alive',
    parameters: [keyOf(organization_id)],
  }
  return (await tx.one(query)).is_alive
}

function refuseMistake(today: string, to_date: string): void {
  const last = Temporal.PlainDate.from(today).add({ years: 1 }).toString()
  const mistake =
    to_date <= today
      ? { code: 'too_early', detail: `It is ${today} there already. Time goes forward: use a later day.` }
      : to_date > last
        ? { code: 'too_late', detail: `Use a day until ${last}: a year at a time.` }
        : undefined
  if (mistake)
    throw invalid('organizations.clock_invalid', 'The clock cannot be moved to this day.', [
      { pointer: '/to_date', ...mistake },
    ])
}

function moveTo(ctx: Context, clock_to_date: string): void {
  ctx.db.send(
    db.updateTable('organization_directory').set({ clock_to_date }).where('organization_id', '=', ctx.organization_id),
  )
}
