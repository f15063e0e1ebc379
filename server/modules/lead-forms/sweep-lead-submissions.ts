import type { Context } from '#platform/context.ts'

/** Spam that nobody released in this time is forgotten: it is about people who never asked for anything. */
const keptDays = 90

/** What made a lead once stays with that lead, also when somebody called it spam afterwards. */
export async function sweepLeadSubmissions(ctx: Context): Promise<void> {
  const swept = await ctx.db.all<{ form_id: string }>({
    text: `delete from lead_submissions
           where organization_id = $1 and status = 'spam' and lead_id is null
             and received_at <= $2::timestamptz - make_interval(days => ${keptDays})
           returning form_id`,
    parameters: [ctx.organization_id, ctx.now.toString()],
  })
  const counts = Map.groupBy(swept, ({ form_id }) => form_id)
  if (counts.size === 0) return
  ctx.db.send({
    text: `update lead_forms f set spam_count = f.spam_count - c.count
           from jsonb_to_recordset($2::jsonb) as c (id uuid, count integer)
           where f.organization_id = $1 and f.id = c.id`,
    parameters: [ctx.organization_id, JSON.stringify([...counts].map(([id, rows]) => ({ id, count: rows.length })))],
  })
}
