import { sql, type SqlBool } from 'kysely'
import { roleName } from '#modules/organizations/role-words.ts'
import type { Context } from '#platform/context.ts'
import { type Cursors, pageOf } from '#platform/cursor.ts'
import { db } from '#platform/database.ts'
import { notFound } from '#platform/errors.ts'
import { recordLook } from './record-look.ts'
import type { UserEntryPage, UserEntryQuery, UserView } from './schemas.ts'

/** Everybody who ever registered, newest first. */
export async function listUserEntries(ctx: Context, cursors: Cursors, query: UserEntryQuery): Promise<UserEntryPage> {
  const { limit = 25, q, state } = query
  recordLook(ctx, 'user.listed_users', { q: q ?? null })
  const place = cursors.decode('user entries', query.cursor)
  let select = entries()
    .orderBy('u.id', 'desc')
    .limit(sql.lit(limit + 1))
  if (place) select = select.where('u.id', '<', place.id)
  if (state) select = select.where('u.disabled_at', state === 'active' ? 'is' : 'is not', null)
  if (q?.trim()) select = select.where(isFound(q.trim().toLowerCase()))
  return pageOf(cursors, 'user entries', await ctx.db.all(select), limit, ({ id }) => id)
}

export async function viewUser(ctx: Context, id: string): Promise<UserView> {
  const user = await ctx.db.one(
    entries()
      .select('u.timezone')
      .select(
        sql<number>`(select count(*) from sessions s where s.user_id = u.id and s.ended_at is null
          and s.expires_at > ${ctx.now.toString()})`.as('sessions_count'),
      )
      .where('u.id', '=', id),
    () => notFound('user'),
  )
  recordLook(ctx, 'user.viewed_user', { id, name: user.name })
  const organizations = await ctx.db.all(
    db
      .selectFrom('memberships as m')
      .innerJoin('organization_directory as d', 'd.organization_id', 'm.organization_id')
      .select(['d.organization_id as id', 'd.name', 'm.role', roleName('m').as('role_name'), 'd.disabled_at'])
      .where('m.user_id', '=', id)
      .orderBy('d.name'),
  )
  return { ...user, organizations }
}

const entries = () =>
  db
    .selectFrom('users as u')
    .select(['u.id', 'u.name', 'u.email', 'u.disabled_at', 'u.created_at'])
    .select(sql<boolean>`u.verified_at is not null`.as('is_verified'))
    .select(sql<number>`(select count(*) from memberships m where m.user_id = u.id)`.as('organizations_count'))
    .select(sql<string | null>`(select max(last_used_at) from sessions s where s.user_id = u.id)`.as('last_used_at'))

const isFound = (q: string) =>
  sql<SqlBool>`(position(${q} in u.email_normalized) > 0 or position(${q} in lower(u.name)) > 0)`
