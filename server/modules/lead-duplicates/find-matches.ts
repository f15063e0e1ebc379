import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import { comparePair, type Comparison } from './compare-pair.ts'
import type { LeadDetails } from './identity.ts'
import { matchKeys } from './match-keys.ts'
import { type DuplicateLead, duplicateLeadColumns } from './schemas.ts'

/** Of one key that very many share, only so many are looked at: it says little, and the others say the rest. */
const perKey = 40

export type Match = Comparison & { lead: DuplicateLead }
type Asked = LeadDetails & { id?: string }

/**
 * For each of the details the leads that may be the same person, the likeliest first: one look-up however many are
 * asked. Archived leads are none; one that was merged stands, by what it said, for the lead it went into. One with an id
 * is not its own duplicate.
 */
export async function findMatches(ctx: Context, asked: readonly Asked[]): Promise<Match[][]> {
  const keys = asked.flatMap((details, place) =>
    matchKeys(details).map((key) => ({ place, key, id: details.id ?? null })),
  )
  if (keys.length === 0) return asked.map(() => [])
  const candidates = await ctx.db.all(sql<{ place: number; lead_id: string }>`
    select distinct k.place, o.lead_id
    from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) k (place int, key text, id uuid)
    cross join lateral (
      select m.lead_id from lead_match_keys m
      where m.organization_id = ${ctx.organization_id} and m.key = k.key and m.lead_id is distinct from k.id
      limit ${sql.lit(perKey)}) o`)
  const details = await readLeads(ctx, [...new Set(candidates.map(({ lead_id }) => lead_id))])
  const survivors = [...details.values()].flatMap(({ merged_into_id }) => merged_into_id ?? [])
  const leads = new Map([...details, ...(await readLeads(ctx, [...new Set(survivors)]))])
  const matches: Map<string, Match>[] = asked.map(() => new Map())
  for (const { place, lead_id } of candidates) {
    const found = details.get(lead_id)
    const lead = found && leads.get(found.merged_into_id ?? lead_id)
    if (!lead || lead.archived_at || lead.id === asked[place]!.id) continue
    const comparison = comparePair(asked[place]!, found)
    const before = matches[place]!.get(lead.id)
    if (comparison.is_duplicate && !(before && before.score >= comparison.score)) {
      const { merged_into_id: _, ...card } = lead
      matches[place]!.set(lead.id, { ...comparison, lead: card })
    }
  }
  return matches.map((each) =>
    [...each.values()].toSorted((a, b) => b.score - a.score || (a.lead.id < b.lead.id ? -1 : 1)),
  )
}

type Candidate = DuplicateLead & { merged_into_id: string | null }

async function readLeads(ctx: Context, ids: readonly string[]): Promise<Map<string, Candidate>> {
  if (ids.length === 0) return new Map()
  const columns = [...duplicateLeadColumns, 'merged_into_id'].map((column) => sql.ref(column))
  const leads = await ctx.db.all(sql<Candidate>`
    select ${sql.join(columns)} from leads
    where organization_id = ${ctx.organization_id} and id = any(${`{${ids.join()}}`}::uuid[])
      and (archived_at is null or merged_into_id is not null)`)
  return new Map(leads.map((lead) => [lead.id, lead]))
}
