import type { CustomerMail } from '#modules/customer-mails/schemas.ts'
import type { Context } from '#platform/context.ts'
import { hashToken } from '#platform/crypto.ts'
import { db } from '#platform/database.ts'
import { normalizeEmail } from '#platform/mail.ts'
import { newPortalToken } from './portal-tokens.ts'
import { linkLifetime } from './rules.ts'

/**
 * Makes the secret of a link at the moment when its mail goes out: the half hour begins then, and nothing that is kept
 * opens a door. What was never used goes a day after it stopped working.
 */
export function mintPortalLink(
  ctx: Context,
  mail: Pick<CustomerMail, 'customer_id' | 'source_id' | 'recipient'>,
): string {
  const { organization_id, now } = ctx
  const token = newPortalToken('nxq', organization_id)
  ctx.db.send(
    db
      .deleteFrom('portal_links')
      .where('organization_id', '=', organization_id)
      .where('expires_at', '<', now.subtract({ hours: 24 }).toString()),
  )
  ctx.db.send(
    db.insertInto('portal_links').values({
      organization_id,
      token_hash: hashToken(token),
      email: normalizeEmail(mail.recipient),
      customer_id: mail.source_id === mail.customer_id ? mail.customer_id : null,
      created_at: now.toString(),
      expires_at: now.add(linkLifetime).toString(),
    }),
  )
  return token
}
