import type { Context } from '#platform/context.ts'
import { type Cursors, pageOf } from '#platform/cursor.ts'
import type { TextQuery } from '#platform/database.ts'
import { notFound } from '#platform/errors.ts'
import type { LeadSubmission, LeadSubmissionPage, LeadSubmissionQuery } from './submission-schemas.ts'

const face = `s.id, s.form_id, f.name as form_name, s.received_at, s.status, s.spam_reasons, s.payload -> 'fields' as fields,
  s.payload -> 'consents' as consents, s.payload -> 'utm' as utm, s.payload -> 'visited_pages' as visited_pages,
  s.payload ->> 'page_url' as page_url, s.payload ->> 'referrer' as referrer, s.origin, s.user_agent, s.lead_id,
  l.name as lead_name, s.failure, s.processed_at`
const from = `lead_submissions s
  join lead_forms f on f.organization_id = s.organization_id and f.id = s.form_id
  left join leads l on l.organization_id = s.organization_id and l.id = s.lead_id`

export async function getLeadSubmission(ctx: Context, id: string): Promise<LeadSubmission> {
  const query: TextQuery<LeadSubmission> = {
    text: `select ${face} from ${from} where s.organization_id = $1 and s.id = $2`,
    parameters: [ctx.organization_id, id],
  }
  return ctx.db.one(query, () => notFound('submission'))
}

/** Newest first. */
export async function listLeadSubmissions(
  ctx: Context,
  cursors: Cursors,
  { limit = 25, cursor, form_id, status, lead_id, q }: LeadSubmissionQuery,
): Promise<LeadSubmissionPage> {
  const list = `lead submissions ${form_id ?? ''} ${status ?? ''} ${lead_id ?? ''} ${q ?? ''}`
  const place = cursors.decode(list, cursor)
  const query: TextQuery<LeadSubmission> = {
    text: `select ${face} from ${from}
           where s.organization_id = $1
             and ($2::uuid is null or s.form_id = $2)
             and ($3::text is null or s.status = $3)
             and ($4::uuid is null or s.lead_id in (
               select id from leads where organization_id = $1 and merged_into_id = $4 union all select $4))
             and ($5::text is null or exists (
               select from jsonb_each_text(s.payload -> 'fields') t where position($5 in lower(t.value)) > 0))
             and ($6::timestamptz is null or (s.received_at, s.id) < ($6, $7::uuid))
           order by s.received_at desc, s.id desc limit ${limit + 1}`,
    parameters: [
      ctx.organization_id,
      form_id ?? null,
      status ?? null,
      lead_id ?? null,
      q?.trim().toLowerCase() || null,
      place?.key ?? null,
      place?.id ?? null,
    ],
  }
  return pageOf(cursors, list, await ctx.db.all(query), limit, ({ received_at }) => received_at)
}

/** Nobody else decides about it, and none of its form is gone through, until the transaction ends. */
export async function lockLeadSubmission(ctx: Context, id: string): Promise<LeadSubmission> {
  const { form_id } = await getLeadSubmission(ctx, id)
  ctx.db.send({
    text: 'select id from lead_forms where organization_id = $1 and id = $2 for no key update',
    parameters: [ctx.organization_id, form_id],
  })
  return getLeadSubmission(ctx, id)
}
