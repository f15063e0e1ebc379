import type { Context, UserContext } from '#platform/context.ts'
import { type Cursors, pageOf } from '#platform/cursor.ts'
import type { TextQuery } from '#platform/database.ts'
import { notFound } from '#platform/errors.ts'
import type {
  OwnReconciliation,
  OwnReconciliationPage,
  StripeReconciliation,
  StripeReconciliationPage,
  StripeReconciliationQuery,
} from './reconciliation-schemas.ts'
import type { StripeEvent, StripeEventDetails, StripeEventPage, StripeEventQuery } from './event-schemas.ts'

const columns = `e.id, e.event_id, e.type, e.object_id, e.status, e.attempts, e.due_at, e.last_error, e.organization_id,
  d.name as organization_name, e.occurred_at, e.received_at, e.processed_at
  from stripe_events e left join organization_directory d on d.organization_id = e.organization_id`

/** All of the installation, or those of the organisation alone. */
export type Scope = 'all' | 'own'

/** Newest first. */
export async function listStripeEvents(
  ctx: Context,
  cursors: Cursors,
  { limit = 25, cursor, status, type }: StripeEventQuery,
  scope: Scope = 'all',
): Promise<StripeEventPage> {
  const place = cursors.decode('stripe events', cursor)
  const parameters: unknown[] = []
  const wanted = [
    status && `e.status = $${parameters.push(status)}`,
    scope === 'own' && `e.organization_id = $${parameters.push(ctx.organization_id)}`,
    type &&
      (type.endsWith('.') ? `starts_with(e.type, $${parameters.push(type)})` : `e.type = $${parameters.push(type)}`),
    place && `e.id < $${parameters.push(place.id)}::uuid`,
  ].filter(Boolean)
  const page: TextQuery<StripeEvent> = {
    text: `select ${columns} ${wanted.length ? `where ${wanted.join(' and ')}` : ''} order by e.id desc limit ${limit + 1}`,
    parameters,
  }
  return pageOf(cursors, 'stripe events', await ctx.db.all(page), limit, ({ id }) => id)
}

export async function getStripeEvent(ctx: Context, id: string, scope: Scope = 'all'): Promise<StripeEvent> {
  const query: TextQuery<StripeEvent> = {
    text: `select ${columns} ${where(scope)}`,
    parameters: [id, ctx.organization_id],
  }
  return ctx.db.one(query, () => notFound('event'))
}

const where = (scope: Scope): string =>
  scope === 'own' ? 'where e.id = $1 and e.organization_id = $2' : 'where e.id = $1 and $2::uuid is not null'

/** One of the organisation, with what was in it. */
export async function getOwnStripeEvent(ctx: Context, id: string): Promise<StripeEventDetails> {
  const query: TextQuery<StripeEventDetails> = {
    text: `select e.payload, e.attempt_log, ${columns} ${where('own')}`,
    parameters: [id, ctx.organization_id],
  }
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

/** The same nights, as far as they looked at the organisation. */
export async function listOwnReconciliations(
  ctx: Context,
  cursors: Cursors,
  { limit = 25, cursor }: StripeReconciliationQuery,
): Promise<OwnReconciliationPage> {
  const place = cursors.decode('own reconciliations', cursor)
  const page: TextQuery<OwnReconciliation> = {
    text: `select id, started_at, ended_at, coalesce((checked_counts ->> $1::text)::integer, 0) as checked_count, (
               select coalesce(jsonb_agg(drift), '[]') from jsonb_array_elements(drifts) drift
               where drift ->> 'organization_id' = $1::text) as drifts,
             failure is not null as has_failed
           from stripe_reconciliations
           where (checked_counts ? $1::text or failure is not null)
             ${place ? 'and id < $2::uuid' : ''} order by id desc limit ${limit + 1}`,
    parameters: [ctx.organization_id, ...(place ? [place.id] : [])],
  }
  return pageOf(cursors, 'own reconciliations', await ctx.db.all(page), limit, ({ id }) => id)
}
