import { sql } from 'kysely'
import { permissionsOf } from '#modules/auth/permissions.ts'
import { grantable } from '#modules/auth/role-catalogue.ts'
import { roleWords } from '#modules/organizations/role-words.ts'
import { roles } from '#modules/organizations/schemas.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { notFound } from '#platform/errors.ts'

import type { CustomRole, CustomRoleView, RoleList } from './schemas.ts'

export const customRoleColumns = [
  'id',
  'name',
  'description',
  'permissions',
  'version',
  'created_at',
  'updated_at',
] as const

const customRoles = (ctx: Context) =>
  db.selectFrom('custom_roles').select(customRoleColumns).where('organization_id', '=', ctx.organization_id)

export async function getRole(ctx: Context, id: string): Promise<CustomRole> {
  return ctx.db.one(customRoles(ctx).where('id', '=', id), () => notFound('role'))
}

export async function viewRole(ctx: Context, id: string): Promise<CustomRoleView> {
  const [[role], members, counts] = await ctx.db.batch(
    customRoles(ctx).where('id', '=', id),
    holders(ctx, id).limit(100),
    countsQuery(ctx),
  )
  if (!role) throw notFound('role')
  return { ...role, ...countsOf(counts, id), members }
}

/** The six first, for everybody knows them; there are few of one's own, so they come whole. */
export async function listRoles(ctx: Context): Promise<RoleList> {
  const [own, counts] = await ctx.db.batch(customRoles(ctx).orderBy('name_normalized'), countsQuery(ctx))
  const six = roles.map((role) => ({
    role,
    custom_role_id: null,
    name: roleWords[role].name,
    description: roleWords[role].description,
    permissions: [...permissionsOf(role)],
    ...countsOf(counts, role),
  }))
  const made = own.map(({ id, name, description, permissions }) => ({
    role: 'custom' as const,
    custom_role_id: id,
    name,
    description,
    permissions,
    ...countsOf(counts, id),
  }))
  return { data: [...six, ...made], grantable_permissions: [...grantable] }
}

/** Who has this role, by name. */
export const holders = (ctx: Context, custom_role_id: string) =>
  db
    .selectFrom('memberships as m')
    .innerJoin('users as u', 'u.id', 'm.user_id')
    .select(['u.id', 'u.name'])
    .where('m.organization_id', '=', ctx.organization_id)
    .where('m.custom_role_id', '=', custom_role_id)
    .orderBy('u.name')
    .orderBy('u.id')

type Counts = { key: string; members_count: number; invitations_count: number }

function countsQuery({ organization_id, now }: Context) {
  return sql<Counts>`
    select coalesce(custom_role_id::text, role) as key,
      count(*) filter (where is_member)::integer as members_count,
      count(*) filter (where not is_member)::integer as invitations_count
    from (
      select role, custom_role_id, true as is_member from memberships where organization_id = ${organization_id}
      union all
      select role, custom_role_id, false from invitations
        where organization_id = ${organization_id} and expires_at > ${now.toString()}
    ) given group by 1`
}

function countsOf(counts: Counts[], key: string) {
  const { members_count = 0, invitations_count = 0 } = counts.find((each) => each.key === key) ?? {}
  return { members_count, invitations_count }
}
