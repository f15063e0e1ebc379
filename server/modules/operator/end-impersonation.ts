import type { SelectQueryBuilder } from 'kysely'
import { recordEvent } from '#modules/events/record-event.ts'
import type { Tables } from '#db/tables.ts'
import { type Actor, type Context, signedInUser, type UserContext } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { notFound } from '#platform/errors.ts'
import { impersonationEnded } from './events.ts'
import { getVisit } from './support-queries.ts'

const system: Actor = { kind: 'system', id: null, name: 'NexusCore' }

/** Leaves at once. Only whoever stands in can; the organisation shows them out by taking the access back. */
export async function endImpersonation(ctx: UserContext, id: string): Promise<void> {
  const ended = await endVisits(ctx, (open) =>
    open.where('id', '=', id).where('operator_id', '=', signedInUser(ctx)).where('ends_at', '>', ctx.now.toString()),
  )
  if (!ended) throw notFound('impersonation')
}

/** Says in both trails that the time was over; the hour after which nobody comes in is kept with the impersonation. */
export async function closeIfOver(ctx: UserContext, id: string): Promise<void> {
  await endVisits({ ...ctx, actor: system }, (open) =>
    open.where('id', '=', id).where('ends_at', '<=', ctx.now.toString()),
  )
}

type Open = SelectQueryBuilder<Tables, 'impersonations', { id: string; ends_at: string }>

/** Ends those that `only` leaves of the open ones, and tells both sides. How many there were. */
export async function endVisits(ctx: UserContext, only: (open: Open) => Open): Promise<number> {
  const open = db.selectFrom('impersonations').select(['id', 'ends_at']).where('ended_at', 'is', null)
  const visits = await ctx.db.all(only(open).forNoKeyUpdate())
  for (const { id, ends_at } of visits) {
    const ended_at = Temporal.Instant.compare(ends_at, ctx.now) < 0 ? ends_at : ctx.now.toString()
    ctx.db.send(db.updateTable('impersonations').set({ ended_at }).where('id', '=', id))
    await tellBoth(ctx, id)
  }
  return visits.length
}

async function tellBoth(ctx: UserContext, id: string): Promise<void> {
  const visit = await getVisit(ctx, id)
  const { organization_id: operators } = await ctx.db.one(
    db.selectFrom('operator_organizations').select('organization_id'),
  )
  const here = (ctx as Partial<Context>).organization_id
  for (const organization_id of [visit.organization_id, operators]) {
    ctx.db.enter(organization_id)
    recordEvent({ ...ctx, actor: ctx.actor ?? system, organization_id }, impersonationEnded, visit)
  }
  if (here) ctx.db.enter(here)
}
