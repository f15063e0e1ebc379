import { deliverCustomerMail } from '#modules/customer-mails/jobs.ts'
import { getOutgoingMail, type OutgoingMail } from '#modules/customer-mails/queries.ts'
import type { Paper } from '#modules/customer-mails/schemas.ts'
import type { ReportDoor } from '#modules/customer-mails/receive-mail-reports.ts'
import { settleCustomerMail } from '#modules/customer-mails/settle-customer-mail.ts'
import { takeCustomerMail } from '#modules/customer-mails/take-customer-mail.ts'
import type { PortalUrl } from '#modules/dunning/emails.ts'
import { sendReminders } from '#modules/dunning/jobs.ts'
import { sendReminders as remindSome } from '#modules/dunning/send-reminders.ts'
import { stillDue } from '#modules/dunning/still-due.ts'
import { getInvoice, getPrintedInvoice } from '#modules/invoices/queries.ts'
import { getOrganization } from '#modules/organizations/queries.ts'
import { tokenPlace } from '#modules/portal/emails.ts'
import { sendRequestedLink } from '#modules/portal/jobs.ts'
import { mintPortalLink } from '#modules/portal/mint-portal-link.ts'
import { findInvoicesUrl, findPortal } from '#modules/portal/queries.ts'
import { sendRequestedLink as sendLink } from '#modules/portal/send-requested-link.ts'
import { getQuotation } from '#modules/quotations/queries.ts'
import { quotationPaper } from '#modules/quotations/quotation-page.ts'
import { getStatement } from '#modules/statements/queries.ts'
import type { Context, InTransaction } from '#platform/context.ts'
import { db, read, transact } from '#platform/database.ts'
import { type HandledJob, handled, type Schedule } from '#platform/jobs.ts'
import { type Attachment, isRefusedForGood } from '#platform/mail.ts'
import { asSystem } from './as-system.ts'
import type { Parts } from './parts.ts'
import { forEachOrganization } from './renewal-jobs.ts'

export const customerMailSchedules: Schedule[] = [{ job: sendReminders, every_minutes: 60 }]

export function customerMailJobs(parts: Parts): HandledJob[] {
  return [
    handled(deliverCustomerMail, ({ organization_id, customer_mail_id }) =>
      deliver(parts, organization_id, customer_mail_id),
    ),
    handled(sendRequestedLink, ({ slug, email }) => sendLinkTo(parts, slug, email)),
    handled(sendReminders, () =>
      forEachOrganization(parts, async (inTransaction) => {
        if (await inTransaction(isMorning)) await remindAll(parts, inTransaction)
      }),
    ),
  ]
}

/** Where there is no such seller there is nothing to do. Who comes in is decided on our time. */
async function sendLinkTo(parts: Parts, slug: string, email: string): Promise<void> {
  const { pool, clock, config } = parts
  const organization_id = await transact(pool, undefined, (db) =>
    findPortal({ db, actor: undefined, request_id: null, ip: null, user_agent: null, now: clock() }, slug),
  )
  if (!organization_id) return
  const send = (ctx: Context) => sendLink(ctx, config.public_url, email)
  await asSystem(parts, organization_id, send, { in_real_time: true })
}

/** Reports name their organisation; one that is not there, or not any more, is nobody's. */
export const reportDoor = (parts: Parts): ReportDoor => ({
  secret: parts.config.mail_webhook_secret,
  async inOrganization(organization_id, work) {
    const known = await read(parts.pool, undefined, (tx) =>
      tx.find(db.selectFrom('organization_directory').select('slug').where('organization_id', '=', organization_id)),
    )
    if (known) await asSystem(parts, organization_id, work, { even_disabled: true })
  },
})

export async function remindAll({ config }: Pick<Parts, 'config'>, inTransaction: InTransaction): Promise<void> {
  const portalUrl: PortalUrl = (ctx, email) => findInvoicesUrl(ctx, config.public_url, email)
  let after: string | undefined
  do after = await inTransaction((ctx) => remindSome(ctx, portalUrl, after))
  while (after)
}

/** Between eight and noon where the organisation is: an hour that was missed is made up for, and no mail comes at night. */
async function isMorning(ctx: Context): Promise<boolean> {
  const { hour } = ctx.now.toZonedDateTimeISO((await getOrganization(ctx)).timezone)
  return hour >= 8 && hour < 12
}

/**
 * Papers first, for drawing them may fail and cost nothing; then the claim, the mail server, and what it said. Only a
 * process that dies between claim and answer leaves it open whether the mail went, and then it is not sent again.
 */
async function deliver(parts: Parts, organization_id: string, id: string): Promise<void> {
  const inside = <T>(work: (ctx: Context) => Promise<T>) => asSystem(parts, organization_id, work)
  const mail = await inside((ctx) => getOutgoingMail(ctx, id))
  if (mail.settled_at) return
  const attachments: Attachment[] = []
  if (mail.status === 'queued')
    for (const paper of mail.attachments) attachments.push(await draw(parts, organization_id, paper))
  if (!(await inside((ctx) => takeCustomerMail(ctx, id, () => isWanted(ctx, mail))))) return
  const { recipient: to, subject, reply_to } = mail
  const { text_body: text, html_body: html } = await withSecret(parts, organization_id, mail)
  const outcome = await parts
    .mailer({ id, message_key: `${id}.${organization_id}`, to, subject, text, html, reply_to, attachments })
    .then(
      () => ({ status: 'sent', failure: null }) as const,
      (error: Error) => ({ status: isRefusedForGood(error) ? 'failed' : 'queued', failure: error.message }) as const,
    )
  if (await inside((ctx) => settleCustomerMail(ctx, id, outcome))) throw new Error(outcome.failure ?? 'Not sent')
}

/** A link into the portal is made when its mail goes out; what is kept of the mail opens nothing. */
async function withSecret(parts: Parts, organization_id: string, mail: OutgoingMail) {
  const { kind, text_body, html_body } = mail
  if (kind !== 'portal_link') return { text_body, html_body }
  const mint = async (ctx: Context) => mintPortalLink(ctx, mail)
  const token = await asSystem(parts, organization_id, mint, { in_real_time: true })
  const fill = (text: string) => text.replaceAll(tokenPlace, token)
  return { text_body: fill(text_body), html_body: fill(html_body) }
}

/** A reminder of what was paid in the meantime would be wrong, and so would an offer that was taken back. */
const isWanted = async (ctx: Context, { kind, source_id }: OutgoingMail): Promise<boolean> => {
  if (kind === 'reminder') return stillDue(ctx, source_id)
  if (kind === 'quotation') return (await getQuotation(ctx, source_id)).status !== 'withdrawn'
  return kind !== 'card_failed' || (await getInvoice(ctx, source_id)).status === 'open'
}

async function draw(parts: Parts, organization_id: string, paper: Paper): Promise<Attachment> {
  const inside = <T>(work: (ctx: Context) => Promise<T>) => asSystem(parts, organization_id, work)
  const content_type = 'application/pdf'
  if (paper.kind === 'invoice') {
    const invoice = await inside((ctx) => getPrintedInvoice(ctx, paper.id))
    const content = await parts.documents.pdfOf(organization_id, invoice)
    return { filename: `${invoice.number}.pdf`, content_type, content }
  }
  if (paper.kind === 'quotation') {
    const quotation = await inside((ctx) => getQuotation(ctx, paper.id))
    const content = await parts.documents.paperOf(organization_id, quotationPaper(quotation))
    return { filename: `${quotation.number}.pdf`, content_type, content }
  }
  const statement = await inside((ctx) => getStatement(ctx, paper.customer_id, paper))
  const content = await parts.statements.pdfOf(statement)
  return { filename: `Statement ${statement.to_date}.pdf`, content_type, content }
}
