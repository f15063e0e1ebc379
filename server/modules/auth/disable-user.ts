import { recordEvent } from '#modules/events/record-event.ts'
import { lockTeam, ownRole } from '#modules/organizations/member-queries.ts'
import { refuseAbove } from '#modules/organizations/team-rules.ts'
import { type Context, signedInUser } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { conflict, notFound, unauthorized } from '#platform/errors.ts'
import { endAllSessions } from './end-sessions.ts'
import { recordUserEvent, userDisabled, userEnabled } from './events.ts'

/** Shuts a person out, by the operator: their sessions end now, and nobody signs in with the account. */
export async function disableUser(ctx: Context, id: string, reason: string): Promise<void> {
  if (id === signedInUser(ctx))
    throw conflict('operator.own_account', 'You cannot disable your own account. Another operator can.')
  const user = await lockUser(ctx, id)
  if (user.disabled_at) return
  ctx.db.send(setDisabled(ctx, id, ctx.now.toString()))
  await endAllSessions(ctx, id)
  recordUserEvent(byOperator(ctx), 'user.disabled', id, { reason })
  recordEvent(ctx, userDisabled, { id, name: user.name, reason })
}

export async function enableUser(ctx: Context, id: string): Promise<void> {
  const user = await lockUser(ctx, id)
  if (!user.disabled_at) return
  ctx.db.send(setDisabled(ctx, id, null))
  recordUserEvent(byOperator(ctx), 'user.enabled', id)
  recordEvent(ctx, userEnabled, { id, name: user.name })
}

/** The log of an account is its owner's to read, and where the operator sits is no matter of theirs. */
export const byOperator = (ctx: Context): Context => ({ ...ctx, ip: null })

/**
 * One operator after the other, so that of two who disable each other at once one is left. Among themselves the roles
 * of their team count: who cannot remove somebody there cannot shut out their account either.
 */
async function lockUser(ctx: Context, id: string) {
  const team = await lockTeam(ctx)
  refuseAbove(ownRole(ctx, team), team.get(id) ?? 'viewer')
  const users = await ctx.db.all(
    db
      .selectFrom('users')
      .select(['id', 'name', 'disabled_at'])
      .where('id', 'in', [id, signedInUser(ctx)]),
  )
  const [self, user] = [signedInUser(ctx), id].map((wanted) => users.find((each) => each.id === wanted))
  if (!self || self.disabled_at) throw unauthorized('auth.session_ended', 'This session has ended. Log in again.')
  if (!user) throw notFound('user')
  return user
}

const setDisabled = (ctx: Context, id: string, disabled_at: string | null) =>
  db.updateTable('users').set({ disabled_at, updated_at: ctx.now.toString() }).where('id', '=', id)
