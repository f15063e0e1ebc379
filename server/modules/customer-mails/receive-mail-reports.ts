import { timingSafeEqual } from 'node:crypto'
import type { Context } from '#platform/context.ts'
import { hashToken } from '#platform/crypto.ts'
import { isUuid } from '#platform/database.ts'
import { notFound, unauthorized } from '#platform/errors.ts'
import { noteMailReport } from './note-mail-report.ts'
import type { MailReports } from './schemas.ts'

export type ReportDoor = {
  /** Undefined: no provider reports, and the address is not there. */
  secret: string | undefined
  inOrganization: (organization_id: string, work: (ctx: Context) => Promise<void>) => Promise<void>
}

/**
 * What a mail provider, or a script before it, tells of mails that left. Each is known by its Message-ID, which names
 * mail and organisation; what was not sent from here is passed over, for providers report everything of an account.
 */
export async function receiveMailReports(
  { secret, inOrganization }: ReportDoor,
  authorization: string | undefined,
  { reports }: MailReports,
): Promise<{ noted_count: number }> {
  if (secret === undefined) throw notFound('webhook')
  if (!isKnown(secret, authorization))
    throw unauthorized('customer_mails.not_authorized', 'Send the secret of MAIL_WEBHOOK_SECRET, as Basic or Bearer.')
  let noted_count = 0
  for (const report of reports) {
    const [, id, organization_id] = /<?([\da-f-]{36})\.([\da-f-]{36})(?:@|$)/.exec(report.message_id) ?? []
    if (!id || !organization_id || !isUuid(id) || !isUuid(organization_id)) continue
    await inOrganization(organization_id, (ctx) => noteMailReport(ctx, id, report))
    noted_count++
  }
  return { noted_count }
}

/** The password of Basic, whose name may be anything, or a bearer token: providers can send one or the other. */
function isKnown(secret: string, authorization = ''): boolean {
  const [, scheme = '', value = ''] = /^(\S+) (.+)$/.exec(authorization) ?? []
  const given =
    scheme.toLowerCase() === 'basic' ? Buffer.from(value, 'base64').toString().split(':').slice(1).join(':') : value
  return timingSafeEqual(hashToken(secret), hashToken(given))
}
