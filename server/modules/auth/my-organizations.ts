import { sql } from 'kysely'
import { db } from '#platform/database.ts'
import { roleName } from '#modules/organizations/role-words.ts'
import { supportPermissionsOf } from './permissions.ts'
import { permissionsHeld } from './role-catalogue.ts'
import type { Me } from './schemas.ts'

type MyOrganization = Me['organizations'][number]

export const membershipsQuery = (user_id: string) =>
  db
    .selectFrom('memberships as m')
    .innerJoin('organization_directory as d', 'd.organization_id', 'm.organization_id')
    .leftJoin('operator_organizations as o', 'o.organization_id', 'm.organization_id')
    .select(['d.organization_id as id', 'd.name', 'd.slug', 'm.role', 'o.is_only as is_operators'])
    .select(['m.custom_role_id', 'm.permissions', roleName('m').as('role_name')])
    .select(sql<boolean>`d.disabled_at is not null`.as('is_disabled'))
    .select('d.clock_shift_seconds')
    .where('m.user_id', '=', user_id)
    .orderBy('d.name')

/** Where an operator stands in for somebody by this session; there is at most one. */
export const impersonationsQuery = (session_id: string | undefined, now: Temporal.Instant) =>
  db
    .selectFrom('impersonations as i')
    .innerJoin('organization_directory as d', 'd.organization_id', 'i.organization_id')
    .innerJoin('users as operator', 'operator.id', 'i.operator_id')
    .innerJoin('users as u', 'u.id', 'i.user_id')
    .innerJoin('memberships as m', (join) =>
      join.onRef('m.organization_id', '=', 'i.organization_id').onRef('m.user_id', '=', 'i.user_id'),
    )
    .select(['d.organization_id', 'd.name', 'd.slug', 'm.role', 'u.name as user_name'])
    .select(['m.custom_role_id', 'm.permissions', roleName('m').as('role_name')])
    .select(['i.id', 'operator.name as operator_name', 'i.reason', 'i.is_read_only', 'i.started_at', 'i.ends_at'])
    .select(sql<boolean>`d.disabled_at is not null`.as('is_disabled'))
    .select('d.clock_shift_seconds')
    .where('i.session_id', '=', session_id ?? null)
    .where('i.ended_at', 'is', null)
    .where('i.ends_at', '>', now.toString())

type Row<Q extends { execute(): Promise<unknown[]> }> = Awaited<ReturnType<Q['execute']>>[number]

export function memberOf({ is_operators, ...rest }: Row<ReturnType<typeof membershipsQuery>>): MyOrganization {
  const permissions = [...permissionsHeld(rest, is_operators ? 'operator' : 'organization')]
  return { ...rest, permissions, impersonation: null }
}

export function supporterOf({
  organization_id,
  name,
  slug,
  role,
  custom_role_id,
  role_name,
  permissions: held,
  is_disabled,
  clock_shift_seconds,
  ...impersonation
}: Row<ReturnType<typeof impersonationsQuery>>): MyOrganization {
  const permissions = [
    ...supportPermissionsOf(permissionsHeld({ role, permissions: held }), impersonation.is_read_only),
  ]
  const organization = {
    id: organization_id,
    name,
    slug,
    role,
    custom_role_id,
    role_name,
    is_disabled,
    clock_shift_seconds,
  }
  return { ...organization, permissions, impersonation }
}
