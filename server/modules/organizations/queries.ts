import { sql } from 'kysely'
import { type Context, signedInUser, type UserContext } from '#platform/context.ts'
import { type Cursors, pageOf } from '#platform/cursor.ts'
import { db } from '#platform/database.ts'
import { notFound } from '#platform/errors.ts'
import { roleName } from './role-words.ts'
import type { GstRegistration, Held, Organization, OrganizationPage, OrganizationQuery } from './schemas.ts'

/** The table of permissions, which names the routes of modules above this one. */
export type PermissionsOf = (held: Held) => ReadonlySet<string>

/** The organisation that the context is inside of. */
export async function getOrganization(ctx: Context): Promise<Organization> {
  const query = db
    .selectFrom('organizations as o')
    .innerJoin('organization_directory as d', 'd.organization_id', 'o.organization_id')
    .select(['o.organization_id as id', 'd.name', 'd.slug', 'd.uen', 'o.is_gst_registered', 'o.gst_reg_no'])
    .select(['o.gst_registered_from', 'o.billing_email', 'o.address', 'o.timezone', 'o.currency', 'o.version'])
    .select(['d.require_second_factor', 'o.seat_limit', 'o.created_at', 'o.updated_at'])
    .where('o.organization_id', '=', ctx.organization_id)
  return ctx.db.one(query, () => notFound('organization'))
}

export async function listMyOrganizations(
  ctx: UserContext,
  cursors: Cursors,
  permissionsOf: PermissionsOf,
  query: OrganizationQuery,
): Promise<OrganizationPage> {
  const limit = query.limit ?? 25
  const place = cursors.decode('organizations', query.cursor)
  let select = db
    .selectFrom('memberships as m')
    .innerJoin('organization_directory as d', 'd.organization_id', 'm.organization_id')
    .select(['d.organization_id as id', 'd.name', 'd.slug', 'd.uen', 'm.role', 'm.custom_role_id', 'm.permissions'])
    .select(roleName('m').as('role_name'))
    .where('m.user_id', '=', signedInUser(ctx))
    .orderBy('d.organization_id', 'desc')
    .limit(sql.lit(limit + 1))
  if (place) select = select.where('d.organization_id', '<', place.id)
  const page = pageOf(cursors, 'organizations', await ctx.db.all(select), limit, ({ id }) => id)
  return { ...page, data: page.data.map((mine) => ({ ...mine, permissions: [...permissionsOf(mine)] })) }
}

export async function listGstRegistrations(ctx: Context): Promise<{ data: GstRegistration[] }> {
  const select = db
    .selectFrom('gst_registrations')
    .select(['id', 'gst_reg_no', 'from_date', 'to_date', 'created_at'])
    .where('organization_id', '=', ctx.organization_id)
    .orderBy('from_date', 'desc')
  return { data: await ctx.db.all(select) }
}
