import { getCustomer } from '#modules/customers/queries.ts'
import { getOrganization } from '#modules/organizations/queries.ts'
import type { Context, UserContext } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'
import { notFound } from '#platform/errors.ts'
import { defaultSettings, idleLifetime, sessionLifetime } from './rules.ts'
import type { CustomerPortal, PortalDoor, PortalSession, PortalSettings, SellerPortal } from './schemas.ts'

/** The condition for a portal that is open, and what it has to be joined with; `$1` is the organisation. */
export const isHere = [
  'd.disabled_at is null and p.is_enabled',
  `join organization_directory d on d.organization_id = $1
   join portal_settings p on p.organization_id = $1`,
] as const

export const urlOf = (public_url: string, slug: string): string => `${public_url}/portal/${slug}`

/** A portal that is off and one that never was are answered alike. */
export async function getPortalDoor(ctx: UserContext, slug: string): Promise<PortalDoor> {
  const { organization_id, seller_name } = await ctx.db.one(directoryQuery(slug), noPortal)
  ctx.db.enter(organization_id)
  const { is_enabled } = await getPortalSettings({ db: ctx.db, organization_id })
  if (!is_enabled) throw noPortal()
  return { seller_name }
}

export const noPortal = () => notFound('portal')

type Listed = { organization_id: string; seller_name: string }
const directoryQuery = (slug: string): TextQuery<Listed> => ({
  text: 'select organization_id, name as seller_name from organization_directory where slug = $1 and disabled_at is null',
  parameters: [slug],
})

/** Who has such an address, if there is somebody of that name whose portal is open. */
export async function findPortal(ctx: UserContext, slug: string): Promise<string | undefined> {
  const listed = await ctx.db.find(directoryQuery(slug))
  return listed?.organization_id
}

export async function getPortalSettings(ctx: Pick<Context, 'db' | 'organization_id'>): Promise<PortalSettings> {
  const query: TextQuery<PortalSettings> = {
    text: 'select is_enabled, modules, allows_plan_change from portal_settings where organization_id = $1',
    parameters: [ctx.organization_id],
  }
  return (await ctx.db.find(query)) ?? defaultSettings
}

/** Where a customer reads their statement as it is now; undefined where the portal does not show it. */
export async function findStatementUrl(ctx: Context, public_url: string): Promise<string | undefined> {
  const { is_enabled, modules } = await getPortalSettings(ctx)
  if (!is_enabled || !modules.includes('statement')) return undefined
  return `${urlOf(public_url, (await getOrganization(ctx)).slug)}/statement`
}

/**
 * Where a customer who is not in may ask for a link to their invoices, with their address filled in: a link of a mail
 * that is read days later can open nothing itself. The address stands behind `#`, where no server and no log sees it.
 */
export async function findInvoicesUrl(ctx: Context, public_url: string, email: string): Promise<string | undefined> {
  const { is_enabled, modules } = await getPortalSettings(ctx)
  if (!is_enabled || !modules.includes('invoices')) return undefined
  return `${urlOf(public_url, (await getOrganization(ctx)).slug)}/invoices#${new URLSearchParams({ email }).toString()}`
}

export async function getSellerPortal(ctx: Context, public_url: string): Promise<SellerPortal> {
  const { slug } = await getOrganization(ctx)
  return { ...(await getPortalSettings(ctx)), url: urlOf(public_url, slug) }
}

export async function getCustomerPortal(ctx: Context, public_url: string, id: string): Promise<CustomerPortal> {
  await getCustomer(ctx, id)
  const { is_enabled, url } = await getSellerPortal(ctx, public_url)
  return { customer_id: id, is_enabled, url, sessions: await ctx.db.all(sessionsQuery(ctx, id)) }
}

/** Those that would be let in: `$3` and `$4` are since when one must have been used and begun. */
function sessionsQuery(ctx: Context, customer_id: string): TextQuery<PortalSession> {
  return {
    text: `select s.id, s.email, s.device, s.created_at, s.last_used_at
           from portal_sessions s join customers c on c.organization_id = s.organization_id and c.id = s.customer_id
           where s.organization_id = $1 and s.customer_id = $2 and s.ended_at is null
             and s.last_used_at > $3 and s.created_at > $4
             and c.archived_at is null and lower(normalize(c.email, nfkc)) = s.email
           order by s.id desc limit 50`,
    parameters: [
      ctx.organization_id,
      customer_id,
      ctx.now.subtract(idleLifetime).toString(),
      ctx.now.subtract(sessionLifetime).toString(),
    ],
  }
}

export type Addressee = { id: string; name: string; email: string }

/** Whose bills go to an address, the first that was added first. */
export async function listAddressees(ctx: Context, email: string): Promise<Addressee[]> {
  const query: TextQuery<Addressee> = {
    text: `select id, name, email from customers
           where organization_id = $1 and lower(normalize(email, nfkc)) = $2 and archived_at is null order by id limit 50`,
    parameters: [ctx.organization_id, email],
  }
  return ctx.db.all(query)
}
