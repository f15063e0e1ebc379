import { recordEvent } from '#modules/events/record-event.ts'
import { checkDetails, yearOf } from '#modules/leads/check-lead.ts'
import { insertLeads } from '#modules/leads/insert-leads.ts'
import { maskNrics } from '#modules/organizations/mask-nrics.ts'
import type { Context } from '#platform/context.ts'
import { constraintOf } from '#platform/errors.ts'
import { type Mime, readMime } from '#platform/mime.ts'
import { leadMailFiled, leadMailHeld, noteOf } from './events.ts'
import { logMail } from './log-mail.ts'
import { type MailDoor, rawKey } from './mail-door.ts'
import { readForwarded, withoutHistory } from './mail-text.ts'
import { findKnown, getLeadMail, getLeadMailSettings } from './queries.ts'
import { readVerdict, type Verdict } from './read-verdict.ts'
import { decide, type Decision } from './rules.ts'
import type { LeadMail, MailParty } from './schemas.ts'

const longestBody = 20_000
const headers = [
  'authentication-results',
  'auto-submitted',
  'precedence',
  'list-id',
  'x-auto-response-suppress',
] as const

/** Reads a mail that came in and files it, or says why somebody has to look at it. What was decided before stays. */
export async function processLeadMail(door: MailDoor, organization_id: string, id: string): Promise<void> {
  const { storage, inOrganization } = door
  const waiting = await inOrganization(organization_id, (ctx) => findWaiting(ctx, id))
  if (waiting) {
    const raw = await storage.get(rawKey(organization_id, id))
    if (!raw) throw new Error(`The message of mail ${id} is not in the storage.`)
    const mime = await readMime(raw, headers)
    const settleOnce = () =>
      inOrganization(organization_id, async (ctx) => {
        // Another worker may have been quicker.
        if (!(await findWaiting(ctx, id, 'for update'))) return
        await (mime ? settle(ctx, door, id, mime) : hold(ctx, id))
      })
    await settleOnce().catch((error: unknown) => {
      if (constraintOf(error) !== 'lead_mails_message_once') throw error
      // The same message was being filed beside it; now it is known.
      return settleOnce()
    })
  }
  await removeRaw(door, organization_id, id)
}

async function findWaiting(ctx: Context, id: string, lock: '' | 'for update' = ''): Promise<boolean> {
  const row = await ctx.db.find({
    text: `select id from lead_mails where organization_id = $1 and id = $2 and status = 'received' ${lock}`,
    parameters: [ctx.organization_id, id],
  })
  return row !== undefined
}

async function settle(ctx: Context, { inbound }: MailDoor, id: string, mime: Mime): Promise<void> {
  const isOurs = ({ address }: MailParty) => address.endsWith(`@${inbound?.domain}`)
  const mail = { ...mime, to: mime.to.filter((each) => !isOurs(each)), cc: mime.cc.filter((each) => !isOurs(each)) }
  const verdict = verdictOf(mime, inbound?.authserv_id)
  if (await isKnownMessage(ctx, id, mail.message_id, verdict === 'passed')) return forget(ctx, id)
  const forwarded = readForwarded(mail.text)
  const addresses = [mail.from, forwarded?.from, ...mail.to, ...mail.cc].flatMap((each) => each?.address ?? [])
  const known = await findKnown(ctx, mail.from?.address, addresses)
  const decision = decide({ ...mail, forwarded, is_automatic: isAutomatic(mime) }, verdict, known)
  const { makes_leads } = await getLeadMailSettings(ctx, inbound?.domain)
  if (makes_leads && decision.newcomers.length) {
    decision.lead_ids = await makeLeads(ctx, decision.newcomers)
    decision.held_reason = null
  }
  const text = decision.is_forwarded ? forwarded!.text : withoutHistory(mail.text)
  const settled = await write(ctx, id, { ...mail, text, is_sender_verified: verdict === 'passed' }, decision)
  if (decision.held_reason) return recordEvent(ctx, leadMailHeld, noteOf(settled))
  const name = known.sender ? `${known.sender.name} (by e-mail)` : 'NexusCore'
  await logMail({ ...ctx, actor: { kind: 'system', id: null, name } }, settled)
  recordEvent(ctx, leadMailFiled, noteOf(settled))
}

function verdictOf({ headers: given, from }: Mime, authserv_id: string | undefined): Verdict {
  if (!authserv_id || !from) return 'unknown'
  const results = given.filter(({ name }) => name === 'authentication-results').map(({ value }) => value)
  return readVerdict(results, authserv_id, from.address)
}

/** Written by a program: an absence note, a newsletter, a list. */
function isAutomatic({ headers: given }: Mime): boolean {
  const first = (wanted: (typeof headers)[number]) => given.find(({ name }) => name === wanted)?.value.toLowerCase()
  const submitted = first('auto-submitted')
  return (
    (submitted !== undefined && submitted !== 'no') ||
    /^(bulk|list|junk|auto_reply)$/.test(first('precedence') ?? '') ||
    first('list-id') !== undefined ||
    first('x-auto-response-suppress') !== undefined
  )
}

/** The same message under other headers of its way here. One that nothing vouches for does not stand in for one that is. */
async function isKnownMessage(
  ctx: Context,
  id: string,
  message_id: string | null,
  verified: boolean,
): Promise<boolean> {
  if (!message_id) return false
  const other = await ctx.db.find({
    text: `select o.id from lead_mails m join lead_mails o on o.organization_id = $1 and o.recipient = m.recipient
             and o.message_id = $3 and o.is_sender_verified = $4 and o.id <> m.id
           where m.organization_id = $1 and m.id = $2`,
    parameters: [ctx.organization_id, id, message_id, verified],
  })
  return other !== undefined
}

function forget(ctx: Context, id: string): void {
  ctx.db.send({
    text: 'delete from lead_mails where organization_id = $1 and id = $2',
    parameters: [ctx.organization_id, id],
  })
}

async function makeLeads(ctx: Context, newcomers: readonly MailParty[]): Promise<string[]> {
  const year = yearOf(ctx)
  const details = newcomers.map(({ name, address }) => ({
    name: name || address.split('@')[0]!,
    email: address,
    source: 'E-mail',
  }))
  const leads = await insertLeads(
    ctx,
    details.map((each) => checkDetails(each, { year, own: [] }).details),
  )
  return leads.map(({ id }) => id).sort()
}

type Read = Mime & { is_sender_verified: boolean }

async function write(ctx: Context, id: string, mail: Read, decision: Decision): Promise<LeadMail> {
  const masked = (text: string) => maskNrics(text).text
  const party = ({ name, address }: MailParty) => ({ name: masked(name), address })
  const now = ctx.now.toString()
  ctx.db.send({
    text: `update lead_mails set status = $3, held_reason = $4, direction = $5, is_sender_verified = $6, message_id = $7,
             sender = $8, recipients = $9, counterparts = $10, subject = $11, body = $12, attachments = $13,
             sent_at = least($14::timestamptz, received_at), lead_ids = $15, settled_at = $16, updated_at = $17
           where organization_id = $1 and id = $2`,
    parameters: [
      ctx.organization_id,
      id,
      decision.held_reason ? 'held' : 'filed',
      decision.held_reason,
      decision.direction,
      mail.is_sender_verified,
      mail.message_id,
      mail.from ? JSON.stringify(party(mail.from)) : null,
      JSON.stringify([...mail.to, ...mail.cc].map(party)),
      JSON.stringify(decision.counterparts.map(party)),
      masked(mail.subject),
      masked(mail.text).slice(0, longestBody).toWellFormed(),
      JSON.stringify(mail.attachments.map(masked)),
      mail.date,
      JSON.stringify(decision.lead_ids),
      decision.held_reason ? null : now,
      now,
    ],
  })
  return getLeadMail(ctx, id)
}

async function hold(ctx: Context, id: string): Promise<void> {
  ctx.db.send({
    text: `update lead_mails set status = 'held', held_reason = 'unreadable', updated_at = $3 where organization_id = $1 and id = $2`,
    parameters: [ctx.organization_id, id, ctx.now.toString()],
  })
  recordEvent(ctx, leadMailHeld, noteOf(await getLeadMail(ctx, id)))
}

/** What was read is not kept twice. A message that could not be read stays a month, for whoever runs the installation. */
export async function removeRaw(door: MailDoor, organization_id: string, id: string): Promise<void> {
  const { storage, inOrganization } = door
  const row = await inOrganization(organization_id, (ctx) =>
    ctx.db.find<{ held_reason: string | null }>({
      text: 'select held_reason from lead_mails where organization_id = $1 and id = $2 and is_raw_kept',
      parameters: [organization_id, id],
    }),
  )
  if (row?.held_reason === 'unreadable') return
  await storage.remove(rawKey(organization_id, id))
  if (!row) return
  await inOrganization(organization_id, async (ctx) =>
    ctx.db.send({
      text: 'update lead_mails set is_raw_kept = false where organization_id = $1 and id = $2',
      parameters: [organization_id, id],
    }),
  )
}
