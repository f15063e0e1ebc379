import { logActivity } from '#modules/lead-activities/log-activity.ts'
import type { Context } from '#platform/context.ts'
import { activityText } from './rules.ts'
import type { LeadMail } from './schemas.ts'

/** Puts a mail into the timelines of its leads. One that went out ends the clock of their reply. */
export async function logMail(ctx: Context, mail: LeadMail): Promise<void> {
  const activity = {
    kind: 'mail' as const,
    direction: mail.direction ?? ('in' as const),
    body: activityText(mail),
    happened_at: mail.sent_at ?? mail.received_at,
  }
  for (const lead_id of mail.lead_ids) await logActivity(ctx, lead_id, activity)
}
