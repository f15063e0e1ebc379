import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import { type Cursors, pageOf } from '#platform/cursor.ts'
import { db } from '#platform/database.ts'
import { notFound } from '#platform/errors.ts'
import type { UenClaim, UenClaimPage, UenClaimQuery } from './schemas.ts'

/** Who asks for a UEN that they could not use, newest first. Asking again opens a claim anew. */
export async function listUenClaims(ctx: Context, cursors: Cursors, query: UenClaimQuery): Promise<UenClaimPage> {
  const { limit = 25, state = 'open' } = query
  const place = cursors.decode('uen claims', query.cursor)
  let select = claims()
    .where(isOpen, 'is', state === 'open')
    .orderBy('c.id', 'desc')
    .limit(sql.lit(limit + 1))
  if (place) select = select.where('c.id', '<', place.id)
  return pageOf(cursors, 'uen claims', await ctx.db.all(select), limit, ({ id }) => id)
}

export async function getUenClaim(ctx: Context, id: string): Promise<UenClaim> {
  return ctx.db.one(claims().where('c.id', '=', id), () => notFound('claim'))
}

const isOpen = sql<boolean>`(c.resolved_at is null or c.resolved_at < c.updated_at)`

const claims = () =>
  db
    .selectFrom('uen_claims as c')
    .innerJoin('users as u', 'u.id', 'c.user_id')
    .leftJoin('organization_directory as d', 'd.uen', 'c.uen')
    .select(['c.id', 'c.uen', 'c.message', 'c.user_id', 'u.name as user_name', 'u.email as user_email'])
    .select(['d.organization_id', 'd.name as organization_name', 'c.created_at'])
    .select(sql<string | null>`case when not ${isOpen} then c.resolved_at end`.as('resolved_at'))
    .select(sql<boolean | null>`case when not ${isOpen} then c.is_upheld end`.as('is_upheld'))
