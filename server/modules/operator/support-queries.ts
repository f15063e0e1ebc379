import { sql } from 'kysely'
import type { UserContext } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import type { Impersonation, SupportAccess, SupportState } from './schemas.ts'

export async function getSupportState(ctx: UserContext, organization_id: string): Promise<SupportState> {
  const [[access], impersonations] = await ctx.db.batch(
    openAccess(ctx, organization_id),
    visits().where('i.organization_id', '=', organization_id).orderBy('i.id', 'desc').limit(20),
  )
  return { access: access ?? null, impersonations }
}

export const openAccess = (ctx: UserContext, organization_id: string) =>
  db
    .selectFrom('support_accesses as s')
    .innerJoin('users as u', 'u.id', 's.granted_by')
    .select(['s.id', 'u.name as granted_by_name', 's.reason', 's.is_write_allowed', 's.created_at', 's.ends_at'])
    .where('s.organization_id', '=', organization_id)
    .where('s.revoked_at', 'is', null)
    .where('s.ends_at', '>', ctx.now.toString())

/** The open access and who gave it, held until the commit: whoever takes it back waits, and ends what began meanwhile. */
export async function lockAccess(
  ctx: UserContext,
  organization_id: string,
): Promise<(SupportAccess & { granted_by: string }) | undefined> {
  return ctx.db.find(openAccess(ctx, organization_id).select('s.granted_by').forNoKeyUpdate('s'))
}

/** One ends with its session, too: a log-out is the end of it, whatever was noted later. */
const visits = () =>
  db
    .selectFrom('impersonations as i')
    .innerJoin('users as operator', 'operator.id', 'i.operator_id')
    .innerJoin('users as u', 'u.id', 'i.user_id')
    .leftJoin('sessions as s', 's.id', 'i.session_id')
    .select(['i.id', 'operator.name as operator_name', 'u.name as user_name', 'i.reason', 'i.is_read_only'])
    .select(['i.started_at', 'i.ends_at'])
    .select(sql<string | null>`least(i.ended_at, case when s.ended_at < i.ends_at then s.ended_at end)`.as('ended_at'))

/** With the names that its events carry. */
export async function getVisit(
  ctx: UserContext,
  id: string,
): Promise<Impersonation & { organization_id: string; organization_name: string }> {
  return ctx.db.one(
    visits()
      .innerJoin('organization_directory as d', 'd.organization_id', 'i.organization_id')
      .select(['i.organization_id', 'd.name as organization_name'])
      .where('i.id', '=', id),
  )
}
