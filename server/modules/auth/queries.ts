import { sql } from 'kysely'
import { signedInUser, type UserContext } from '#platform/context.ts'
import { type Cursors, pageOf } from '#platform/cursor.ts'
import { db } from '#platform/database.ts'
import { unauthorized } from '#platform/errors.ts'
import { normalizeEmail } from '#platform/mail.ts'
import { impersonationsQuery, memberOf, membershipsQuery, supporterOf } from './my-organizations.ts'
import { idleLifetime, isOperator, isOver } from './rules.ts'
import type { Me, MyEventPage, MyEventQuery, SessionList } from './schemas.ts'

/** The signed-in person, with the organisations where they may do something, and what that is. */
export async function getMe(ctx: UserContext, user_id: string, session_id?: string): Promise<Me> {
  const [users, memberships, impersonations] = await ctx.db.batch(
    db
      .selectFrom('users')
      .select(['id', 'email', 'name', 'timezone', 'verified_at', 'created_at'])
      .where('id', '=', user_id)
      .where('disabled_at', 'is', null),
    membershipsQuery(user_id),
    impersonationsQuery(session_id, ctx.now),
  )
  const user = users[0]
  if (!user) throw unauthorized('auth.session_ended', 'This session has ended. Log in again.')
  const { verified_at, ...rest } = user
  const organizations = [...memberships.map(memberOf), ...impersonations.map(supporterOf)]
  return { ...rest, is_verified: verified_at !== null, organizations }
}

export async function findUserByEmail(ctx: UserContext, email: string) {
  return ctx.db.find(userByEmail(email))
}

/** The same with the row held until the end of the transaction. */
export async function lockUserByEmail(ctx: UserContext, email: string) {
  return ctx.db.find(userByEmail(email).forUpdate())
}

export function userByEmail(email: string) {
  return db
    .selectFrom('users')
    .select(['id', 'email', 'name', 'password_hash', 'verified_at', 'disabled_at'])
    .where('email_normalized', '=', normalizeEmail(email))
}

/** Where this user is signed in, the last used first. */
export async function listSessions(ctx: UserContext, session_id: string): Promise<SessionList> {
  const sessions = await ctx.db.all(
    db
      .selectFrom('sessions as s')
      .select(['id', 'kind', 'device', 'ip', 'has_second_factor', 'created_at', 'last_used_at'])
      .select(sql.raw<boolean>(isOperator).as('is_operator'))
      .where('user_id', '=', signedInUser(ctx))
      .where('ended_at', 'is', null)
      .where('expires_at', '>', ctx.now.toString())
      .where('last_used_at', '>', ctx.now.subtract(idleLifetime).toString())
      .orderBy('last_used_at', 'desc')
      .orderBy('id', 'desc'),
  )
  const open = sessions.filter((session) => !isOver(session, ctx.now))
  return { data: open.map(({ is_operator: _, ...session }) => ({ ...session, is_current: session.id === session_id })) }
}

/** What happened to this account, newest first. */
export async function listMyEvents(ctx: UserContext, cursors: Cursors, query: MyEventQuery): Promise<MyEventPage> {
  const limit = query.limit ?? 25
  const place = cursors.decode('user events', query.cursor)
  let select = db
    .selectFrom('user_events')
    .select(['id', 'name', 'data', 'request_id', 'ip', 'created_at'])
    .where('user_id', '=', signedInUser(ctx))
    .orderBy('id', 'desc')
    .limit(sql.lit(limit + 1))
  if (place) select = select.where('id', '<', place.id)
  return pageOf(cursors, 'user events', await ctx.db.all(select), limit, ({ id }) => id)
}
