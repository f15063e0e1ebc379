import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { conflict } from '#platform/errors.ts'
import { leadMailAddressReplaced } from './events.ts'
import { getLeadMailSettings } from './queries.ts'
import { newAddressKey } from './rules.ts'
import type { LeadMailSettings } from './schemas.ts'

/** Gives the organisation an address, or another in place of the one it had, which takes nothing in from then on. */
export async function replaceLeadMailAddress(ctx: Context, domain: string | undefined): Promise<LeadMailSettings> {
  if (domain === undefined)
    throw conflict(
      'lead_mails.not_set_up',
      'This installation takes in no mail yet. Whoever runs it sets INBOUND_MAIL_DOMAIN, as its operations guide says.',
    )
  const now = ctx.now.toString()
  ctx.db.send({
    text: `insert into lead_mail_addresses (organization_id, address_key, created_at) values ($1, $2, $3)
           on conflict (organization_id) do update set address_key = excluded.address_key, created_at = excluded.created_at`,
    parameters: [ctx.organization_id, newAddressKey(), now],
  })
  recordEvent(ctx, leadMailAddressReplaced, { id: ctx.organization_id, address_since: now })
  return getLeadMailSettings(ctx, domain)
}
