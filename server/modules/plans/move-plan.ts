import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'
import { invalid } from '#platform/errors.ts'
import { planMoved } from './events.ts'
import { getPlan } from './queries.ts'
import type { Plan, PlanMove } from './schemas.ts'

/** Puts a plan before another one, or last, and counts all places anew. Standing there already changes nothing. */
export async function movePlan(ctx: Context, id: string, { before_plan_id }: PlanMove): Promise<Plan> {
  const before = await getPlan(ctx, id)
  ctx.db.send(lockQuery(ctx))
  const { is_known, moved_count } = await ctx.db.one(moveQuery(ctx, id, before_plan_id))
  if (!is_known)
    throw invalid('plans.invalid', 'Some details of the plan are not right.', [
      {
        pointer: '/before_plan_id',
        code: 'not_found',
        detail: 'Name another plan of yours, or null for the last place.',
      },
    ])
  const plan = await getPlan(ctx, id)
  const change = { before: before.display_order, after: plan.display_order }
  if (moved_count > 0) recordEvent(ctx, planMoved, plan, { display_order: change })
  return plan
}

/** Of two who move plans at once the second counts from what the first made. */
const lockQuery = (ctx: Context): TextQuery<unknown> => ({
  text: 'select from plans where organization_id = $1 order by id for no key update',
  parameters: [ctx.organization_id],
})

/** What somebody else edits meanwhile keeps its version: only the place of the others changes. */
const moveQuery = (
  ctx: Context,
  id: string,
  before_plan_id: string | null,
): TextQuery<{ is_known: boolean; moved_count: number }> => ({
  text: `
    with others as materialized (
      select id, row_number() over (order by display_order, id) as place
      from plans where organization_id = $1 and id <> $2
    ), target as materialized (
      select case when $3::uuid is null then (select count(*) + 1 from others)
        else (select place from others where id = $3) end as place
    ), wanted as (
      select id, others.place + (others.place >= target.place)::int as place from others cross join target
      union all select $2::uuid, place from target
    ), moved as (
      update plans p set display_order = wanted.place,
        version = p.version + (p.id = $2)::int,
        updated_at = case when p.id = $2 then $4::timestamptz else p.updated_at end
      from wanted
      where p.organization_id = $1 and p.id = wanted.id and wanted.place is not null and p.display_order <> wanted.place
      returning p.id
    )
    select (select place from target) is not null as is_known, (select count(*)::int from moved) as moved_count`,
  parameters: [ctx.organization_id, id, before_plan_id, ctx.now.toString()],
})
