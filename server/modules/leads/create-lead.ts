import { leadAllowanceQuery, lockLeadAllowance } from '#modules/entitlements/queries.ts'
import { refuseLeadBeyond } from '#modules/entitlements/rules.ts'
import { refuseStrangers } from '#modules/lead-rules/refuse-strangers.ts'
import type { Context } from '#platform/context.ts'
import { prepareDetails } from './check-lead.ts'
import { insertLeads } from './insert-leads.ts'
import type { NewLead, SavedLead } from './schemas.ts'

export async function createLead(ctx: Context, input: NewLead): Promise<SavedLead> {
  const { details, warnings } = await prepareDetails(ctx, input)
  if (input.owner_user_id) await refuseStrangers(ctx, [input.owner_user_id], '/owner_user_id')
  lockLeadAllowance(ctx)
  refuseLeadBeyond(await ctx.db.find(leadAllowanceQuery(ctx)))
  const [lead] = await insertLeads(ctx, [details])
  return { ...lead!, warnings }
}
