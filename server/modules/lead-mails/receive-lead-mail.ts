import { createHash, timingSafeEqual } from 'node:crypto'
import type { Context } from '#platform/context.ts'
import { hashToken } from '#platform/crypto.ts'
import { badRequest, notFound, Problem, unauthorized } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { queueJob } from '#platform/jobs.ts'
import { processLeadMail } from './jobs.ts'
import { type InboundMail, type MailDoor, rawKey } from './mail-door.ts'
import { keyOf } from './rules.ts'
import type { MailTaken } from './schemas.ts'

/** Of one address in an hour: a flood waits at the server that took it in, which tries again. */
const mostAnHour = 1_000

/** Before the body is read: whoever does not know the secret sends no ten megabytes. */
export function admitMailServer(inbound: InboundMail | undefined, authorization: string | undefined): InboundMail {
  if (!inbound) throw notFound('mail address')
  const given = hashToken(/^Bearer (.+)$/i.exec(authorization ?? '')?.[1] ?? '')
  // All are compared, so that the time tells nothing of which.
  const matches = inbound.secrets.filter((secret) => timingSafeEqual(hashToken(secret), given))
  if (matches.length) return inbound
  throw unauthorized('lead_mails.not_authorized', 'Send the secret of INBOUND_MAIL_SECRET as Authorization: Bearer.')
}

/** Keeps a message as it came; what it means is found out later. Whoever handed it over is answered when it is on disk. */
export async function receiveLeadMail(
  { inbound, storage, findOrganization, inOrganization }: MailDoor,
  recipient: string | undefined,
  raw: Buffer,
): Promise<MailTaken> {
  if (!recipient)
    throw badRequest('lead_mails.no_recipient', 'Name the address of the envelope: ?recipient= or X-Envelope-To.')
  if (raw.length === 0)
    throw badRequest('lead_mails.empty', 'Send the message as it came, headers and all, as the body.')
  const key = keyOf(recipient, inbound!.domain)
  const organization_id = key && (await findOrganization(key))
  if (!organization_id) throw noAddress()
  const content_hash = createHash('sha256').update(raw).digest('base64url')
  const came = await inOrganization(organization_id, async (ctx) => {
    const before = await findSame(ctx, key, content_hash)
    if (!before) await refuseFlood(ctx)
    return before
  })
  if (came) return { id: came, is_new: false }

  const id = newId()
  const file = rawKey(organization_id, id)
  await storage.put(file, raw, 'message/rfc822')
  const taken = await inOrganization(organization_id, (ctx) => keep(ctx, { id, key, content_hash, raw }))
  if (!taken.is_new) await storage.remove(file)
  return taken
}

const noAddress = () => new Problem(404, 'lead_mails.unknown_address', 'Nobody has this address. Send the mail back.')

async function findSame(ctx: Context, key: string, content_hash: string): Promise<string | undefined> {
  const same = await ctx.db.find<{ id: string }>({
    text: 'select id from lead_mails where organization_id = $1 and recipient = $2 and content_hash = $3',
    parameters: [ctx.organization_id, key, content_hash],
  })
  return same?.id
}

async function refuseFlood(ctx: Context): Promise<void> {
  const { count } = await ctx.db.one<{ count: number }>({
    text: `select count(*)::int as count from (select 1 from lead_mails
             where organization_id = $1 and received_at > $2::timestamptz - interval '1 hour' limit ${mostAnHour}) m`,
    parameters: [ctx.organization_id, ctx.now.toString()],
  })
  if (count >= mostAnHour)
    throw new Problem(429, 'lead_mails.too_many', 'More mail came to this address in an hour than it takes. Try later.')
}

type Message = { id: string; key: string; content_hash: string; raw: Buffer }

async function keep(ctx: Context, { id, key, content_hash, raw }: Message): Promise<MailTaken> {
  const kept = await ctx.db.find<{ id: string }>({
    text: `insert into lead_mails (organization_id, id, recipient, content_hash, byte_count, status, received_at, updated_at)
           values ($1, $2, $3, $4, $5, 'received', $6, $6) on conflict on constraint lead_mails_came_once do nothing returning id`,
    parameters: [ctx.organization_id, id, key, content_hash, raw.length, ctx.now.toString()],
  })
  if (!kept) return { id: (await findSame(ctx, key, content_hash))!, is_new: false }
  queueJob(ctx, processLeadMail, { organization_id: ctx.organization_id, lead_mail_id: id })
  return { id, is_new: true }
}
