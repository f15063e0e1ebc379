import { sql } from 'kysely'
import { type Context, signedInUser, type UserContext } from '#platform/context.ts'
import { type Cursors, pageOf } from '#platform/cursor.ts'
import { db } from '#platform/database.ts'
import { notFound } from '#platform/errors.ts'
import type { Organization, OrganizationPage, OrganizationQuery } from './schemas.ts'

/** The organisation that the context is inside of. */
export async function getOrganization(ctx: Context): Promise<Organization> {
  const query = db
    .selectFrom('organizations as o')
    .innerJoin('organization_directory as d', 'd.organization_id', 'o.organization_id')
    .select(['o.organization_id as id', 'd.name', 'd.slug', 'd.uen', 'o.is_gst_registered', 'o.gst_reg_no'])
    .select(['o.gst_registered_from', 'o.billing_email', 'o.address', 'o.timezone', 'o.currency', 'o.version'])
    .select(['o.created_at', 'o.updated_at'])
    .where('o.organization_id', '=', ctx.organization_id)
  return ctx.db.one(query, () => notFound('organization'))
}

export async function listMyOrganizations(
  ctx: UserContext,
  cursors: Cursors,
  query: OrganizationQuery,
): Promise<OrganizationPage> {
  const limit = query.limit ?? 25
  const place = cursors.decode('organizations', query.cursor)
  let select = db
    .selectFrom('memberships as m')
    .innerJoin('organization_directory as d', 'd.organization_id', 'm.organization_id')
    .select(['d.organization_id as id', 'd.name', 'd.slug', 'd.uen', 'm.role'])
    .where('m.user_id', '=', signedInUser(ctx))
    .orderBy('d.organization_id', 'desc')
    .limit(sql.lit(limit + 1))
  if (place) select = select.where('d.organization_id', '<', place.id)
  return pageOf(cursors, 'organizations', await ctx.db.all(select), limit, ({ id }) => id)
}
