import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'
import { conflict } from '#platform/errors.ts'
import { queueJob } from '#platform/jobs.ts'
import type { StripeEvent } from './event-schemas.ts'
import { getStripeEvent } from './event-queries.ts'
import { stripeEventReplayed } from './events.ts'
import { processStripeEvents } from './jobs.ts'

/** Gives an event a new life. What it is about is read from Stripe again, so one that was processed does no harm. */
export async function replayEvent(ctx: Context, id: string): Promise<StripeEvent> {
  const revive: TextQuery<{ id: string }> = {
    text: `update stripe_events set status = 'waiting', attempts = 0, due_at = $2, last_error = null, processed_at = null
           where id = $1 and status <> 'waiting' returning id`,
    parameters: [id, ctx.now.toString()],
  }
  const revived = await ctx.db.find(revive)
  const event = await getStripeEvent(ctx, id)
  if (!revived) throw conflict('stripe.event_waiting', 'This event is being tried already. Wait until it has ended.')
  queueJob(ctx, processStripeEvents, {}, { key: processStripeEvents.name })
  recordEvent(ctx, stripeEventReplayed, { id, event_id: event.event_id, type: event.type })
  return event
}
