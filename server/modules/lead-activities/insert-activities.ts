import type { Context } from '#platform/context.ts'
import { newId } from '#platform/ids.ts'
import type { LeadActivity } from './schemas.ts'

type Happened = Pick<LeadActivity, 'lead_id' | 'kind' | 'direction' | 'body' | 'happened_at'>

/** Writes down what programs brought, as a set. Whoever brings it announces it. */
export function insertActivities(ctx: Context, happened: readonly Happened[]): void {
  if (happened.length === 0) return
  const rows = happened.map((each) => ({ ...each, id: newId() }))
  ctx.db.send({
    text: `insert into lead_activities (organization_id, id, lead_id, kind, direction, body, happened_at, actor_id,
             actor_name, created_at, updated_at)
           select $1, a.id, a.lead_id, a.kind, a.direction, a.body, a.happened_at, $3, $4, $5, $5
           from jsonb_to_recordset($2::jsonb) as a (id uuid, lead_id uuid, kind text, direction text, body text, happened_at timestamptz)`,
    parameters: [ctx.organization_id, JSON.stringify(rows), ctx.actor.id, ctx.actor.name, ctx.now.toString()],
  })
}
