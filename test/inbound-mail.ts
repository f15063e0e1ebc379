import { randomUUID } from 'node:crypto'
import type { InboundMail, MailDoor } from '#modules/lead-mails/mail-door.ts'
import { findOrganizationOf } from '#modules/lead-mails/queries.ts'
import { receiveLeadMail } from '#modules/lead-mails/receive-lead-mail.ts'
import { replaceLeadMailAddress } from '#modules/lead-mails/replace-lead-mail-address.ts'
import { read } from '#platform/database.ts'
import type { TestApp } from './support.ts'

export const mailSecret = 'secret-of-the-mail-server-new'
const inbound: InboundMail = {
  domain: 'in.nexuscore.example',
  secrets: [mailSecret],
  authserv_id: 'mx.nexuscore.example',
}
/** An installation that takes mail in. */
export const inboundEnv = {
  INBOUND_MAIL_DOMAIN: inbound.domain,
  INBOUND_MAIL_SECRET: mailSecret,
  INBOUND_MAIL_AUTHSERV: inbound.authserv_id,
}

/** The door of an installation that takes mail in, whatever its settings say. */
export const mailDoorOf = ({ parts, asSystem }: TestApp): MailDoor => ({
  inbound,
  storage: parts.storage,
  findOrganization: (key) => read(parts.pool, undefined, (db) => findOrganizationOf({ db }, key)),
  inOrganization: asSystem,
})

/** A mail from somebody whom nobody knows, as the mail server hands it over; its id. Nobody has read it yet. */
export async function handOver(app: TestApp, organization_id: string, from: string, text = 'Hello'): Promise<string> {
  const { address } = await app.asSystem(organization_id, (ctx) => replaceLeadMailAddress(ctx, inbound.domain))
  const message = `From: ${text} <${from}>\r\nSubject: ${text}\r\nMessage-ID: <${randomUUID()}@x>\r\n\r\n${text}`
  return (await receiveLeadMail(mailDoorOf(app), address!, Buffer.from(message))).id
}
