import { recordEvent } from '#modules/events/record-event.ts'
import { archiveLead } from '#modules/leads/archive-lead.ts'
import { lockLead } from '#modules/leads/queries.ts'
import type { Context } from '#platform/context.ts'
import { conflict } from '#platform/errors.ts'
import { leadSubmissionMarkedSpam } from './events.ts'
import type { LeadSubmission } from './submission-schemas.ts'
import { getLeadSubmission, lockLeadSubmission } from './submission-queries.ts'

/** Says that it was spam. A lead that only this made, and that nobody has worked on, leaves the lists with it. */
export async function markLeadSubmissionAsSpam(ctx: Context, id: string): Promise<LeadSubmission> {
  const before = await lockLeadSubmission(ctx, id)
  if (before.status === 'spam') return before
  if (before.status === 'received')
    throw conflict('lead_submissions.not_processed', 'This was not looked at yet. Try again in a moment.')
  ctx.db.send({
    text: `update lead_submissions set status = 'spam', spam_reasons = '["marked"]', failure = null
           where organization_id = $1 and id = $2`,
    parameters: [ctx.organization_id, id],
  })
  ctx.db.send({
    text: `update lead_forms set spam_count = spam_count + 1, submission_count = submission_count - $3
           where organization_id = $1 and id = $2`,
    parameters: [ctx.organization_id, before.form_id, before.status === 'processed' ? 1 : 0],
  })
  if (before.lead_id) await hideUntouched(ctx, before.lead_id)
  const submission = await getLeadSubmission(ctx, id)
  recordEvent(ctx, leadSubmissionMarkedSpam, submission)
  return submission
}

async function hideUntouched(ctx: Context, lead_id: string): Promise<void> {
  const lead = await lockLead(ctx, lead_id)
  const { count } = await ctx.db.one<{ count: number }>({
    text: `select count(*)::int as count from lead_submissions
           where organization_id = $1 and lead_id = $2 and status = 'processed'`,
    parameters: [ctx.organization_id, lead_id],
  })
  if (count === 0 && lead.submission_count === 1 && lead.status === 'new') await archiveLead(ctx, lead_id)
}
