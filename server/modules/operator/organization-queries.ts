import { sql, type SqlBool } from 'kysely'
import { roleName } from '#modules/organizations/role-words.ts'
import type { Context } from '#platform/context.ts'
import { type Cursors, pageOf } from '#platform/cursor.ts'
import { db } from '#platform/database.ts'
import { notFound } from '#platform/errors.ts'
import { recordLook } from './record-look.ts'
import type { OrganizationEntry, OrganizationEntryPage, OrganizationEntryQuery, OrganizationView } from './schemas.ts'
import { getSupportState } from './support-queries.ts'

/** All organisations, newest first. What lies behind row security is read by entering one after the other. */
export async function listOrganizationEntries(
  ctx: Context,
  cursors: Cursors,
  query: OrganizationEntryQuery,
): Promise<OrganizationEntryPage> {
  const { limit = 25, q, state } = query
  recordLook(ctx, 'user.listed_organizations', { q: q ?? null })
  const place = cursors.decode('organization entries', query.cursor)
  let select = entries(ctx)
    .orderBy('d.organization_id', 'desc')
    .limit(sql.lit(limit + 1))
  if (place) select = select.where('d.organization_id', '<', place.id)
  if (state) select = select.where('d.disabled_at', state === 'active' ? 'is' : 'is not', null)
  if (q?.trim()) select = select.where(isFound(q.trim().toLowerCase()))
  const { data, next_cursor } = pageOf(cursors, 'organization entries', await ctx.db.all(select), limit, ({ id }) => id)
  const counted: OrganizationEntry[] = []
  for (const entry of data) {
    const { invoices_count, plan_name, subscription_status } = await within(ctx, entry.id)
    counted.push({ ...entry, invoices_count, plan_name, subscription_status })
  }
  return { data: counted, next_cursor }
}

export async function viewOrganization(ctx: Context, id: string): Promise<OrganizationView> {
  const entry = await ctx.db.one(entries(ctx).where('d.organization_id', '=', id), () => notFound('organization'))
  recordLook(ctx, 'user.viewed_organization', { id, name: entry.name })
  const members = await ctx.db.all(
    db
      .selectFrom('memberships as m')
      .innerJoin('users as u', 'u.id', 'm.user_id')
      .select(['u.id', 'u.name', 'u.email', 'm.role', roleName('m').as('role_name'), 'u.disabled_at'])
      .where('m.organization_id', '=', id)
      .orderBy('m.created_at')
      .orderBy('u.id')
      .limit(100),
  )
  const support = await getSupportState(ctx, id)
  return { ...entry, ...(await within(ctx, id)), is_operators: id === ctx.organization_id, members, support }
}

const entries = (ctx: Context) =>
  db
    .selectFrom('organization_directory as d')
    .select(['d.organization_id as id', 'd.name', 'd.slug', 'd.disabled_at', 'd.created_at'])
    .select(sql<string>`coalesce(d.released_uen, d.uen)`.as('uen'))
    .select(
      sql<number>`(select count(*) from memberships m where m.organization_id = d.organization_id)`.as('members_count'),
    )
    .select(
      sql<boolean>`exists (select from support_accesses s where s.organization_id = d.organization_id
        and s.revoked_at is null and s.ends_at > ${ctx.now.toString()})`.as('has_support_access'),
    )

const isFound = (q: string) =>
  sql<SqlBool>`(position(${q} in lower(d.name)) > 0 or position(${q} in d.slug) > 0
    or position(${q} in lower(coalesce(d.released_uen, d.uen))) > 0)`

/** Numbers have no gaps, so the last of each series is how many invoices there are: a row a year, not a row an invoice. */
async function within(ctx: Context, organization_id: string) {
  ctx.db.enter(organization_id)
  const settings = await ctx.db.one(
    db
      .selectFrom('organizations as o')
      .leftJoin('entitlements as e', 'e.organization_id', 'o.organization_id')
      .select(['o.billing_email', 'o.timezone', 'o.is_gst_registered', 'o.seat_limit'])
      .select(['e.plan_name', 'e.subscription_status', 'e.trial_end_date'])
      .select(
        sql<number>`(select coalesce(sum(last_number), 0)::bigint from number_series
          where organization_id = ${organization_id} and series like 'INV-%')`.as('invoices_count'),
      )
      .where('o.organization_id', '=', organization_id),
  )
  ctx.db.enter(ctx.organization_id)
  return settings
}
