import type { Context, UserContext } from '#platform/context.ts'
import { hashToken } from '#platform/crypto.ts'
import { db, type TextQuery } from '#platform/database.ts'
import { notFound, unauthorized } from '#platform/errors.ts'
import { organizationOfToken } from './portal-tokens.ts'
import { isHere } from './queries.ts'
import { idleLifetime, sessionLifetime } from './rules.ts'
import type { PortalModule } from './schemas.ts'

/** One customer of one organisation, and nothing of anybody else. */
export type Visit = {
  ctx: Context
  session_id: string
  customer_id: string
  modules: readonly PortalModule[]
  allows_plan_change: boolean
}

type Row = Omit<Visit, 'ctx'> & { customer_name: string; clock_shift_seconds: number }

/** Written down at most this often, for a write per request would be most of its work. */
const noteEvery = { hours: 1 }

/**
 * Lets a customer in by the cookie of the portal. Whatever may have ended a session is asked each time: it was ended or
 * grew old, the customer was archived or has another address now, the portal or the organisation was switched off.
 */
export async function openPortal(
  ctx: UserContext,
  slug: string,
  token: string | undefined,
  module?: PortalModule,
): Promise<Visit> {
  const organization_id = organizationOfToken('nxv', token)
  if (!organization_id) throw signedOut()
  ctx.db.enter(organization_id)
  const [isOn, joins] = isHere
  const session: TextQuery<Row> = {
    text: `select s.id as session_id, s.customer_id, c.name as customer_name, p.modules, p.allows_plan_change,
             d.clock_shift_seconds
           from portal_sessions s
           join customers c on c.organization_id = s.organization_id and c.id = s.customer_id
           ${joins}
           where s.organization_id = $1 and s.token_hash = $2 and d.slug = $3 and ${isOn}
             and s.ended_at is null and s.last_used_at > $4 and s.created_at > $5
             and c.archived_at is null and lower(normalize(c.email, nfkc)) = s.email`,
    parameters: [
      organization_id,
      hashToken(token!),
      slug,
      ctx.now.subtract(idleLifetime).toString(),
      ctx.now.subtract(sessionLifetime).toString(),
    ],
  }
  const { customer_name, clock_shift_seconds, ...visit } = await ctx.db.one(session, signedOut)
  if (module && !visit.modules.includes(module)) throw notFound('page')
  const actor = { kind: 'customer', id: visit.customer_id, name: customer_name } as const
  const inside = { ...ctx, organization_id, actor, now: ctx.now.add({ seconds: clock_shift_seconds }) }
  return { ...visit, ctx: inside }
}

/** Sessions run on our time, wherever the clock of the organisation stands. */
export async function noteVisit(now: Temporal.Instant, { ctx, session_id }: Visit): Promise<void> {
  await ctx.db.all(
    db
      .updateTable('portal_sessions')
      .set({ last_used_at: now.toString() })
      .where('organization_id', '=', ctx.organization_id)
      .where('id', '=', session_id)
      .where('last_used_at', '<', now.subtract(noteEvery).toString()),
  )
}

const signedOut = () => unauthorized('portal.signed_out', 'Ask for a new link to come in: this visit is over.')
