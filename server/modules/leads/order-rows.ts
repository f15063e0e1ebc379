import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import { invalid } from '#platform/errors.ts'

/** Gives the rows of a short list their places. */
export function orderRows(ctx: Context, table: 'lead_stages' | 'lead_fields', ids: readonly string[]): void {
  ctx.db.send(sql`update ${sql.table(table)} r set position = o.place - 1
    from unnest(${`{${ids.join()}}`}::uuid[]) with ordinality o (id, place)
    where r.organization_id = ${ctx.organization_id} and r.id = o.id`)
}

/** An order names each row once: one that was made on a list since changed would lose some. */
export function refuseOtherRows(rows: readonly { id: string }[], ids: readonly string[]): void {
  const known = new Set(rows.map(({ id }) => id))
  if (ids.length === known.size && ids.every((id) => known.has(id))) return
  throw invalid('leads.invalid', 'The list changed in the meantime. Load it again and repeat the move.', [
    { pointer: '/ids', code: 'incomplete', detail: 'Name each of them once.' },
  ])
}
