import { type SqlBool, sql } from 'kysely'
import { permissionsHeld } from '#modules/auth/role-catalogue.ts'
import type { Held } from '#modules/organizations/schemas.ts'
import type { Context, UserContext } from '#platform/context.ts'
import { type Cursors, pageOf } from '#platform/cursor.ts'
import { db, type TextQuery } from '#platform/database.ts'
import { notFound } from '#platform/errors.ts'
import type { Known } from './rules.ts'
import type { LeadMail, LeadMailPage, LeadMailQuery, LeadMailSettings } from './schemas.ts'

export const mailColumns = [
  'id',
  'status',
  'held_reason',
  'direction',
  'is_sender_verified',
  'sender',
  'recipients',
  'counterparts',
  'subject',
  'body',
  'attachments',
  'sent_at',
  'lead_ids',
  'received_at',
  'settled_at',
] as const

const mails = (ctx: Context) =>
  db.selectFrom('lead_mails').select(mailColumns).where('organization_id', '=', ctx.organization_id)
const noMail = () => notFound('mail')

export async function getLeadMail(ctx: Context, id: string): Promise<LeadMail> {
  return ctx.db.one<LeadMail>(mails(ctx).where('id', '=', id), noMail)
}

/** Nobody else decides about it until the transaction ends. */
export async function lockLeadMail(ctx: Context, id: string): Promise<LeadMail> {
  return ctx.db.one<LeadMail>(mails(ctx).where('id', '=', id).forUpdate(), noMail)
}

/** The newest first. */
export async function listLeadMails(ctx: Context, cursors: Cursors, query: LeadMailQuery): Promise<LeadMailPage> {
  const { limit = 25, cursor, status = 'held' } = query
  const list = `lead mails ${status}`
  const place = cursors.decode(list, cursor)
  let select = mails(ctx)
    .where('status', '=', status)
    .orderBy('received_at', 'desc')
    .orderBy('id', 'desc')
    .limit(sql.lit(limit + 1))
  if (place) select = select.where(sql<SqlBool>`(received_at, id) < (${place.key}::timestamptz, ${place.id}::uuid)`)
  const rows = await ctx.db.all<LeadMail>(select)
  return pageOf(cursors, list, rows, limit, ({ received_at }) => received_at)
}

export async function getLeadMailSettings(ctx: Context, domain: string | undefined): Promise<LeadMailSettings> {
  const query: TextQuery<{
    address_key: string | null
    address_since: string | null
    makes_leads: boolean
    held: number
  }> = {
    text: `select a.address_key, a.created_at as address_since, coalesce(s.makes_leads, false) as makes_leads,
             (select count(*)::int from lead_mails m where m.organization_id = $1 and m.status = 'held') as held
           from (select) one
           left join lead_mail_addresses a on a.organization_id = $1
           left join lead_mail_settings s on s.organization_id = $1`,
    parameters: [ctx.organization_id],
  }
  const { address_key, address_since, makes_leads, held } = await ctx.db.one(query)
  const isThere = domain !== undefined && address_key !== null
  return {
    is_available: domain !== undefined,
    address: isThere ? `${address_key}@${domain}` : null,
    address_since: isThere ? address_since : null,
    makes_leads,
    held_count: held,
  }
}

/** Whose address this is, if it is still somebody's who is not shut out. */
export async function findOrganizationOf(ctx: Pick<UserContext, 'db'>, key: string): Promise<string | undefined> {
  const query: TextQuery<{ organization_id: string }> = {
    text: `select a.organization_id from lead_mail_addresses a
           join organization_directory d on d.organization_id = a.organization_id
           where a.address_key = $1 and d.disabled_at is null`,
    parameters: [key],
  }
  return (await ctx.db.find(query))?.organization_id
}

type MemberRow = Held & { name: string; address: string }

/** Which of these addresses are members', and which are leads'; of a lead that was merged, the one that stayed. */
export async function findKnown(ctx: Context, from: string | undefined, addresses: readonly string[]): Promise<Known> {
  const parameters = [ctx.organization_id, JSON.stringify([...new Set(addresses)])]
  const membersQuery: TextQuery<MemberRow> = {
    text: `select u.name, u.email_normalized as address, m.role, m.permissions from memberships m
           join users u on u.id = m.user_id
           where m.organization_id = $1 and u.email_normalized in (select jsonb_array_elements_text($2::jsonb))`,
    parameters,
  }
  const leadsQuery: TextQuery<{ address: string; id: string }> = {
    text: `select l.email_normalized as address, s.id from leads l
           join leads s on s.organization_id = $1 and s.id = coalesce(l.merged_into_id, l.id) and s.archived_at is null
           where l.organization_id = $1 and l.email_normalized in (select jsonb_array_elements_text($2::jsonb))
           order by s.created_at, s.id limit 500`,
    parameters,
  }
  const [members, leads] = await ctx.db.batch(membersQuery, leadsQuery)
  const byAddress = Map.groupBy(leads, ({ address }) => address)
  const sender = members.find(({ address }) => address === from)
  const isMember = new Set(members.map(({ address }) => address))
  return {
    sender: sender && { name: sender.name, may_change_leads: permissionsHeld(sender).has('leads.write') },
    isMember: (address) => isMember.has(address),
    leadsOf: (address) => (byAddress.get(address) ?? []).slice(0, 20).map(({ id }) => id),
  }
}
