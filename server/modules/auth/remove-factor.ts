import type { UserContext } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { conflict, notFound } from '#platform/errors.ts'
import { queueMail } from '#platform/mail.ts'
import { recordUserEvent } from './events.ts'
import { factorRemovedMail } from './factor-emails.ts'
import { countStrongFactors, lockSignedInUser, requiringOrganizations } from './factor-queries.ts'

/** Removes the authenticator app. */
export async function removeTotp(ctx: UserContext): Promise<void> {
  const user = await lockSignedInUser(ctx)
  await ctx.db.one(
    db.deleteFrom('totp_apps').where('user_id', '=', user.id).where('secret', 'is not', null).returning('user_id'),
    () => notFound('authenticator app'),
  )
  await settleRemoval(ctx, user)
  recordUserEvent(ctx, 'user.totp_removed', user.id)
  queueMail(ctx, factorRemovedMail(user, { factor: 'the authenticator app', ip: ctx.ip, at: ctx.now }))
}

/** Removes one of one's own passkeys, such as that of a lost security key. */
export async function removePasskey(ctx: UserContext, passkey_id: string): Promise<void> {
  const user = await lockSignedInUser(ctx)
  const { name } = await ctx.db.one(
    db.deleteFrom('passkeys').where('id', '=', passkey_id).where('user_id', '=', user.id).returning('name'),
    () => notFound('passkey'),
  )
  await settleRemoval(ctx, user)
  recordUserEvent(ctx, 'user.passkey_removed', user.id, { passkey_id, passkey: name })
  queueMail(ctx, factorRemovedMail(user, { factor: `the passkey “${name}”`, ip: ctx.ip, at: ctx.now }))
}

type User = Awaited<ReturnType<typeof lockSignedInUser>>

/** The last factor stays while somebody relies on it; when it goes, what leaned on it goes too. */
async function settleRemoval(ctx: UserContext, user: User): Promise<void> {
  if (await countStrongFactors(ctx, user.id)) return
  const [organization] = await ctx.db.all(requiringOrganizations(user.id))
  if (organization)
    throw conflict(
      'auth.factor_required',
      `${organization.name} requires a second factor of you. Set up another one before you remove this one.`,
    )
  if (user.has_short_password)
    throw conflict(
      'auth.password_too_short',
      'Your password is too short to stand alone. Change it to one of at least 15 characters first.',
    )
  ctx.db.send(db.deleteFrom('recovery_codes').where('user_id', '=', user.id))
  ctx.db.send(db.updateTable('sessions').set({ has_second_factor: false }).where('user_id', '=', user.id))
}
