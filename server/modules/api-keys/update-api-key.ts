import { changesBetween, recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { staleVersion } from '#platform/errors.ts'
import { apiKeyUpdated } from './events.ts'
import { getApiKey } from './queries.ts'
import type { ApiKey, ApiKeyChanges } from './schemas.ts'

/** Another name or other networks, from the next request on. What a key may do stays as it was given. */
export async function updateApiKey(ctx: Context, id: string, version: number, changes: ApiKeyChanges): Promise<ApiKey> {
  const before = await getApiKey(ctx, id)
  const updated = await ctx.db.find(
    db
      .updateTable('api_keys')
      .set({ ...changes, version: version + 1, updated_at: ctx.now.toString() })
      .where('organization_id', '=', ctx.organization_id)
      .where('id', '=', id)
      .where('version', '=', version)
      .returning('version'),
  )
  if (!updated) throw staleVersion('API key')
  const key = await getApiKey(ctx, id)
  recordEvent(ctx, apiKeyUpdated, key, changesBetween(before, key))
  return key
}
