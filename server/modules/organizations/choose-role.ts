import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { invalid } from '#platform/errors.ts'
import type { MemberChanges, Role } from './schemas.ts'

/** The columns of a membership that say what somebody is. */
export type GivenRole = { role: Role; custom_role_id: null; permissions: null } | CustomGiven
type CustomGiven = { role: 'custom'; custom_role_id: string; permissions: string[] }

export const plainRole = (role: Role): GivenRole => ({ role, custom_role_id: null, permissions: null })

/** What is to be given, with what it allows today. To be called with the team locked, so that the role stays. */
export async function chooseRole(ctx: Context, { role, custom_role_id }: MemberChanges): Promise<GivenRole> {
  if (role !== 'custom') {
    if (custom_role_id) throw roleUnclear('not_allowed', 'Leave this out, or set role to custom.')
    return plainRole(role)
  }
  if (!custom_role_id) throw roleUnclear('required', 'Say which role of the organisation this is.')
  const found = await ctx.db.find(
    db
      .selectFrom('custom_roles')
      .select('permissions')
      .where('organization_id', '=', ctx.organization_id)
      .where('id', '=', custom_role_id),
  )
  if (!found)
    throw roleUnclear('not_found', 'The organisation has no such role. It may have been deleted: choose again.')
  return { role, custom_role_id, permissions: found.permissions }
}

const roleUnclear = (code: string, detail: string) =>
  invalid('organizations.role_unclear', 'This does not say which role to give.', [
    { pointer: '/custom_role_id', code, detail },
  ])
