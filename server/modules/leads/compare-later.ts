import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'

/**
 * Has leads compared with the others. In the transaction that changed them and behind that statement, whose locks keep
 * a search that runs meanwhile from crossing out what it did not see.
 */
export function compareLater(ctx: Context, ids: readonly string[]): void {
  if (ids.length === 0) return
  ctx.db.send(sql`insert into leads_to_compare (organization_id, lead_id)
    select ${ctx.organization_id}::uuid, lead_id from unnest(${`{${ids.join()}}`}::uuid[]) lead_id
    on conflict do nothing`)
}
