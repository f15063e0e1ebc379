import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { leadMailAddressStopped } from './events.ts'
import { getLeadMailSettings } from './queries.ts'
import type { LeadMailSettings } from './schemas.ts'

/** From now on the organisation has no address. */
export async function stopLeadMailAddress(ctx: Context, domain: string | undefined): Promise<LeadMailSettings> {
  ctx.db.send({
    text: 'delete from lead_mail_addresses where organization_id = $1',
    parameters: [ctx.organization_id],
  })
  recordEvent(ctx, leadMailAddressStopped, { id: ctx.organization_id })
  return getLeadMailSettings(ctx, domain)
}
