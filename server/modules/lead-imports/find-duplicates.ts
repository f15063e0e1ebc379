import type { Context } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'
import { pgArray } from '#platform/pipeline.ts'
import type { LeadImportChoices, matchKeys } from './schemas.ts'

type MatchKey = (typeof matchKeys)[number]
export type Keyed = { line: number; email_normalized: string | null; phone: string | null; uen: string | null }
type Found = { value: string; place: string | number }

const columns = { email: 'email_normalized', phone: 'phone', uen: 'uen' } as const satisfies Record<
  MatchKey,
  keyof Keyed
>

/** By its line, the earlier row that a row is the same as. `rows` follow each other, and are not written yet. */
export async function findInFile(
  ctx: Context,
  import_id: string,
  rows: readonly Keyed[],
  { match_by }: LeadImportChoices,
): Promise<Map<number, number>> {
  const before = rows[0]?.line ?? 0
  const lookUp = (column: string, values: string[]): TextQuery<Found> => ({
    text: `select ${column} as value, min(line) as place from lead_import_rows
           where organization_id = $1 and import_id = $2 and ${column} = any($3::text[]) and line < $4 group by 1`,
    parameters: [ctx.organization_id, import_id, pgArray(values), before],
  })
  const known = await lookUpAll(ctx, rows, match_by, lookUp)
  const same = new Map<number, number>()
  for (const row of rows)
    for (const key of match_by) {
      const value = row[columns[key]]
      if (value === null) continue
      const first = known[key].get(value) as number | undefined
      if (first === undefined) known[key].set(value, row.line)
      else same.set(row.line, Math.min(first, same.get(row.line) ?? first))
    }
  return same
}

/**
 * By its line, the lead that a row is the same as; one that was merged stands for the lead it went into. Those that this
 * import made count as rows of the file.
 */
export async function findAmongLeads(
  ctx: Context,
  import_id: string,
  rows: readonly Keyed[],
  { match_by }: LeadImportChoices,
): Promise<Map<number, string>> {
  const lookUp = (column: string, values: string[]): TextQuery<Found> => ({
    text: `select l.${column} as value, min(coalesce(s.id, l.id)::text) as place from leads l
           left join leads s on s.organization_id = $1 and s.id = l.merged_into_id
           where l.organization_id = $1 and l.${column} = any($2::text[]) and l.import_id is distinct from $3
             and (l.archived_at is null or s.id is not null and s.archived_at is null) group by 1`,
    parameters: [ctx.organization_id, pgArray(values), import_id],
  })
  const known = await lookUpAll(ctx, rows, match_by, lookUp)
  return new Map(
    rows.flatMap((row) => {
      const places = match_by.map((key) => known[key].get(row[columns[key]] ?? ''))
      const lead_id = places.find((place) => place !== undefined) as string | undefined
      return lead_id === undefined ? [] : [[row.line, lead_id] as const]
    }),
  )
}

/** One question for each key and many rows, answered by its index. */
async function lookUpAll(
  ctx: Context,
  rows: readonly Keyed[],
  match_by: readonly MatchKey[],
  lookUp: (column: string, values: string[]) => TextQuery<Found>,
): Promise<Record<MatchKey, Map<string, Found['place']>>> {
  const known: Record<MatchKey, Map<string, Found['place']>> = { email: new Map(), phone: new Map(), uen: new Map() }
  const asked = match_by.flatMap((key) => {
    const values = new Set(rows.flatMap((row) => row[columns[key]] ?? []))
    return values.size ? [{ key, query: lookUp(columns[key], [...values]) }] : []
  })
  const answers = asked.length ? await ctx.db.batch(...asked.map(({ query }) => query)) : []
  asked.forEach(({ key }, i) => {
    for (const { value, place } of answers[i]!) known[key].set(value, place)
  })
  return known
}
