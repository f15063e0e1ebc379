import type { UserContext } from '#platform/context.ts'
import { type Cursors, pageOf } from '#platform/cursor.ts'
import type { TextQuery } from '#platform/database.ts'
import { notFound } from '#platform/errors.ts'
import type {
  StripeReconciliation,
  StripeReconciliationPage,
  StripeReconciliationQuery,
} from './reconciliation-schemas.ts'
import type { StripeEvent, StripeEventPage, StripeEventQuery } from './event-schemas.ts'

const columns = `e.id, e.event_id, e.type, e.object_id, e.status, e.attempts, e.due_at, e.last_error, e.organization_id,
  d.name as organization_name, e.occurred_at, e.received_at, e.processed_at
  from stripe_events e left join organization_directory d on d.organization_id = e.organization_id`

/** Newest first. */
export async function listStripeEvents(
  ctx: UserContext,
  cursors: Cursors,
  { limit = 25, cursor, status, type }: StripeEventQuery,
): Promise<StripeEventPage> {
  const place = cursors.decode('stripe events', cursor)
  const parameters: unknown[] = []
  const wanted = [
    status && `e.status = $${parameters.push(status)}`,
    type && `e.type = $${parameters.push(type)}`,
    place && `e.id < $${parameters.push(place.id)}::uuid`,
  ].filter(Boolean)
  const page: TextQuery<StripeEvent> = {
    text: `select ${columns} ${wanted.length ? `where ${wanted.join(' and ')}` : ''} order by e.id desc limit ${limit + 1}`,
    parameters,
  }
  return pageOf(cursors, 'stripe events', await ctx.db.all(page), limit, ({ id }) => id)
}

export async function getStripeEvent(ctx: UserContext, id: string): Promise<StripeEvent> {
  const query: TextQuery<StripeEvent> = { text: `select ${columns} where e.id = $1`, parameters: [id] }
  return ctx.db.one(query, () => notFound('event'))
}

/** Newest first. */
export async function listStripeReconciliations(
  ctx: UserContext,
  cursors: Cursors,
  { limit = 25, cursor }: StripeReconciliationQuery,
): Promise<StripeReconciliationPage> {
  const place = cursors.decode('stripe reconciliations', cursor)
  const page: TextQuery<StripeReconciliation> = {
    text: `select id, started_at, ended_at, checked_count, drifts, failure from stripe_reconciliations
           ${place ? 'where id < $1::uuid' : ''} order by id desc limit ${limit + 1}`,
    parameters: place ? [place.id] : [],
  }
  return pageOf(cursors, 'stripe reconciliations', await ctx.db.all(page), limit, ({ id }) => id)
}
