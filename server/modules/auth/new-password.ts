import type { UserContext } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { invalid } from '#platform/errors.ts'
import { queueMail } from '#platform/mail.ts'
import { passwordChangedMail } from './emails.ts'
import { type About, checkPassword, minimumLength } from './password-rules.ts'

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
  const { email = '', name = '' } = user ?? {}
  const names = [...namesOf({ email, name }), ...organizations.flatMap((each) => [each.name, each.uen])]
  return { minimum: minimumLength(false), names }
}

/** The name, and what stands before and after the @. */
export function namesOf({ email, name }: { email: string; name: string }): string[] {
  const [local = '', domain = ''] = email.split('@')
  return [name, local, domain.split('.')[0]!]
}

/** Whatever link could still set another password is void from now on, and the owner is told. */
export function setPassword(
  ctx: UserContext,
  user: { id: string; email: string; name: string },
  password_hash: string,
): void {
  const now = ctx.now.toString()
  ctx.db.send(db.updateTable('users').set({ password_hash, updated_at: now }).where('id', '=', user.id))
  ctx.db.send(
    db.updateTable('password_resets').set({ used_at: now }).where('user_id', '=', user.id).where('used_at', 'is', null),
  )
  queueMail(ctx, passwordChangedMail(user, { ip: ctx.ip, at: ctx.now }))
}
