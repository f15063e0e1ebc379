import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import { invalid } from '#platform/errors.ts'

/** Puts all rows of a short list into the order wanted, which must name each of them. */
export function setPositions(
  ctx: Context,
  table: 'lead_score_rules' | 'lead_assignment_rules',
  rows: readonly { id: string }[],
  ids: readonly string[],
): void {
  const known = new Set(rows.map(({ id }) => id))
  if (ids.length !== known.size || ids.some((id) => !known.has(id)))
    throw invalid('lead_rules.invalid', 'The list changed in the meantime. Load it again and repeat the move.', [
      { pointer: '/ids', code: 'incomplete', detail: 'Name each rule once.' },
    ])
  ctx.db.send(sql`update ${sql.table(table)} r set position = o.place - 1
    from unnest(${`{${ids.join()}}`}::uuid[]) with ordinality o (id, place)
    where r.organization_id = ${ctx.organization_id} and r.id = o.id`)
}
