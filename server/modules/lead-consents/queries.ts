import { getLead } from '#modules/leads/queries.ts'
import type { Context } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'
import type { ConsentChannel, LeadConsent, LeadConsentList } from './schemas.ts'

/** Newest first, also of the leads that were merged into this one: what somebody agreed to they agreed to. */
export async function listLeadConsents(ctx: Context, lead_id: string): Promise<LeadConsentList> {
  await getLead(ctx, lead_id)
  const query: TextQuery<LeadConsent> = {
    text: `select id, lead_id, channel, is_given, text, submission_id, recorded_by_user_id, recorded_by_name, note, recorded_at
           from lead_consents where organization_id = $1 and lead_id in (
             select id from leads where organization_id = $1 and merged_into_id = $2 union all select $2)
           order by recorded_at desc, id desc limit 500`,
    parameters: [ctx.organization_id, lead_id],
  }
  return { data: await ctx.db.all(query) }
}

/** When they took back what they had agreed to; undefined where they did not, or agreed again since. */
export async function findWithdrawal(
  ctx: Context,
  lead_id: string,
  channel: ConsentChannel,
): Promise<string | undefined> {
  const { data } = await listLeadConsents(ctx, lead_id)
  const newest = data.find((consent) => consent.channel === channel)
  return newest && !newest.is_given ? newest.recorded_at : undefined
}
