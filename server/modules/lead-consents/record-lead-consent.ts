import { lockLead } from '#modules/leads/queries.ts'
import { maskNrics } from '#modules/organizations/mask-nrics.ts'
import type { Context } from '#platform/context.ts'
import { newId } from '#platform/ids.ts'
import { recordConsents } from './record-consents.ts'
import type { LeadConsent, NewLeadConsent } from './schemas.ts'

/** Writes down what somebody agreed to or took back other than through a form. */
export async function recordLeadConsent(ctx: Context, lead_id: string, input: NewLeadConsent): Promise<LeadConsent> {
  await lockLead(ctx, lead_id)
  const consent: LeadConsent = {
    id: newId(),
    lead_id,
    channel: input.channel,
    is_given: input.is_given,
    text: maskNrics(input.text).text,
    submission_id: null,
    recorded_by_user_id: ctx.actor.kind === 'user' ? ctx.actor.id : null,
    recorded_by_name: ctx.actor.name,
    note: input.note ? maskNrics(input.note).text : null,
    recorded_at: ctx.now.toString(),
  }
  recordConsents(ctx, [consent])
  return consent
}
