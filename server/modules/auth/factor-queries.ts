import type { UserContext } from '#platform/context.ts'
import { signedInUser } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { unauthorized } from '#platform/errors.ts'
import type { Factors } from './schemas.ts'

/** What proves the signed-in user beside the password. */
export async function getFactors(ctx: UserContext): Promise<Factors> {
  const user_id = signedInUser(ctx)
  const [apps, passkeys, codes, organizations] = await ctx.db.batch(
    totpAppOf(user_id),
    db.selectFrom('passkeys').select(passkeyColumns).where('user_id', '=', user_id).orderBy('id'),
    db.selectFrom('recovery_codes').select('created_at').where('user_id', '=', user_id).where('used_at', 'is', null),
    requiringOrganizations(user_id),
  )
  const [app] = apps
  return {
    totp: app ? { confirmed_at: app.confirmed_at! } : null,
    passkeys,
    recovery_codes_left: codes.length,
    required_by: organizations,
  }
}

export const passkeyColumns = [
  'id',
  'name',
  'is_backup_eligible',
  'is_backed_up',
  'created_at',
  'last_used_at',
] as const

/** Recovery codes are none: they stand in for a factor that was lost. */
export async function countStrongFactors(ctx: UserContext, user_id: string): Promise<number> {
  const [apps, passkeys] = await ctx.db.batch(
    totpAppOf(user_id),
    db.selectFrom('passkeys').select('id').where('user_id', '=', user_id),
  )
  return apps.length + passkeys.length
}

const totpAppOf = (user_id: string) =>
  db.selectFrom('totp_apps').select('confirmed_at').where('user_id', '=', user_id).where('secret', 'is not', null)

/** The user's organisations that let nobody in by password alone. */
export const requiringOrganizations = (user_id: string) =>
  db
    .selectFrom('memberships as m')
    .innerJoin('organization_directory as d', 'd.organization_id', 'm.organization_id')
    .select(['d.organization_id as id', 'd.name'])
    .where('m.user_id', '=', user_id)
    .where('d.require_second_factor', '=', true)
    .orderBy('d.name')

/** The signed-in user, held until the end of the transaction, so that two changes of factors come one after the other. */
export async function lockSignedInUser(ctx: UserContext) {
  return ctx.db.one(
    db
      .selectFrom('users')
      .select(['id', 'email', 'name', 'has_short_password'])
      .where('id', '=', signedInUser(ctx))
      .where('disabled_at', 'is', null)
      .forUpdate(),
    () => unauthorized('auth.session_ended', 'This session has ended. Log in again.'),
  )
}
