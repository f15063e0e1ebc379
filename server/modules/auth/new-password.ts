import type { UserContext } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { invalid } from '#platform/errors.ts'
import { queueMail } from '#platform/mail.ts'
import { passwordChangedMail } from './emails.ts'
import { countStrongFactors } from './factor-queries.ts'
import { type About, checkPassword, isShort, minimumLength } from './password-rules.ts'
import type { Passwords } from './passwords.ts'

/** Before anything is hashed: what is wrong with a new password. */
export function refuseWeakPassword(password: string, about: About): void {
  const mistake = checkPassword(password, about)
  if (mistake) throw invalid('auth.password_refused', mistake.detail, [{ pointer: '/password', ...mistake }])
}

/** What others know of a user, none of which may carry a password. */
export async function aboutUser(ctx: UserContext, user_id: string): Promise<About> {
  const [[user], organizations] = await ctx.db.batch(
    db.selectFrom('users').select(['email', 'name']).where('id', '=', user_id),
    db
      .selectFrom('memberships as m')
      .innerJoin('organization_directory as d', 'd.organization_id', 'm.organization_id')
      .select(['d.name', 'd.uen'])
      .where('m.user_id', '=', user_id),
  )
  const has_second_factor = (await countStrongFactors(ctx, user_id)) > 0
  const { email = '', name = '' } = user ?? {}
  const names = [...namesOf({ email, name }), ...organizations.flatMap((each) => [each.name, each.uen])]
  return { minimum: minimumLength(has_second_factor), names }
}

/** The name, and what stands before and after the @. */
export function namesOf({ email, name }: { email: string; name: string }): string[] {
  const [local = '', domain = ''] = email.split('@')
  return [name, local, domain.split('.')[0]!]
}

/** A short one will do beside a second factor, and holds on to it. */
export type NewPassword = { password_hash: string; has_short_password: boolean }

export async function hashNewPassword(passwords: Passwords, password: string): Promise<NewPassword> {
  return { password_hash: await passwords.hash(password), has_short_password: isShort(password) }
}

/**
 * Whatever link could still set another password, or move the account to another address, is void from now on, and so
 * is the confirmation of a sign-up with the password of before. The owner is told.
 */
export function setPassword(
  ctx: UserContext,
  user: { id: string; email: string; name: string },
  set: NewPassword,
): void {
  const now = ctx.now.toString()
  ctx.db.send(
    db
      .updateTable('users')
      .set({ ...set, updated_at: now })
      .where('id', '=', user.id),
  )
  ctx.db.send(
    db.updateTable('password_resets').set({ used_at: now }).where('user_id', '=', user.id).where('used_at', 'is', null),
  )
  ctx.db.send(
    db.updateTable('email_changes').set({ ended_at: now }).where('user_id', '=', user.id).where('ended_at', 'is', null),
  )
  ctx.db.send(
    db
      .updateTable('email_verifications')
      .set({ used_at: now })
      .where('user_id', '=', user.id)
      .where('used_at', 'is', null),
  )
  queueMail(ctx, passwordChangedMail(user, { ip: ctx.ip, at: ctx.now }))
}
