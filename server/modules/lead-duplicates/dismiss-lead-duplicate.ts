import { sql } from 'kysely'
import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { conflict } from '#platform/errors.ts'
import { leadDuplicateDismissed } from './events.ts'
import { getLeadDuplicate } from './queries.ts'
import type { LeadDuplicate } from './schemas.ts'

/** Says that two leads are two people; the pair is not shown again. Saying so twice changes nothing. */
export async function dismissLeadDuplicate(ctx: Context, id: string): Promise<LeadDuplicate> {
  const changed = await ctx.db.all(sql`
    update lead_duplicates set state = 'dismissed', dismissed_at = ${ctx.now.toString()}, updated_at = ${ctx.now.toString()}
    where organization_id = ${ctx.organization_id} and id = ${id} and state = 'open' returning id`)
  const pair = await getLeadDuplicate(ctx, id)
  if (pair.state === 'merged')
    throw conflict('lead_duplicates.merged', 'These two were merged into one lead. Undo that to part them.')
  if (changed.length) recordEvent(ctx, leadDuplicateDismissed, pair)
  return pair
}
