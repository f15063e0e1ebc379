import type { Context } from '#platform/context.ts'
import type { SpamReason } from './submission-schemas.ts'

export type Outcome = {
  id: string
  received_at: string
  status: 'processed' | 'spam'
  spam_reasons: SpamReason[]
  lead_id: string | null
}

/** What became of submissions of one form, the latest last, and what its counts are now. */
export function writeOutcomes(ctx: Context, form_id: string, outcomes: readonly Outcome[], made_count: number): void {
  ctx.db.send({
    text: `update lead_submissions s set status = o.status, spam_reasons = o.spam_reasons, lead_id = o.lead_id,
             failure = null, processed_at = $3
           from jsonb_to_recordset($2::jsonb) as o (id uuid, status text, spam_reasons jsonb, lead_id uuid)
           where s.organization_id = $1 and s.id = o.id`,
    parameters: [ctx.organization_id, JSON.stringify(outcomes), ctx.now.toString()],
  })
  const count = (status: Outcome['status']) => outcomes.filter((each) => each.status === status).length
  ctx.db.send({
    text: `update lead_forms set submission_count = submission_count + $3, spam_count = spam_count + $4,
             lead_count = lead_count + $5, last_submission_at = greatest(last_submission_at, $6)
           where organization_id = $1 and id = $2`,
    parameters: [
      ctx.organization_id,
      form_id,
      count('processed'),
      count('spam'),
      made_count,
      outcomes.at(-1)!.received_at,
    ],
  })
}
