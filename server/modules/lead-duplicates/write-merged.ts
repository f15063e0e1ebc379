import { sql } from 'kysely'
import { compareLater } from '#modules/leads/compare-later.ts'
import type { Lead } from '#modules/leads/schemas.ts'
import type { Context } from '#platform/context.ts'

/** Writes columns of one lead and has it compared with the others again. */
export async function writeMerged(ctx: Context, id: string, values: Partial<Lead> & object): Promise<void> {
  const columns = Object.keys(values)
  await ctx.db.all(sql`
    update leads l set ${sql.join(columns.map((column) => sql`${sql.ref(column)} = ${sql.ref(`v.${column}`)}`))},
      version = l.version + 1, updated_at = ${ctx.now.toString()}
    from jsonb_populate_record(null::leads, ${JSON.stringify(values)}::jsonb) v
    where l.organization_id = ${ctx.organization_id} and l.id = ${id}`)
  compareLater(ctx, [id])
}
