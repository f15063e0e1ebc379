import { sql } from 'kysely'
import { type Context, signedInUser } from '#platform/context.ts'
import { type Cursors, pageOf } from '#platform/cursor.ts'
import { db } from '#platform/database.ts'
import { notFound } from '#platform/errors.ts'
import { roleName } from './role-words.ts'
import type { Member, MemberPage, MemberQuery, MemberRole } from './schemas.ts'
import { mayManage, rolesWithin } from './team-rules.ts'

const members = (ctx: Context) =>
  db
    .selectFrom('memberships as m')
    .innerJoin('users as u', 'u.id', 'm.user_id')
    .select(['u.id', 'u.name', 'u.email', 'm.role', 'm.custom_role_id', 'm.created_at'])
    .select(roleName('m').as('role_name'))
    .where('m.organization_id', '=', ctx.organization_id)

export async function getMember(ctx: Context, user_id: string): Promise<Member> {
  return ctx.db.one(members(ctx).where('m.user_id', '=', user_id), () => notFound('member'))
}

/** In the order in which they signed up, with what the one who asks may do about each. */
export async function listMembers(ctx: Context, cursors: Cursors, query: MemberQuery): Promise<MemberPage> {
  const limit = query.limit ?? 25
  const place = cursors.decode('members', query.cursor)
  let select = members(ctx)
    .orderBy('m.user_id')
    .limit(sql.lit(limit + 1))
  if (place) select = select.where('m.user_id', '>', place.id)
  const [rows, [seats]] = await ctx.db.batch(select, seatsQuery(ctx))
  // A program has no place in the team.
  const own = ctx.actor.kind === 'user' ? (await getMember(ctx, signedInUser(ctx))).role : undefined
  const { data, next_cursor } = pageOf(cursors, 'members', rows, limit, ({ id }) => id)
  const entries = data.map((member) => {
    const is_removable = mayManage(own, member.role)
    return { ...member, is_removable, allowed_roles: is_removable ? rolesWithin(own) : [] }
  })
  return { data: entries, next_cursor, invitable_roles: rolesWithin(own), ...seats! }
}

/** Members, and invitations that can still be accepted, but for the one to the address `beside`. */
function seatsQuery(ctx: Context, beside = '') {
  const { organization_id } = ctx
  return db
    .selectFrom('organizations as o')
    .select('o.seat_limit')
    .select(
      sql<number>`(
        (select count(*) from memberships where organization_id = ${organization_id})
        + (select count(*) from invitations where organization_id = ${organization_id}
             and expires_at > ${ctx.now.toString()} and email_normalized <> ${beside})
      )::integer`.as('seats_used'),
    )
    .where('o.organization_id', '=', organization_id)
}

/** All but the seat of one address, which is about to be taken anew. */
export async function getSeats(ctx: Context, beside: string) {
  return ctx.db.one(seatsQuery(ctx, beside))
}

export type Team = ReadonlyMap<string, MemberRole>

/**
 * The roles of all members. Whoever changes the team waits here for whoever is at it, so that what is read from now on
 * stays true until the commit: one's own role, the last owner, the free seats.
 */
export async function lockTeam(ctx: Context): Promise<Team> {
  const [, rows] = await ctx.db.batch(
    db
      .selectFrom('organizations')
      .select('organization_id')
      .where('organization_id', '=', ctx.organization_id)
      .forNoKeyUpdate(),
    db.selectFrom('memberships').select(['user_id', 'role']).where('organization_id', '=', ctx.organization_id),
  )
  return new Map(rows.map(({ user_id, role }) => [user_id, role]))
}

/** What the sender of the request is in the team, which they may have left while they waited for it. */
export function ownRole(ctx: Context, team: Team): MemberRole {
  const role = team.get(signedInUser(ctx))
  if (!role) throw notFound('organization')
  return role
}
