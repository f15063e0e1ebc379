import { sql } from 'kysely'
import { type Context, signedInUser } from '#platform/context.ts'
import { type Cursors, pageOf } from '#platform/cursor.ts'
import { db } from '#platform/database.ts'
import { notFound } from '#platform/errors.ts'
import { prefixOf } from './key-format.ts'
import { type Holding, statusOf, usableScopes } from './rules.ts'
import { type ApiKey, type ApiKeyPage, type ApiKeyQuery, scopes, type Scope } from './schemas.ts'

/** With the role that the creator has today, null for who is no member any more or disabled. */
const apiKeys = (ctx: Context) =>
  db
    .selectFrom('api_keys as k')
    .innerJoin('users as u', 'u.id', 'k.created_by')
    .leftJoin('memberships as m', (join) =>
      join
        .onRef('m.user_id', '=', 'k.created_by')
        .onRef('m.organization_id', '=', 'k.organization_id')
        .on('u.disabled_at', 'is', null),
    )
    .select(['k.id', 'k.name', 'k.key_id', 'k.scopes', 'k.allowed_networks', 'k.created_by'])
    .select(['u.name as created_by_name', 'k.expires_at', 'k.last_used_at', 'k.last_used_ip', 'k.revoked_at'])
    .select(['k.replaced_by', 'k.version', 'k.created_at', 'k.updated_at', 'm.role', 'm.permissions'])
    .where('k.organization_id', '=', ctx.organization_id)

export async function getApiKey(ctx: Context, id: string): Promise<ApiKey> {
  return shown(ctx, await ctx.db.one(apiKeys(ctx).where('k.id', '=', id), () => notFound('API key')))
}

/** Newest first, with what the one who asks may give a new key. */
export async function listApiKeys(ctx: Context, cursors: Cursors, query: ApiKeyQuery): Promise<ApiKeyPage> {
  const limit = query.limit ?? 25
  const place = cursors.decode('api keys', query.cursor)
  let select = apiKeys(ctx)
    .orderBy('k.id', 'desc')
    .limit(sql.lit(limit + 1))
  if (place) select = select.where('k.id', '<', place.id)
  const rows = await ctx.db.all(select)
  const { data, next_cursor } = pageOf(cursors, 'api keys', rows, limit, ({ id }) => id)
  const grantable_scopes = usableScopes(scopes, await getOwnHolding(ctx))
  return { data: data.map((row) => shown(ctx, row)), next_cursor, grantable_scopes }
}

/** The role of who asks as it is now: it may have changed since the request was let in. */
export async function getOwnHolding(ctx: Context): Promise<Holding> {
  const membership = await ctx.db.find(
    db
      .selectFrom('memberships')
      .select(['role', 'permissions'])
      .where('organization_id', '=', ctx.organization_id)
      .where('user_id', '=', signedInUser(ctx)),
  )
  return membership ?? { role: null, permissions: null }
}

type Row = Omit<ApiKey, 'prefix' | 'status' | 'usable_scopes'> & Holding & { key_id: string; scopes: Scope[] }

function shown(ctx: Context, { key_id, role, permissions, ...key }: Row): ApiKey {
  const usable_scopes = usableScopes(key.scopes, { role, permissions })
  return { ...key, prefix: prefixOf(key_id), usable_scopes, status: statusOf({ ...key, usable_scopes }, ctx.now) }
}
