import { changesBetween, recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { onConstraint, staleVersion } from '#platform/errors.ts'
import { roleUpdated } from './events.ts'
import { lockTeam, ownRole } from '#modules/organizations/member-queries.ts'
import { customRoleColumns, getRole } from './queries.ts'
import { grantedPermissions, roleNameColumns, roleNameTaken } from './rules.ts'
import type { CustomRole, RoleChanges } from './schemas.ts'
import { refuseAbove } from '#modules/organizations/team-rules.ts'

/** Changes a role for all who hold it, from their next request on: the foreign key takes the permissions to each. */
export async function updateRole(
  ctx: Context,
  id: string,
  version: number,
  { name, description, permissions }: RoleChanges,
): Promise<CustomRole> {
  const own = ownRole(ctx, await lockTeam(ctx))
  refuseAbove(own, 'custom')
  const before = await getRole(ctx, id)
  const role = await ctx.db
    .find(
      db
        .updateTable('custom_roles')
        .set({
          ...(name !== undefined && roleNameColumns(name)),
          ...(description !== undefined && { description: description.trim() }),
          ...(permissions && { permissions: grantedPermissions(own, permissions) }),
          version: version + 1,
          updated_at: ctx.now.toString(),
        })
        .where('organization_id', '=', ctx.organization_id)
        .where('id', '=', id)
        .where('version', '=', version)
        .returning(customRoleColumns),
    )
    .catch(onConstraint('custom_roles_name_taken', roleNameTaken))
  if (!role) throw staleVersion('role')
  recordEvent(ctx, roleUpdated, role, changesBetween(before, role))
  return role
}
