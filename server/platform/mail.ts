import { createTransport } from 'nodemailer'
import type { UserContext } from './context.ts'
import { db, type Pool, transact } from './database.ts'
import { defineJob, queueJob } from './jobs.ts'
import { newId } from './ids.ts'

export type Attachment = { filename: string; content_type: string; content: Uint8Array }
export type Letter = { to: string; subject: string; text: string; html: string }
/** To whom answers go; to us unless said. */
export type Answerable = Letter & { reply_to?: string }
export type Mail = Letter & {
  /** The same id twice is the same mail: kept once here, and known by its Message-ID elsewhere. */
  id?: string
  /** By which reports about it find it again, in front of the @ of its Message-ID; the id unless said. */
  message_key?: string
  reply_to?: string
  attachments?: Attachment[]
}

/** Of an organisation, unless it was sent outside of any: then it waits while that is disabled. */
export const sendMail = defineJob<Answerable & { id: string; organization_id?: string }>('send_mail', {
  priority: 'high',
})

/**
 * Goes out when, and only if, the caller's transaction commits. Named here and not when it is sent, so that a second try
 * after a worker died is the same mail, and so that mails of one person are in the order in which they came about.
 */
export function queueMail(ctx: UserContext & { organization_id?: string }, mail: Answerable): void {
  const { organization_id } = ctx
  queueJob(ctx, sendMail, { id: newId(), ...mail, ...(organization_id && { organization_id }) })
}

/** E-mail is matched without case and without the differences that Unicode hides. */
export const normalizeEmail = (email: string): string => email.normalize('NFKC').trim().toLowerCase()

export type Mailer = (mail: Mail) => Promise<void>

/** Sends by SMTP, or, without a server, keeps the mail in the database, where /dev/mail shows it. */
export function createMailer(options: { smtp_url: string | undefined; from: string; pool: Pool }): Mailer {
  const { smtp_url, from, pool } = options
  if (!smtp_url) return (mail) => keep(pool, mail)
  const transport = createTransport(smtp_url)
  const domain = /@([\w.-]+)/.exec(from)?.[1] ?? 'localhost'
  return async ({ id, message_key = id, reply_to, attachments = [], ...letter }) => {
    await transport.sendMail({
      from,
      ...letter,
      ...(reply_to && { replyTo: reply_to }),
      ...(message_key && { messageId: `<${message_key}@${domain}>` }),
      attachments: attachments.map(({ filename, content_type, content }) => {
        return { filename, contentType: content_type, content: Buffer.from(content) }
      }),
      disableFileAccess: true,
      disableUrlAccess: true,
    })
  }
}

/** A mail server that refuses for good says so with a code of 500 or more; anything else may be better later. */
export const isRefusedForGood = (error: unknown): boolean =>
  Number((error as { responseCode?: number }).responseCode) >= 500

async function keep(pool: Pool, { id, to, subject, text, html, attachments = [] }: Mail): Promise<void> {
  await transact(pool, undefined, async (tx) => {
    tx.send(
      db
        .insertInto('mailbox_messages')
        .values({
          id: id ?? newId(),
          recipient: to.toLowerCase(),
          subject,
          text_body: text,
          html_body: html,
          attachments: JSON.stringify(
            attachments.map(({ filename, content_type, content }) => {
              return { filename, content_type, content: Buffer.from(content).toString('base64') }
            }),
          ),
          created_at: Temporal.Now.instant().toString(),
        })
        .onConflict((taken) => taken.column('id').doNothing()),
    )
  })
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character]!)

/**
 * What somebody chose as a name, for use in a mail. Mail programs make a link of whatever looks like one, and mail from
 * us must not lead where a stranger wants: a dot within a word gets a space, slashes go, and so do marks that nobody sees.
 */
export function asWords(name: string): string {
  return name
    .normalize('NFKC')
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll(/:?[/\\]{2,}/g, ' ')
    .replaceAll(/[.\u3002](?=[\p{L}\p{N}])/gu, '. ')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

/** One plain letter with at most one button, as text and as HTML that every mail program shows alike. */
export function letter(options: {
  to: string
  subject: string
  paragraphs: string[]
  button?: { label: string; url: string }
  /** Who writes, as words that make no link; we ourselves unless said. */
  sender?: string
}): Letter {
  const { to, subject, paragraphs, button, sender = 'NexusCore' } = options
  const text = [...paragraphs, ...(button ? [`${button.label}: ${button.url}`] : []), sender].join('\n\n')
  const body = paragraphs
    .map((paragraph) => `<p style="margin:0 0 16px">${escapeHtml(paragraph).replaceAll('\n', '<br>')}</p>`)
    .join('')
  const link = button
    ? `<p style="margin:24px 0"><a href="${escapeHtml(button.url)}" style="background:#1e3a8a;border-radius:6px;color:#fff;display:inline-block;font-weight:600;padding:12px 20px;text-decoration:none">${escapeHtml(button.label)}</a></p><p style="color:#5f687c;font-size:13px;margin:0 0 16px;word-break:break-all">${escapeHtml(button.url)}</p>`
    : ''
  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escapeHtml(subject)}</title><body style="background:#f7f8fa;margin:0;padding:32px 16px"><div style="background:#fff;border:1px solid #e3e6ec;border-radius:8px;color:#0f172a;font:16px/1.5 system-ui,sans-serif;margin:0 auto;max-width:520px;padding:32px"><p style="color:#b83a12;font-weight:600;margin:0 0 24px">${escapeHtml(sender)}</p>${body}${link}</div></body></html>`
  return { to, subject, text, html }
}
