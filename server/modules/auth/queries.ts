import { permissionsOf } from './permissions.ts'
import type { UserContext } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { unauthorized } from '#platform/errors.ts'
import { normalizeEmail } from './rules.ts'
import type { Me } from './schemas.ts'

/** The signed-in person, with the organisations they belong to and what they may do in each. */
export async function getMe(ctx: UserContext, user_id: string): Promise<Me> {
  const [users, memberships] = await ctx.db.batch(
    db
      .selectFrom('users')
      .select(['id', 'email', 'name', 'timezone', 'verified_at', 'created_at'])
      .where('id', '=', user_id)
      .where('disabled_at', 'is', null),
    db
      .selectFrom('memberships as m')
      .innerJoin('organization_directory as d', 'd.organization_id', 'm.organization_id')
      .select(['d.organization_id as id', 'd.name', 'd.slug', 'm.role'])
      .where('m.user_id', '=', user_id)
      .orderBy('d.name'),
  )
  const user = users[0]
  if (!user) throw unauthorized('auth.session_ended', 'This session has ended. Sign in again.')
  const { verified_at, ...rest } = user
  const organizations = memberships.map((m) => ({ ...m, permissions: [...permissionsOf(m.role)] }))
  return { ...rest, is_verified: verified_at !== null, organizations }
}

export async function findUserByEmail(ctx: UserContext, email: string) {
  return ctx.db.find(
    db
      .selectFrom('users')
      .select(['id', 'email', 'name', 'password_hash', 'verified_at', 'disabled_at'])
      .where('email_normalized', '=', normalizeEmail(email)),
  )
}
