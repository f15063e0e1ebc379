import { hash } from '@node-rs/argon2'
import { getLeadBoard } from '#modules/leads/board-queries.ts'
import type { LeadBoardQuery } from '#modules/leads/board-schemas.ts'
import { listLeads } from '#modules/leads/list-leads.ts'
import type { LeadQuery } from '#modules/leads/schemas.ts'
import { createCursors } from '#platform/cursor.ts'
import type { Context } from '#platform/context.ts'
import { compile, createPool, type Pool, type Query, read, type Transaction } from '#platform/database.ts'
import { newId } from '#platform/ids.ts'
import { makeTenant } from './api-data.ts'
import { measureLimits, writeOut } from './limit.ts'
import { print, type Row, table } from './print.ts'
import { median, runLoad, type ServerProcess, setStage, type Stage, startServer } from './stage.ts'

const leads = 200_000
const clients = 16
const rounds = 3
const seconds = 3
const wanted_p95_ms = 50

type Case = { name: string; paths: string[]; reads: ((ctx: Context) => Promise<unknown>)[] }
type Person = { organization_id: string; email: string; password: string }

/** List, board and search by fragments among the leads of one organisation, over HTTP under row security. */
export async function leadSearchBench(): Promise<boolean> {
  const stage = await setStage()
  const pool = createPool({ url: stage.user_url, max: 2, name: 'bench' })
  try {
    print(`filling: one organisation with ${leads.toLocaleString('en')} leads`)
    const person = await fill(stage)
    const server = await startServer(stage)
    try {
      const token = await logIn(server.port, person)
      const rows: Row[] = []
      for (const each of cases) rows.push(await measure(stage, pool, server, token, person, each))
      table(`${leads} leads, medians of ${rounds} runs of ${seconds} s, ${clients} clients, one server process`, rows)
    } finally {
      await server.stop()
    }
    const scans = await findScans(stage, pool, person.organization_id)
    print(
      scans.length
        ? `reads the table of leads whole: MISSED\n${scans.join('\n')}`
        : 'no plan reads the table of leads whole: holds',
    )
    return missed === 0 && scans.length === 0
  } finally {
    await pool.end()
    await stage.close()
  }
}
let missed = 0

const cursors = createCursors(Buffer.alloc(32))
const list = (query: LeadQuery) => ({
  path: `/leads?${new URLSearchParams(Object.entries(query).map(([key, value]) => [key, String(value)]))}`,
  read: (ctx: Context) => listLeads(ctx, cursors, query),
})
const lists = (name: string, ...queries: LeadQuery[]): Case => {
  const made = queries.map(list)
  return { name, paths: made.map(({ path }) => path), reads: made.map((each) => each.read) }
}

const boards = (name: string, ...queries: LeadBoardQuery[]): Case => ({
  name,
  paths: queries.map((query) => `/leads/board?${new URLSearchParams(query as Record<string, string>)}`),
  reads: queries.map((query) => (ctx) => getLeadBoard(ctx, cursors, query)),
})

const cases: Case[] = [
  lists(
    'list, in every order',
    {},
    { sort: 'name' },
    { sort: '-score' },
    { sort: 'next_follow_up_at' },
    { sort: '-estimated_value_cents' },
  ),
  lists(
    'list, filtered',
    { status: 'open' },
    { source: 'Source 3' },
    { owner_user_id: 'none' },
    { tag: 'tag 7' },
    { min_score: 20 },
  ),
  boards('board', {}),
  lists(
    'fragment that few have',
    { q: 'wei ming tan orchid a1' },
    { q: '91234' },
    { q: 'kopi f3e' },
    { q: '@b4e2' },
    { q: 'zzzzq' },
  ),
  lists('two letters that few have', { q: 'qz' }, { q: 'xj' }, { q: '陈' }, { q: '#7' }, { q: 'vw' }),
  lists(
    'whole name, company, address, number',
    { q: 'tan wei ming' },
    { q: 'xin yi yeo' },
    { q: 'orchid 00027 trading pte ltd' },
    { q: '0123abcd@beef1.com.sg' },
    { q: '+65 9123 4567' },
  ),
  lists('fragment that many have', { q: 'tan' }, { q: 'pte ltd' }, { q: '+659' }, { q: 'ing' }, { q: 'orchid' }),
  lists(
    'fragment in another order',
    { q: 'straits', sort: 'name' },
    { q: 'lim', sort: '-score' },
    { q: 'c0ff', sort: 'name' },
  ),
  boards('fragment on the board', { q: 'tan' }, { q: 'kopi f3e' }, { q: '91234' }, { q: 'pte ltd' }),
]

async function fill({ admin }: Stage): Promise<Person> {
  const [user_id, email, password] = [newId(), 'bench@example.com', 'a password for the bench']
  const password_hash = await hash(password, { memoryCost: 1024, timeCost: 1, parallelism: 1 })
  await admin.query('set search_path = app')
  await admin.query(
    `insert into users (id, email, email_normalized, name, timezone, password_hash, verified_at, created_at, updated_at)
     values ($1, $2, $2, 'Bench', 'Asia/Singapore', $3, now(), now(), now())`,
    [user_id, email, password_hash],
  )
  const { organization_id } = await makeTenant(admin, user_id, 0)
  await admin.query(
    `insert into lead_stages (organization_id, id, name, name_normalized, status, probability_percent, position, created_at, updated_at)
     select $1, uuidv7(), 'Stage ' || n, 'stage ' || n, case when n < 2 then 'new' when n < 5 then 'qualified' else 'disqualified' end,
       case when n < 5 then 10 * n else 0 end, n, now(), now() from generate_series(0, 5) n`,
    [organization_id],
  )
  await admin.query(
    `insert into leads (organization_id, id, name, email, phone, company, source, stage_id, status, stage_changed_at, score, owner_user_id,
       next_follow_up_at, estimated_value_cents, tags, email_normalized, name_normalized, company_normalized, search_text,
       created_at, updated_at)
     select $1, uuidv7(n * interval '1 second' - interval '${leads} seconds'), d.name, d.email, d.phone, d.company, 'Source ' || n % 9, s.id, s.status,
       now() - n * interval '1 second', n * 7 % 60, case when n % 5 = 0 then null else $2::uuid end,
       case when n % 3 = 0 then now() + (n % 60) * interval '1 day' end, case when n % 2 = 0 then n % 9000 * 100 end,
       jsonb_build_array('tag ' || n % 40), d.email, lower(d.name), lower(d.company),
       lower(d.name || ' ' || d.company || ' ' || d.email || ' ' || d.phone), now() - (${leads} - n) * interval '1 second', now()
     from generate_series(1, ${leads}) n
     cross join lateral (select md5(n::text) as h) h
     cross join lateral (select
       (array['Wei Ming','Siti','Kumar','Jun Jie','Hui Min','Priya','Ahmad','Rachel','Daniel','Mei Ling','Arjun','Farah','Xin Yi','Kai','Nurul'])[1 + n * 7 % 15]
         || ' ' || (array['Tan','Lim','Lee','Ng','Ong','Wong','Goh','Chua','Chan','Koh','Teo','Ang','Yeo','Tay','Ho','Low','Sim'])[1 + n * 11 % 17] as name,
       (array['Kopi','Harbour','Orchid','Merlion','Straits','Lion','Raffles','Temasek','Garden','Bukit','Jurong','Punggol','Sentosa','Marina'])[1 + n * 5 % 14]
         || ' ' || left(h, 5) || ' ' || (array['Trading','Foods','Logistics','Studio','Labs','Engineering','Holdings'])[1 + n * 3 % 7] || ' Pte Ltd' as company,
       substr(h, 6, 8) || '@' || substr(h, 14, 5) || '.com.sg' as email, '+65' || (80000000 + ('x' || substr(h, 20, 6))::bit(24)::int) as phone) d
     join lead_stages s on s.organization_id = $1 and s.position = n % 6`,
    [organization_id, user_id],
  )
  await admin.query('vacuum (analyze) leads, lead_stages, organizations, memberships, users')
  return { organization_id, email, password }
}

async function logIn(port: number, { email, password }: Person): Promise<string> {
  const reply = await fetch(`http://127.0.0.1:${port}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  })
  return ((await reply.json()) as { access_token: string }).access_token
}

async function measure(
  stage: Stage,
  pool: Pool,
  server: ServerProcess,
  token: string,
  { organization_id }: Person,
  { name, paths, reads }: Case,
): Promise<Row> {
  const requests = paths.map(
    (path) =>
      `GET /api/v1${path} HTTP/1.1\r\nHost: localhost:${server.port}\r\nAuthorization: Bearer ${token}\r\nX-Organization-Id: ${organization_id}\r\n\r\n`,
  )
  const enter = ['begin', `set local app.organization_id = '${organization_id}'`]
  const scripts = await Promise.all(
    reads.map(async (each) => [
      ...enter,
      ...(await caught(pool, organization_id, each)).map((query) => writeOut(compile(query))),
      'commit',
    ]),
  )
  const orders = { port: server.port, connections: clients, requests }
  await runLoad({ ...orders, seconds: 1 }, stage.folder)
  const [p50, p95, rate, bare]: number[][] = [[], [], [], []]
  for (let round = 0; round < rounds; round++) {
    const limits = await measureLimits(stage, name.replaceAll(/\W+/g, '-'), scripts, seconds)
    bare!.push(limits.pgbench ?? limits.driver)
    const outcome = await runLoad({ ...orders, seconds }, stage.folder)
    if (outcome.failed) throw new Error(`${outcome.failed} of ${outcome.requests} requests failed: ${outcome.failure}`)
    p50!.push(outcome.p50_ms)
    p95!.push(outcome.p95_ms)
    rate!.push(outcome.requests / outcome.seconds)
  }
  const holds = median(p95!) <= wanted_p95_ms
  if (!holds) missed += 1
  return {
    what: name,
    'per second': median(rate!).toFixed(0),
    'bare statements': median(bare!).toFixed(0),
    ratio: (median(rate!) / median(bare!)).toFixed(2),
    'p50 ms': median(p50!).toFixed(1),
    'p95 ms': median(p95!).toFixed(1),
    wanted: `<= ${wanted_p95_ms} ms`,
    target: holds ? 'holds' : 'MISSED',
  }
}

/** What a read asks of the database, as it asks it. */
async function caught(
  pool: Pool,
  organization_id: string,
  work: (ctx: Context) => Promise<unknown>,
): Promise<Query<unknown>[]> {
  const queries: Query<unknown>[] = []
  await read(pool, organization_id, (tx) => {
    const spy = {
      ...tx,
      all: (query) => (queries.push(query), tx.all(query)),
      one: (query, ...or) => (queries.push(query), tx.one(query, ...or)),
      batch: (...many) => (queries.push(...many), tx.batch(...many)),
    } as Transaction
    return work({ organization_id, now: Temporal.Now.instant(), db: spy } as Context)
  })
  return queries
}

type Plan = { 'Node Type': string; 'Relation Name'?: string; Plans?: Plan[] }

/** Statements of the cases, and the one inside the function that looks fragments up, whose plan reads all leads. */
async function findScans({ admin }: Stage, pool: Pool, organization_id: string): Promise<string[]> {
  const texts = new Set<string>()
  for (const { reads } of cases)
    for (const each of reads)
      for (const query of await caught(pool, organization_id, each)) texts.add(compile(query).sql)
  const client = await pool.connect()
  const found: string[] = []
  try {
    await client.query(`begin; set local app.organization_id = '${organization_id}'`)
    for (const text of texts) if (await scans(client, text)) found.push(text)
    await client.query('rollback')
  } finally {
    client.release()
  }
  const { rows } = await admin.query<{ body: string }>(
    `select prosrc as body from pg_proc where proname = 'find_leads'`,
  )
  const body = rows[0]!.body
    .replaceAll(/\borganization\b(?!_)/g, '$1::uuid')
    .replaceAll(/\bfragments\b/g, '$2::text[]')
    .replaceAll(/\bpattern\b/g, '$3::text')
    .replaceAll(/\bmost\b/g, '$4::integer')
  return (await scans(admin, body)) ? [...found, body] : found
}

async function scans(
  client: { query(text: string): Promise<{ rows: { 'QUERY PLAN': { Plan: Plan }[] }[] }> },
  text: string,
): Promise<boolean> {
  const { rows } = await client.query(`explain (generic_plan, format json) ${text}`)
  const nodes = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodes)]
  return nodes(rows[0]!['QUERY PLAN'][0]!.Plan).some(
    (node) => node['Node Type'] === 'Seq Scan' && node['Relation Name'] === 'leads',
  )
}
