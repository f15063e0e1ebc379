import { describeDevice } from '#modules/auth/device.ts'
import { recordEvent } from '#modules/events/record-event.ts'
import type { Context, UserContext } from '#platform/context.ts'
import { hashToken } from '#platform/crypto.ts'
import { db, type TextQuery } from '#platform/database.ts'
import { gone, notFound } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { portalSessionStarted } from './events.ts'
import { newPortalToken, organizationOfToken } from './portal-tokens.ts'
import { type Addressee, isHere, listAddressees } from './queries.ts'
import { idleLifetime } from './rules.ts'
import type { PortalEntered, PortalEntry } from './schemas.ts'

type Link = { email: string; customer_id: string | null; clock_shift_seconds: number }
export type Entered = { answer: PortalEntered; cookie_token: string | undefined }

/**
 * Takes a link for a session. Where the address belongs to several customers the link stays good until one is chosen;
 * then it is used up, and two who click at the same time are not both let in.
 */
export async function startPortalSession(ctx: UserContext, slug: string, entry: PortalEntry): Promise<Entered> {
  const organization_id = organizationOfToken('nxq', entry.token)
  if (!organization_id) throw linkOver()
  ctx.db.enter(organization_id)
  const { email, customer_id, clock_shift_seconds } = await ctx.db.one(
    linkQuery(organization_id, slug, entry.token, ctx.now),
    linkOver,
  )
  const system = { kind: 'system', id: null, name: 'NexusCore' } as const
  const inside = { ...ctx, organization_id, actor: system }
  const all = await listAddressees(inside, email)
  const customers = customer_id ? all.filter(({ id }) => id === customer_id) : all
  const [first, second] = customers
  if (!first) throw linkOver()
  const choices = customers.map(({ id, name }) => ({ id, name }))
  if (second && !entry.customer_id)
    return { answer: { customer_id: null, customers: choices }, cookie_token: undefined }
  const chosen = entry.customer_id ? customers.find(({ id }) => id === entry.customer_id) : first
  if (!chosen) throw notFound('customer')
  useUp(inside, entry.token)
  const cookie_token = openSession(inside, chosen, email, clock_shift_seconds)
  return { answer: { customer_id: chosen.id, customers: choices }, cookie_token }
}

function linkQuery(organization_id: string, slug: string, token: string, now: Temporal.Instant): TextQuery<Link> {
  const [isOn, joins] = isHere
  return {
    text: `select l.email, l.customer_id, d.clock_shift_seconds from portal_links l ${joins}
           where l.organization_id = $1 and l.token_hash = $2 and d.slug = $3 and ${isOn}
             and l.used_at is null and l.expires_at > $4
           for update of l`,
    parameters: [organization_id, hashToken(token), slug, now.toString()],
  }
}

function useUp({ db: tx, organization_id, now }: Context, token: string): void {
  tx.send(
    db
      .updateTable('portal_links')
      .set({ used_at: now.toString() })
      .where('organization_id', '=', organization_id)
      .where('token_hash', '=', hashToken(token)),
  )
}

function openSession(ctx: Context, { id: customer_id, name }: Addressee, email: string, shift_seconds: number): string {
  const { organization_id, now } = ctx
  const token = newPortalToken('nxv', organization_id)
  const session_id = newId()
  const device = describeDevice(ctx.user_agent)
  ctx.db.send(
    db
      .deleteFrom('portal_sessions')
      .where('organization_id', '=', organization_id)
      .where('customer_id', '=', customer_id)
      .where('last_used_at', '<', now.subtract(idleLifetime).toString()),
  )
  ctx.db.send(
    db.insertInto('portal_sessions').values({
      organization_id,
      id: session_id,
      customer_id,
      email,
      token_hash: hashToken(token),
      device,
      created_at: now.toString(),
      last_used_at: now.toString(),
    }),
  )
  const actor = { kind: 'customer', id: customer_id, name } as const
  const theirs = { ...ctx, actor, now: now.add({ seconds: shift_seconds }) }
  recordEvent(theirs, portalSessionStarted, { id: customer_id, name, session_id, device })
  return token
}

/** Forged, used, too old, or of a customer who is gone: whoever tries learns no more than that. */
const linkOver = () =>
  gone('portal.link_over', 'This link was used already, or is older than 30 minutes. Ask for a new one.')
