import { sql } from 'kysely'
import type { InboundMail, MailDoor } from '#modules/lead-mails/mail-door.ts'
import { processLeadMail } from '#modules/lead-mails/process-lead-mail.ts'
import { receiveLeadMail } from '#modules/lead-mails/receive-lead-mail.ts'
import { replaceLeadMailAddress } from '#modules/lead-mails/replace-lead-mail-address.ts'
import type { Context } from '#platform/context.ts'
import type { Storage } from '#platform/storage.ts'

const pretended: InboundMail = { domain: 'in.merlion.example', secrets: [], authserv_id: 'mx.merlion.example' }
type Sender = { name: string; email: string }
type Place = { storage: Storage; inbound: InboundMail | undefined; sender: Sender }
type Letter = { from: string; to: string; subject: string; text: string; hours: number; file?: string }

/** A copy of a quote and what the lead answered, and two mails about people whom nobody knows yet. */
export async function demoLeadMails(ctx: Context, { storage, inbound = pretended, sender }: Place): Promise<void> {
  const byItself: Context = { ...ctx, actor: { kind: 'system', id: null, name: 'NexusCore' } }
  const door: MailDoor = {
    inbound,
    storage,
    findOrganization: async () => ctx.organization_id,
    inOrganization: (_organization_id, work) => work(byItself),
  }
  const { address } = await replaceLeadMailAddress(ctx, inbound.domain)
  for (const letter of letters(`${sender.name} <${sender.email}>`, await someLead(ctx))) {
    const raw = Buffer.from(written(letter, ctx.now.subtract({ hours: letter.hours }), inbound))
    const { id } = await receiveLeadMail(door, address!, raw)
    await processLeadMail(door, ctx.organization_id, id)
  }
}

/** One whom somebody is in touch with. */
const someLead = (ctx: Context) =>
  ctx.db.one<Sender>(
    sql`select name, email from leads where organization_id = ${ctx.organization_id} and status = 'contacted'
      and email is not null and archived_at is null order by created_at desc, id limit 1`,
  )

function letters(us: string, lead: Sender): Letter[] {
  const them = `${lead.name} <${lead.email}>`
  return [
    {
      from: us,
      to: them,
      subject: 'Your quote for 25 seats',
      text: `Hi ${lead.name.split(' ')[0]},\n\n25 seats come to S$ 1,125 a month before GST, billed yearly if you like. I can set up a trial today.\n\nShall we look at it together on Thursday?\n\n${us.split(' <')[0]}\nMerlion Cloud Pte. Ltd.\n+65 6123 4567\n\nOn Mon, ${lead.name} wrote:\n> Could you quote 25 seats?`,
      hours: 5,
    },
    {
      from: them,
      to: us,
      subject: 'Re: Your quote for 25 seats',
      text: `Thursday at three works for us. Our finance manager joins.\n\n${lead.name}`,
      hours: 3,
    },
    {
      from: 'Nurul Huda <nurul@kampongglamtextiles.example>',
      to: us,
      subject: 'Invoices with PayNow codes?',
      text: 'Hello,\n\na friend at Katong Bakery showed us your invoices. We send about 140 a month from a spreadsheet. Could you show us how it works for two outlets?\n\nThe list of what we bill is attached.\n\nNurul Huda\nKampong Glam Textiles',
      hours: 2,
      file: 'what we bill.xlsx',
    },
    {
      from: us,
      to: 'Desmond Chia <desmond@seletaraero.example>',
      subject: 'Thank you for stopping by',
      text: `Hi Desmond,\n\ngood to meet you at the fair. Here is the page on GST that you asked for: https://www.iras.gov.sg\n\n${us.split(' <')[0]}\nMerlion Cloud Pte. Ltd.`,
      hours: 1,
    },
  ]
}

function written(
  { from, to, subject, text, file }: Letter,
  at: Temporal.Instant,
  { authserv_id }: InboundMail,
): string {
  const domain = /@([^>]+)/.exec(from)![1]
  const part = `--part\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${text}\r\n`
  const attached = file
    ? `--part\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename="${file}"\r\n\r\nx\r\n`
    : ''
  return [
    `Authentication-Results: ${authserv_id}; dkim=pass header.d=${domain}`,
    `From: ${from}`,
    `To: ${to}`,
    `Subject: ${subject}`,
    `Message-ID: <${at.epochMilliseconds}@${domain}>`,
    `Date: ${new Date(at.epochMilliseconds).toUTCString()}`,
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=part',
    '',
    `${part}${attached}--part--`,
  ].join('\r\n')
}
