import type { FastifyRequest } from 'fastify'
import type { MemberRole } from '#modules/organizations/schemas.ts'
import type { Actor } from '#platform/context.ts'
import { forbidden } from '#platform/errors.ts'
import { type Caller, isSafe } from '#platform/http-access.ts'
import { supportPermissionsOf } from './permissions.ts'
import { permissionsHeld } from './role-catalogue.ts'

/** What somebody is to the organisation that a request names. */
export type Standing = {
  role: MemberRole | null
  /** Of a custom role, the copy that the membership has of them. */
  permissions: string[] | null
  is_disabled: boolean
  wants_second_factor: boolean
  clock_shift_seconds: number
  /** It is the one that runs the installation. */
  is_operators: boolean
  /** What an operator is at home who stands in for a member here, and for whom. */
  operator_role: MemberRole | null
  for_role: MemberRole | null
  for_permissions: string[] | null
  for_id: string
  for_name: string
  is_read_only: boolean
}

export const standingColumns = `m.role, m.permissions, d.disabled_at is not null as is_disabled,
  coalesce(d.require_second_factor, false) as wants_second_factor, o.organization_id is not null as is_operators,
  coalesce(d.clock_shift_seconds, 0) as clock_shift_seconds,
  i.operator_role, i.for_role, i.for_permissions, i.for_id, i.for_name, i.is_read_only`

/**
 * To `live`, which is a session_id with its user_id. The time is $2, the organisation $4. Impersonations are looked for
 * only when there is no membership: `offset 0` keeps the planner from joining them before it knows.
 */
export const standingJoins = `left join organization_directory d on d.organization_id = $4::uuid
    left join memberships m on m.organization_id = $4::uuid and m.user_id = live.user_id
    left join operator_organizations o on o.organization_id = $4::uuid
    left join lateral (
      select om.role as operator_role, fm.role as for_role, fm.permissions as for_permissions, f.id as for_id,
        f.name as for_name, s.is_read_only
      from impersonations s
      join users f on f.id = s.user_id and f.disabled_at is null
      join memberships fm on fm.organization_id = s.organization_id and fm.user_id = s.user_id
      join operator_organizations oo on true
      join memberships om on om.organization_id = oo.organization_id and om.user_id = live.user_id
      where m.role is null and s.session_id = live.session_id and s.organization_id = $4::uuid
        and s.ended_at is null and s.ends_at > $2::timestamptz
      offset 0
    ) i on true`

export type Entrance = Pick<Caller, 'permissions' | 'refusal'> & { on_behalf_of?: Actor['on_behalf_of'] }

/** Who comes in and as what, and what keeps out somebody who belongs here. */
export function enter(standing: Standing, { method }: FastifyRequest): Entrance {
  const { role, permissions, is_operators } = standing
  const entrance: Entrance = role
    ? {
        permissions: permissionsHeld({ role, permissions }, is_operators ? 'operator' : 'organization'),
        refusal: undefined,
      }
    : enterForSupport(standing, method)
  return entrance.permissions && standing.is_disabled ? { ...entrance, refusal: organizationDisabled() } : entrance
}

function enterForSupport(standing: Standing, method: string): Entrance {
  const { operator_role, for_role, for_permissions, for_id, for_name, is_read_only } = standing
  const isOperator =
    operator_role && permissionsHeld({ role: operator_role, permissions: null }, 'operator').has('operator.write')
  if (!for_role || !isOperator) return { permissions: undefined, refusal: undefined }
  return {
    permissions: supportPermissionsOf(permissionsHeld({ role: for_role, permissions: for_permissions }), is_read_only),
    refusal: is_read_only && !isSafe(method) ? readOnly() : undefined,
    on_behalf_of: { id: for_id, name: for_name },
  }
}

export const organizationDisabled = () =>
  forbidden('organizations.disabled', 'This organisation is disabled. Ask the operator of this installation.')

const readOnly = () =>
  forbidden('operator.read_only', 'You are here to look. The organisation did not let you change anything.')
