import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { dayIn } from '#platform/context.ts'
import type { OrganizationClock } from './clock-schemas.ts'

export type Clock = { today: string; timezone: string; clock_shift_seconds: number; clock_to_date: string | null }

const clockOf = (ctx: Context) =>
  db
    .selectFrom('organization_directory as d')
    .innerJoin('organizations as o', 'o.organization_id', 'd.organization_id')
    .select(['o.timezone', 'd.clock_shift_seconds', 'd.clock_to_date'])
    .where('o.organization_id', '=', ctx.organization_id)

export async function getClock(ctx: Context): Promise<Clock> {
  const clock = await ctx.db.one(clockOf(ctx))
  return { ...clock, today: dayIn(clock.timezone, ctx.now) }
}

/** The same, held until the transaction ends: whoever moves it too waits. */
export async function lockClock(ctx: Context): Promise<Clock> {
  const clock = await ctx.db.one(clockOf(ctx).forUpdate('d'))
  return { ...clock, today: dayIn(clock.timezone, ctx.now) }
}

export async function getOrganizationClock(ctx: Context, is_movable: boolean): Promise<OrganizationClock> {
  const { today, clock_shift_seconds, clock_to_date } = await getClock(ctx)
  const { organization_id: id, now } = ctx
  return {
    id,
    now: now.toString(),
    today,
    is_ahead: clock_shift_seconds > 0,
    is_movable,
    to_date: clock_to_date,
  }
}
