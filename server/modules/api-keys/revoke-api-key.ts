import { changesBetween, recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { apiKeyRevoked } from './events.ts'
import { getApiKey } from './queries.ts'
import type { ApiKey } from './schemas.ts'

/** Stops a key for good, from its next request on. Once stopped it stays so, and a second time changes nothing. */
export async function revokeApiKey(ctx: Context, id: string): Promise<ApiKey> {
  const before = await getApiKey(ctx, id)
  const now = ctx.now.toString()
  const revoked = await ctx.db.find(
    db
      .updateTable('api_keys')
      .set((old) => ({ revoked_at: now, version: old('version', '+', 1), updated_at: now }))
      .where('organization_id', '=', ctx.organization_id)
      .where('id', '=', id)
      .where('revoked_at', 'is', null)
      .returning('id'),
  )
  const key = await getApiKey(ctx, id)
  if (revoked) recordEvent(ctx, apiKeyRevoked, key, changesBetween(before, key))
  return key
}

/** All keys of somebody who is no member any more. */
export async function revokeKeysOf(ctx: Context, user_id: string): Promise<void> {
  const keys = await ctx.db.all(
    db
      .selectFrom('api_keys as k')
      .leftJoin('memberships as m', (join) =>
        join.onRef('m.user_id', '=', 'k.created_by').onRef('m.organization_id', '=', 'k.organization_id'),
      )
      .select('k.id')
      .where('k.organization_id', '=', ctx.organization_id)
      .where('k.created_by', '=', user_id)
      .where('k.revoked_at', 'is', null)
      .where('m.user_id', 'is', null),
  )
  for (const { id } of keys) await revokeApiKey(ctx, id)
}
