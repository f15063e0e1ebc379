import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import { matching } from './queries.ts'
import type { LeadCount, LeadCountQuery } from './schemas.ts'
import { fragmentOfAll } from './search-leads.ts'

/** How many leads the filter leaves, and what they are worth together. */
export async function countLeads(ctx: Context, { q, ...filter }: LeadCountQuery): Promise<LeadCount> {
  const rows = matching(ctx, filter)
  const found = q?.trim() ? rows.where(await fragmentOfAll(ctx, rows, q)) : rows
  return ctx.db.one(
    found.select([
      sql<number>`count(*)`.as('count'),
      sql<number>`coalesce(sum(estimated_value_cents), 0)::bigint`.as('estimated_value_cents'),
    ]),
  )
}
