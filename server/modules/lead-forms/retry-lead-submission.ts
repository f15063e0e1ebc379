import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { conflict } from '#platform/errors.ts'
import { queueJob } from '#platform/jobs.ts'
import { leadSubmissionRetried } from './events.ts'
import { processLeadSubmissions } from './jobs.ts'
import type { LeadSubmission } from './submission-schemas.ts'
import { getLeadSubmission, lockLeadSubmission } from './submission-queries.ts'

/** Has one that failed gone through again, a moment later. */
export async function retryLeadSubmission(ctx: Context, id: string): Promise<LeadSubmission> {
  const before = await lockLeadSubmission(ctx, id)
  if (before.status !== 'failed') throw conflict('lead_submissions.not_failed', 'Only what failed can be tried again.')
  ctx.db.send({
    text: `update lead_submissions set status = 'received', failure = null, processed_at = null
           where organization_id = $1 and id = $2`,
    parameters: [ctx.organization_id, id],
  })
  const { organization_id } = ctx
  queueJob(
    ctx,
    processLeadSubmissions,
    { organization_id },
    { key: `${processLeadSubmissions.name} ${organization_id}` },
  )
  const submission = await getLeadSubmission(ctx, id)
  recordEvent(ctx, leadSubmissionRetried, submission)
  return submission
}
