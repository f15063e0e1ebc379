import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'

/**
 * Of leads that came back, those whose stage was taken off the board meanwhile: they stand in the first of its status,
 * or where all start. Else nobody would see them there.
 */
export function standOnBoard(ctx: Context, ids: readonly string[]): void {
  ctx.db.send(sql`
    update leads l set stage_id = to_stage.id, status = to_stage.status, stage_changed_at = ${ctx.now.toString()}
    from lead_stages was cross join lateral (
      select s.id, s.status from lead_stages s
      where s.organization_id = ${ctx.organization_id} and s.archived_at is null and s.status in (was.status, 'new')
      order by s.status <> was.status, s.position, s.id limit 1) to_stage
    where l.organization_id = ${ctx.organization_id} and l.id = any(${`{${ids.join()}}`}::uuid[]) and l.archived_at is null
      and was.organization_id = ${ctx.organization_id} and was.id = l.stage_id and was.archived_at is not null`)
}
