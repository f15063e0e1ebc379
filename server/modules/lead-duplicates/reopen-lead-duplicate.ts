import { sql } from 'kysely'
import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { conflict } from '#platform/errors.ts'
import { leadDuplicateReopened } from './events.ts'
import { getLeadDuplicate } from './queries.ts'
import type { LeadDuplicate } from './schemas.ts'

/** Takes back that two leads are two people. */
export async function reopenLeadDuplicate(ctx: Context, id: string): Promise<LeadDuplicate> {
  const changed = await ctx.db.all(sql`
    update lead_duplicates set state = 'open', dismissed_at = null, updated_at = ${ctx.now.toString()}
    where organization_id = ${ctx.organization_id} and id = ${id} and state = 'dismissed' returning id`)
  const pair = await getLeadDuplicate(ctx, id)
  if (pair.state === 'merged')
    throw conflict('lead_duplicates.merged', 'These two were merged into one lead. Undo that to part them.')
  if (changed.length) recordEvent(ctx, leadDuplicateReopened, pair)
  return pair
}
