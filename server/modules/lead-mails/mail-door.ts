import type { Context } from '#platform/context.ts'
import type { Storage } from '#platform/storage.ts'

/** What whoever runs the installation says of the mail that is handed over. */
export type InboundMail = {
  domain: string
  /** Newest first: while one is replaced both are good. */
  secrets: readonly string[]
  /** The name under which the receiving server writes what it found out about a sender. */
  authserv_id: string
}

export type MailDoor = {
  /** Undefined: no mail is taken in. */
  inbound: InboundMail | undefined
  storage: Storage
  findOrganization: (key: string) => Promise<string | undefined>
  inOrganization: <T>(organization_id: string, work: (ctx: Context) => Promise<T>) => Promise<T>
}

/** Where a message lies as it came, until it was read. */
export const rawKey = (organization_id: string, id: string): string =>
  `organizations/${organization_id}/lead-mails/${id}.eml`
