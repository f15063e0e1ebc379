import { changesBetween, recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { leadMailSettingsUpdated } from './events.ts'
import { getLeadMailSettings } from './queries.ts'
import type { LeadMailSettings, LeadMailSettingsChanges } from './schemas.ts'

export async function updateLeadMailSettings(
  ctx: Context,
  domain: string | undefined,
  { makes_leads }: LeadMailSettingsChanges,
): Promise<LeadMailSettings> {
  const before = await getLeadMailSettings(ctx, domain)
  ctx.db.send({
    text: `insert into lead_mail_settings (organization_id, makes_leads, updated_at) values ($1, $2, $3)
           on conflict (organization_id) do update set makes_leads = excluded.makes_leads, updated_at = excluded.updated_at`,
    parameters: [ctx.organization_id, makes_leads, ctx.now.toString()],
  })
  const changes = changesBetween({ makes_leads: before.makes_leads }, { makes_leads })
  recordEvent(ctx, leadMailSettingsUpdated, { id: ctx.organization_id, makes_leads }, changes)
  return { ...before, makes_leads }
}
