import type { Context } from '#platform/context.ts'
import type { EventDefinition } from './define-event.ts'
import { newId } from '#platform/ids.ts'

export type Changes = Record<string, { before: unknown; after: unknown }>

/**
 * Writes what happened, in the transaction of the change itself: audit row, activity feed and outbox in one.
 * It travels with the next statement or the commit, so it costs no round trip of its own.
 */
export function recordEvent<D extends { id: string }>(
  ctx: Context,
  definition: EventDefinition<D>,
  data: D,
  changes?: Changes,
): void {
  const { organization_id, actor, request_id, ip, user_agent, now } = ctx
  ctx.db.send({
    text: `insert into events (organization_id, id, name, actor_kind, actor_id, actor_name, on_behalf_of_id, on_behalf_of_name,
             subject_id, data, changes, request_id, ip, user_agent, created_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
    parameters: [
      organization_id,
      newId(),
      definition.name,
      actor.kind,
      actor.id,
      actor.name,
      actor.on_behalf_of?.id ?? null,
      actor.on_behalf_of?.name ?? null,
      data.id,
      data,
      changes ?? null,
      request_id,
      ip,
      user_agent,
      now.toString(),
    ],
  })
}

/** The same for many at once, in one statement; nothing where there are none. */
export function recordEvents<D extends { id: string }>(
  ctx: Context,
  definition: EventDefinition<D>,
  many: readonly D[],
  changesOf?: (data: D) => Changes,
): void {
  if (many.length === 0) return
  const { organization_id, actor, request_id, ip, user_agent, now } = ctx
  const rows = many.map((data) => ({ id: newId(), subject_id: data.id, data, changes: changesOf?.(data) ?? null }))
  ctx.db.send({
    text: `insert into events (organization_id, id, name, actor_kind, actor_id, actor_name, on_behalf_of_id, on_behalf_of_name,
             subject_id, data, changes, request_id, ip, user_agent, created_at)
           select $1, r.id, $2, $3, $4, $5, $6, $7, r.subject_id, r.data, nullif(r.changes, 'null'), $8, $9, $10, $11
           from jsonb_to_recordset($12::jsonb) r (id uuid, subject_id uuid, data jsonb, changes jsonb) order by r.id`,
    parameters: [
      organization_id,
      definition.name,
      actor.kind,
      actor.id,
      actor.name,
      actor.on_behalf_of?.id ?? null,
      actor.on_behalf_of?.name ?? null,
      request_id,
      ip,
      user_agent,
      now.toString(),
      JSON.stringify(rows),
    ],
  })
}

/** Field by field what an edit changed; bookkeeping columns say nothing and are left out. */
export function changesBetween<T extends object>(before: T, after: T): Changes {
  const silent = new Set(['version', 'updated_at'])
  return Object.fromEntries(
    Object.entries(after)
      .map(([field, value]) => [field, { before: before[field as keyof T], after: value }] as const)
      .filter(
        ([field, change]) => !silent.has(field) && JSON.stringify(change.before) !== JSON.stringify(change.after),
      ),
  )
}
