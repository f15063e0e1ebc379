import { sql } from 'kysely'
import { recordEvent } from '#modules/events/record-event.ts'
import type { Context, InTransaction } from '#platform/context.ts'
import { newId } from '#platform/ids.ts'
import { leadDuplicatesFound } from './events.ts'
import { findMatches, type Match } from './find-matches.ts'
import type { LeadDetails } from './identity.ts'
import { matchKeys } from './match-keys.ts'

const batchSize = 500

/** Looks at every lead that came or changed since, a batch in each transaction. Safe to run again, and beside itself. */
export async function findLeadDuplicates(inTransaction: InTransaction): Promise<void> {
  let pair_count = 0
  for (;;) {
    const batch = await inTransaction(checkBatch)
    pair_count += batch.pair_count
    if (batch.lead_count < batchSize) break
  }
  if (pair_count === 0) return
  await inTransaction(async (ctx) => recordEvent(ctx, leadDuplicatesFound, { id: ctx.organization_id, pair_count }))
}

type Pair = Omit<Match, 'lead' | 'is_duplicate'> & { id: string; lead_id: string; other_lead_id: string }
type Unchecked = LeadDetails & { id: string; archived_at: string | null }

async function checkBatch(ctx: Context): Promise<{ lead_count: number; pair_count: number }> {
  // The tables grow while it runs: a plan that was kept from when they were empty would read all of them each time.
  ctx.db.send(sql`set local plan_cache_mode = force_custom_plan`)
  // Two that run at once would each find the half of a pair: the later one waits for the earlier.
  await ctx.db.all(
    sql`select pg_advisory_xact_lock(hashtextextended('find_lead_duplicates ' || ${ctx.organization_id}::text, 0))`,
  )
  const leads = await ctx.db.all(sql<Unchecked>`
    select l.id, l.name, l.email, l.phone, l.company, l.uen, l.archived_at from leads_to_compare c
    join leads l on l.organization_id = c.organization_id and l.id = c.lead_id
    where c.organization_id = ${ctx.organization_id} order by c.lead_id limit ${sql.lit(batchSize)} for no key update of l`)
  if (leads.length === 0) return { lead_count: 0, pair_count: 0 }
  await keepKeys(ctx, leads)
  const shown = leads.filter(({ archived_at }) => archived_at === null)
  const asked = [...shown, ...(await readMerged(ctx, shown))]
  const found = await findMatches(ctx, asked)
  const pairs = new Map<string, Pair>()
  found.forEach((matches, i) => {
    for (const { lead, score, reasons } of matches) {
      const [lead_id, other_lead_id] = [asked[i]!.id, lead.id].toSorted() as [string, string]
      const pair = `${lead_id} ${other_lead_id}`
      if ((pairs.get(pair)?.score ?? 0) < score)
        pairs.set(pair, { id: newId(), lead_id, other_lead_id, score, reasons })
    }
  })
  const pair_count = await keepPairs(ctx, leads, [...pairs.values()])
  return { lead_count: leads.length, pair_count }
}

/** What went into them says who they are as well: somebody may write from the address that was merged away. */
async function readMerged(ctx: Context, leads: readonly Unchecked[]): Promise<Unchecked[]> {
  if (leads.length === 0) return []
  return ctx.db.all(sql<Unchecked>`
    select merged_into_id as id, name, email, phone, company, uen, null::text as archived_at from leads
    where organization_id = ${ctx.organization_id} and merged_into_id = any(${idsOf(leads)}::uuid[]) order by id`)
}

const idsOf = (leads: readonly { id: string }[]) => `{${leads.map(({ id }) => id).join()}}`

type Key = { lead_id: string; key: string }

/** Writes what is new and takes away what no longer holds: of a lead that changed a little, most keys stay. */
async function keepKeys(ctx: Context, leads: readonly Unchecked[]): Promise<void> {
  // Lead by lead, for without statistics so long a list would have the whole table read.
  const kept = await ctx.db.all(sql<Key>`
    select i.lead_id, k.key from unnest(${idsOf(leads)}::uuid[]) i (lead_id) cross join lateral (
      select m.key from lead_match_keys m
      where m.organization_id = ${ctx.organization_id} and m.lead_id = i.lead_id offset 0) k`)
  const wanted = leads.flatMap((lead) => matchKeys(lead).map((key) => ({ lead_id: lead.id, key })))
  const gone = without(kept, wanted)
  const fresh = without(wanted, kept)
  if (gone.length)
    ctx.db.send(sql`delete from lead_match_keys m
      using jsonb_to_recordset(${JSON.stringify(gone)}::jsonb) k (key text, lead_id uuid)
      where m.organization_id = ${ctx.organization_id} and m.key = k.key and m.lead_id = k.lead_id`)
  if (fresh.length)
    ctx.db.send(sql`insert into lead_match_keys (organization_id, key, lead_id)
      select ${ctx.organization_id}::uuid, k.key, k.lead_id
      from jsonb_to_recordset(${JSON.stringify(fresh)}::jsonb) k (key text, lead_id uuid)`)
}

function without(keys: readonly Key[], others: readonly Key[]): Key[] {
  const known = new Set(others.map(({ lead_id, key }) => `${lead_id} ${key}`))
  return keys.filter(({ lead_id, key }) => !known.has(`${lead_id} ${key}`))
}

/** What somebody decided stays decided; an open pair that no longer holds goes. Answers how many are new or changed. */
async function keepPairs(ctx: Context, leads: readonly Unchecked[], pairs: readonly object[]): Promise<number> {
  const now = ctx.now.toString()
  const found = sql`jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb)
    f (id uuid, lead_id uuid, other_lead_id uuid, score int, reasons jsonb)`
  const gone = await ctx.db.all(sql`
    delete from lead_duplicates d
    where d.organization_id = ${ctx.organization_id} and d.state = 'open'
      and (d.lead_id = any(${idsOf(leads)}::uuid[]) or d.other_lead_id = any(${idsOf(leads)}::uuid[]))
      and not exists (select from ${found} where f.lead_id = d.lead_id and f.other_lead_id = d.other_lead_id)
    returning d.id`)
  const kept = await ctx.db.all(sql`
    insert into lead_duplicates as d (organization_id, id, lead_id, other_lead_id, score, reasons, created_at, updated_at)
    select ${ctx.organization_id}::uuid, f.id, f.lead_id, f.other_lead_id, f.score, f.reasons, ${now}, ${now} from ${found}
    on conflict (organization_id, lead_id, other_lead_id) do update
      set score = excluded.score, reasons = excluded.reasons, updated_at = excluded.updated_at
      where d.state = 'open' and (d.score, d.reasons) is distinct from (excluded.score, excluded.reasons)
    returning d.id`)
  ctx.db.send(sql`delete from leads_to_compare
    where organization_id = ${ctx.organization_id} and lead_id = any(${idsOf(leads)}::uuid[])`)
  return gone.length + kept.length
}
