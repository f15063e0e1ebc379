import process from 'node:process'
import { addLeadDefaults } from '#modules/leads/add-lead-defaults.ts'
import { insertLeads } from '#modules/leads/insert-leads.ts'
import { comparePair } from '#modules/lead-duplicates/compare-pair.ts'
import { findLeadDuplicates } from '#modules/lead-duplicates/find-lead-duplicates.ts'
import { matchKeys } from '#modules/lead-duplicates/match-keys.ts'
import type { Context } from '#platform/context.ts'
import { createPool, transact } from '#platform/database.ts'
import { markLeadPairs, measurePairs, readLeadPairs } from '#test/lead-pairs.ts'
import { makeTenant, makeUser } from './api-data.ts'
import { table } from './print.ts'
import { databaseCpuSeconds, setStage } from './stage.ts'

const wanted = { share: 0.95, per_second: 50_000, search_seconds: 15 }
const count = 10_000

/**
 * The rule for duplicate leads against the pairs labelled by hand, how many pairs it compares in a second, and how long
 * it takes to find those among leads that are all much alike.
 */
export async function leadDuplicatesBench(): Promise<boolean> {
  const marked = markLeadPairs()
  const { precision, recall } = measurePairs(marked)
  const leads = readLeadPairs().flatMap(({ one, other }) => [one, other])
  for (const lead of leads) matchKeys(lead)
  const began = performance.now()
  for (const lead of leads) for (const other of leads) comparePair(lead, other)
  const speed = (leads.length * leads.length) / ((performance.now() - began) / 1000)
  const search = await searchAmongAlike()
  const row = (what: string, figure: string, target: string, holds: boolean) => ({
    what,
    figure,
    wanted: target,
    target: holds ? 'holds' : 'MISSED',
  })
  const share = (value: number) => `${(value * 100).toFixed(1)} %`
  const isFast = search.seconds <= wanted.search_seconds && search.found
  table(`${marked.length} pairs of leads labelled by hand, and ${count.toLocaleString('en')} leads that are alike`, [
    row('precision', share(precision), '>= 95 %', precision >= wanted.share),
    row('recall', share(recall), '>= 95 %', recall >= wanted.share),
    row('pairs compared a second', speed.toFixed(0), `>= ${wanted.per_second}`, speed >= wanted.per_second),
    row(
      `seconds to search all, ${search.pairs} pairs found (${search.cpu_seconds.toFixed(1)} s of work)`,
      search.seconds.toFixed(2),
      `<= ${wanted.search_seconds}`,
      isFast,
    ),
  ])
  return precision >= wanted.share && recall >= wanted.share && speed >= wanted.per_second && isFast
}

/** From the moment that the leads are in to the last pair, by the program's own steps. */
async function searchAmongAlike(): Promise<{ seconds: number; cpu_seconds: number; pairs: number; found: boolean }> {
  const stage = await setStage()
  try {
    await stage.admin.query('set search_path = app')
    const { organization_id } = await makeTenant(stage.admin, await makeUser(stage.admin), 1)
    const pool = createPool({ url: stage.user_url, max: 2, name: 'bench' })
    const now = Temporal.Instant.from('2026-11-01T04:00:00Z')
    const inTransaction = <T>(work: (ctx: Context) => Promise<T>) =>
      transact(pool, organization_id, (db) =>
        work({
          db,
          organization_id,
          actor: { kind: 'system', id: null, name: 'Bench' },
          request_id: null,
          ip: null,
          user_agent: null,
          now,
        }),
      )
    await inTransaction(async (ctx) => addLeadDefaults(ctx))
    for (let from = 0; from < count; from += 500)
      await inTransaction((ctx) =>
        insertLeads(
          ctx,
          Array.from({ length: 500 }, (_, i) => alike(from + i)),
        ),
      )
    await stage.admin.query('vacuum (analyze)')
    const cpu = () => databaseCpuSeconds(stage.postgres.pid) + process.cpuUsage().user / 1e6
    const [began, used] = [performance.now(), cpu()]
    await findLeadDuplicates(inTransaction)
    const seconds = (performance.now() - began) / 1000
    const cpu_seconds = cpu() - used
    const { rows } = await stage.admin.query('select count(*)::int as pairs from lead_duplicates')
    await pool.end()
    return { seconds, cpu_seconds, pairs: rows[0].pairs, found: rows[0].pairs >= count / 10 }
  } finally {
    await stage.close()
  }
}

/** Ten people in each company, all of one mail domain and of few names; each tenth has the address of the one before. */
function alike(i: number) {
  const same = i % 10 === 9 ? i - 1 : i
  return {
    name: `Lead ${i}`,
    email: `lead${same}@rows.example`,
    phone: `+65${80_000_000 + i}`,
    company: `Company ${i % 997}, Pte. Ltd.`,
    notes: `Said "call me" ${i}`,
    owner_user_id: null,
  }
}
