import { sql } from 'kysely'
import { changesBetween, recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { conflict } from '#platform/errors.ts'
import { addApiKey, refuseBeyondRole } from './create-api-key.ts'
import { apiKeyRotated } from './events.ts'
import { mailOwners } from './mail-owners.ts'
import { getApiKey } from './queries.ts'
import type { ApiKeyWithSecret, Rotation } from './schemas.ts'

/**
 * A new key with the name, scopes and networks of the old one, which goes on working for a while, so that a program can
 * be given the new one in peace. Whoever rotates is its creator: they see it, so it may do no more than they may.
 */
export async function rotateApiKey(
  ctx: Context,
  id: string,
  { overlap_hours = 24, expires_in_days = 365 }: Rotation,
  public_url: string,
): Promise<ApiKeyWithSecret> {
  const before = await getApiKey(ctx, id)
  await refuseBeyondRole(ctx, before.scopes)
  const { name, scopes, allowed_networks } = before
  const made = await addApiKey(ctx, { name, scopes, allowed_networks, expires_in_days })
  const overlap_end = ctx.now.add({ hours: overlap_hours }).toString()
  const replaced = await ctx.db.find(
    db
      .updateTable('api_keys')
      .set({
        expires_at: sql<string>`least(expires_at, ${overlap_end}::timestamptz)`,
        replaced_by: made.id,
        version: sql<number>`version + 1`,
        updated_at: ctx.now.toString(),
      })
      .where('organization_id', '=', ctx.organization_id)
      .where('id', '=', id)
      .where('revoked_at', 'is', null)
      .where('replaced_by', 'is', null)
      .where('expires_at', '>', ctx.now.toString())
      .returning('id'),
  )
  if (!replaced)
    throw conflict(
      'api_keys.not_rotatable',
      'This key was rotated or revoked already, or has expired. Rotate the key that took its place, or make a new one.',
    )
  const after = await getApiKey(ctx, id)
  recordEvent(ctx, apiKeyRotated, after, changesBetween(before, after))
  await mailOwners(ctx, made, public_url)
  return made
}
