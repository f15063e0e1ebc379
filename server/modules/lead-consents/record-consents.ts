import { recordEvents } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { leadConsentRecorded } from './events.ts'
import type { LeadConsent } from './schemas.ts'

/** Adds what people agreed to or took back, as a set; nothing that was written down before changes. */
export function recordConsents(ctx: Context, consents: readonly LeadConsent[]): void {
  if (consents.length === 0) return
  ctx.db.send({
    text: `insert into lead_consents (organization_id, id, lead_id, channel, is_given, text, submission_id,
             recorded_by_user_id, recorded_by_name, note, recorded_at)
           select $1, c.* from jsonb_to_recordset($2::jsonb) as c (id uuid, lead_id uuid, channel text, is_given boolean,
             text text, submission_id uuid, recorded_by_user_id uuid, recorded_by_name text, note text, recorded_at timestamptz)`,
    parameters: [ctx.organization_id, JSON.stringify(consents)],
  })
  recordEvents(ctx, leadConsentRecorded, consents)
}
