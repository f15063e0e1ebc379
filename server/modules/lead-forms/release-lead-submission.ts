import { recordEvent } from '#modules/events/record-event.ts'
import { getLead } from '#modules/leads/queries.ts'
import { restoreLead } from '#modules/leads/restore-lead.ts'
import type { Context } from '#platform/context.ts'
import { conflict } from '#platform/errors.ts'
import { leadSubmissionReleased } from './events.ts'
import { processBatch } from './process-submissions.ts'
import type { LeadSubmission } from './submission-schemas.ts'
import { getLeadSubmission, lockLeadSubmission } from './submission-queries.ts'

/** It is no spam after all: it becomes a lead now, or goes back to the lead that it made. */
export async function releaseLeadSubmission(ctx: Context, id: string): Promise<LeadSubmission> {
  const { status, form_id, lead_id } = await lockLeadSubmission(ctx, id)
  if (status === 'processed') return getLeadSubmission(ctx, id)
  if (status !== 'spam') throw conflict('lead_submissions.not_spam', 'Only what is held as spam can be released.')
  ctx.db.send({
    text: `update lead_forms set spam_count = spam_count - 1, submission_count = submission_count + $3
           where organization_id = $1 and id = $2`,
    parameters: [ctx.organization_id, form_id, lead_id ? 1 : 0],
  })
  ctx.db.send({
    text: `update lead_submissions set is_released = true, spam_reasons = '[]',
             status = case when lead_id is null then 'received' else 'processed' end,
             processed_at = case when lead_id is null then null else processed_at end
           where organization_id = $1 and id = $2`,
    parameters: [ctx.organization_id, id],
  })
  if (lead_id) await showAgain(ctx, lead_id)
  else await processBatch(ctx, 1, id)
  const submission = await getLeadSubmission(ctx, id)
  recordEvent(ctx, leadSubmissionReleased, submission)
  return submission
}

async function showAgain(ctx: Context, lead_id: string): Promise<void> {
  const lead = await getLead(ctx, lead_id)
  if (lead.archived_at && !lead.merged_into_id) await restoreLead(ctx, lead_id)
}
