import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'
import { conflict } from '#platform/errors.ts'
import { queueJob } from '#platform/jobs.ts'
import type { StripeEvent } from './event-schemas.ts'
import { getStripeEvent, type Scope } from './event-queries.ts'
import { eventsReplayed, stripeEventReplayed } from './events.ts'
import { processStripeEvents } from './jobs.ts'

/** Gives an event a new life. What it is about is read from Stripe again, so one that was processed does no harm. */
export async function replayEvent(ctx: Context, id: string, scope: Scope = 'all'): Promise<StripeEvent> {
  // Found first, so that what belongs to another is not there.
  const event = await getStripeEvent(ctx, id, scope)
  const revived = await ctx.db.find(revive(ctx, `id = $2 and status <> 'waiting'`, [id]))
  if (!revived) throw conflict('stripe.event_waiting', 'This event is being tried already. Wait until it has ended.')
  queueJob(ctx, processStripeEvents, {}, { key: processStripeEvents.name })
  recordEvent(ctx, stripeEventReplayed, { id, event_id: event.event_id, type: event.type })
  return { ...event, status: 'waiting', attempts: 0, last_error: null, processed_at: null }
}

/** The same for all of an organisation's that failed too often. */
export async function replayDeadEvents(ctx: Context): Promise<{ count: number }> {
  const revived = await ctx.db.all(revive(ctx, `organization_id = $2 and status = 'dead'`, [ctx.organization_id]))
  const count = revived.length
  if (count === 0) return { count }
  queueJob(ctx, processStripeEvents, {}, { key: processStripeEvents.name })
  recordEvent(ctx, eventsReplayed, { id: ctx.organization_id, count })
  return { count }
}

function revive(ctx: Context, which: string, parameters: string[]): TextQuery<{ id: string }> {
  return {
    text: `update stripe_events set status = 'waiting', attempts = 0, due_at = $1, last_error = null, processed_at = null
           where ${which} returning id`,
    parameters: [ctx.now.toString(), ...parameters],
  }
}
