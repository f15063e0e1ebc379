import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import type { Cursors } from '#platform/cursor.ts'
import type { LeadBoard, LeadBoardQuery, LeadCard, LeadFacets, LeadForecast } from './board-schemas.ts'
import { cardColumns } from './lead-columns.ts'
import { matching } from './queries.ts'
import { fragmentOfSome } from './search-leads.ts'
import { listLeadStages } from './stage-queries.ts'

const cardsPerStage = 25

/** Of each stage those who came into it last; more of one come from the list, from `next_cursor` on. */
export async function getLeadBoard(ctx: Context, cursors: Cursors, query: LeadBoardQuery): Promise<LeadBoard> {
  const { data: stages } = await listLeadStages(ctx)
  const { q, ...filter } = query
  const holds = q?.trim() && (await fragmentOfSome(ctx, matching(ctx, filter), q))
  const cards = stages.map((stage) => {
    const select = matching(ctx, { ...filter, stage_id: stage.id })
      .select(cardColumns)
      .orderBy('stage_changed_at', 'desc')
      .orderBy('id', 'desc')
      .limit(sql.lit(cardsPerStage + 1))
    return holds ? select.where(holds) : select
  })
  const columns: LeadCard[][] = await ctx.db.batch(...cards)
  return {
    stages: stages.map(({ id }, i) => {
      const leads = columns[i]!.slice(0, cardsPerStage)
      const last = leads.at(-1)
      const more = columns[i]!.length > cardsPerStage && last
      const next_cursor = more
        ? cursors.encode('leads -stage_changed_at', { key: last.stage_changed_at, id: last.id })
        : null
      return { stage_id: id, leads, next_cursor }
    }),
  }
}

/** What is on the board and what it is worth, weighted by how likely each stage is to be won. */
export async function getLeadForecast(ctx: Context): Promise<LeadForecast> {
  const rows = await ctx.db.all<LeadForecast['stages'][number] & { is_open: boolean }>({
    text: `select s.id as stage_id, s.status in ('new', 'contacted', 'qualified') as is_open, coalesce(l.count, 0)::int as count,
             coalesce(l.value, 0)::bigint as estimated_value_cents,
             round(coalesce(l.value, 0) * s.probability_percent / 100.0)::bigint as weighted_value_cents
           from lead_stages s left join (
             select stage_id, count(*) as count, sum(estimated_value_cents) as value from leads
             where organization_id = $1 and archived_at is null group by stage_id
           ) l on l.stage_id = s.id
           where s.organization_id = $1 and s.archived_at is null order by s.position, s.id`,
    parameters: [ctx.organization_id],
  })
  const open = rows.filter(({ is_open }) => is_open)
  const total = (field: 'count' | 'estimated_value_cents' | 'weighted_value_cents') =>
    open.reduce((sum, row) => sum + row[field], 0)
  return {
    stages: rows.map(({ is_open: _, ...sums }) => sums),
    open: {
      count: total('count'),
      estimated_value_cents: total('estimated_value_cents'),
      weighted_value_cents: total('weighted_value_cents'),
    },
  }
}

/** What filters can be set to. */
export async function listLeadFacets(ctx: Context): Promise<LeadFacets> {
  const [sources, tags] = await ctx.db.batch(
    sql<{
      source: string
    }>`select source from leads where organization_id = ${ctx.organization_id} and archived_at is null
      group by source order by count(*) desc, source limit 200`,
    sql<{ tag: string }>`select t.tag from leads l, jsonb_array_elements_text(l.tags) t (tag)
      where l.organization_id = ${ctx.organization_id} and l.archived_at is null and l.tags <> '[]'::jsonb
      group by t.tag order by count(*) desc, t.tag limit 200`,
  )
  return { sources: sources.map(({ source }) => source), tags: tags.map(({ tag }) => tag) }
}
