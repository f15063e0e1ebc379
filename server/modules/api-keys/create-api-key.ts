import { recordEvent } from '#modules/events/record-event.ts'
import { type Context, signedInUser } from '#platform/context.ts'
import { hashToken } from '#platform/crypto.ts'
import { db } from '#platform/database.ts'
import { forbidden } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { apiKeyCreated } from './events.ts'
import { makeKey } from './key-format.ts'
import { mailOwners } from './mail-owners.ts'
import { getApiKey, getOwnHolding } from './queries.ts'
import { daysAfter, usableScopes } from './rules.ts'
import { type ApiKeyWithSecret, type NewApiKey, type Scope, scopes } from './schemas.ts'

/** Makes a key for a program. The answer is the only place where it ever stands; the owners hear of it by mail. */
export async function createApiKey(ctx: Context, input: NewApiKey, public_url: string): Promise<ApiKeyWithSecret> {
  await refuseBeyondRole(ctx, input.scopes)
  const key = await addApiKey(ctx, input)
  await mailOwners(ctx, key, public_url)
  return key
}

export async function addApiKey(ctx: Context, input: NewApiKey): Promise<ApiKeyWithSecret> {
  const id = newId()
  const { key_id, secret } = makeKey()
  ctx.db.send(
    db.insertInto('api_keys').values({
      id,
      organization_id: ctx.organization_id,
      key_id,
      secret_hash: hashToken(secret),
      name: input.name,
      scopes: scopes.filter((scope) => input.scopes.includes(scope)),
      allowed_networks: input.allowed_networks ?? [],
      created_by: signedInUser(ctx),
      created_at: ctx.now.toString(),
      updated_at: ctx.now.toString(),
      expires_at: daysAfter(ctx.now, input.expires_in_days ?? 365).toString(),
    }),
  )
  const key = await getApiKey(ctx, id)
  recordEvent(ctx, apiKeyCreated, key)
  return { ...key, secret }
}

/** Nobody gives a program more than they may do themselves. */
export async function refuseBeyondRole(ctx: Context, wanted: Scope[]): Promise<void> {
  const usable = usableScopes(wanted, await getOwnHolding(ctx))
  const beyond = wanted.filter((scope) => !usable.includes(scope))
  if (beyond.length)
    throw forbidden(
      'api_keys.beyond_role',
      `Your role does not allow ${beyond.join(', ')}, so no key of yours can. Leave that out, or ask an owner to make the key.`,
    )
}
