import { sql } from 'kysely'
import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { conflict, onConstraint } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { roleCreated } from './events.ts'
import { lockTeam, ownRole } from '#modules/organizations/member-queries.ts'
import { customRoleColumns } from './queries.ts'
import { customRolesMax, grantedPermissions, roleNameColumns, roleNameTaken } from './rules.ts'
import type { CustomRole, NewRole } from './schemas.ts'
import { refuseAbove } from '#modules/organizations/team-rules.ts'

/** Makes a role beside the six. Nobody has it until it is given. */
export async function createRole(ctx: Context, input: NewRole): Promise<CustomRole> {
  const own = ownRole(ctx, await lockTeam(ctx))
  refuseAbove(own, 'custom')
  await refuseTooMany(ctx)
  const role = await ctx.db
    .one(
      db
        .insertInto('custom_roles')
        .values({
          ...roleNameColumns(input.name),
          description: input.description?.trim() ?? '',
          permissions: grantedPermissions(own, input.permissions),
          organization_id: ctx.organization_id,
          id: newId(),
          created_at: ctx.now.toString(),
          updated_at: ctx.now.toString(),
        })
        .returning(customRoleColumns),
    )
    .catch(onConstraint('custom_roles_name_taken', roleNameTaken))
  recordEvent(ctx, roleCreated, role)
  return role
}

async function refuseTooMany(ctx: Context): Promise<void> {
  const { made } = await ctx.db.one(
    db
      .selectFrom('custom_roles')
      .select(sql<number>`count(*)::integer`.as('made'))
      .where('organization_id', '=', ctx.organization_id),
  )
  if (made >= customRolesMax)
    throw conflict(
      'organizations.too_many_roles',
      `An organisation makes at most ${customRolesMax} roles. Change one that is there, or delete one that nobody needs.`,
    )
}
