import { spawn } from 'node:child_process'
import { Agent, request } from 'node:http'
import process from 'node:process'
import { createLeadForm } from '#modules/lead-forms/create-lead-form.ts'
import { addLeadDefaults } from '#modules/leads/add-lead-defaults.ts'
import { createPool, transact } from '#platform/database.ts'
import { newId } from '#platform/ids.ts'
import { makeTenant } from './api-data.ts'
import { measureLimits } from './limit.ts'
import { print, table } from './print.ts'
import { secret_key, setStage, type Stage, startServer } from './stage.ts'

const visitors = 32
const seconds = 10
const wanted = 1_000
/** So that each visitor has an address, as outside. */
const env = { TRUST_PROXY_HOPS: '1' }

/**
 * Submissions over HTTP, each on disk before it is answered, for ten seconds without and ten with a `kill -9` in the
 * middle; beside them the same row by a bare INSERT, each in a transaction of its own.
 */
export async function leadFormsBench(): Promise<boolean> {
  const stage = await setStage()
  let worker: Worker | undefined
  try {
    const form = await makeForm(stage)
    const { driver, pgbench } = await measureLimits(stage, 'lead-forms', [bareInsert(form)], 5)
    await stage.admin.query('truncate lead_submissions cascade')
    worker = startWorker(stage)
    const calm = await run(stage, form, 'calm')
    const killed = await run(stage, form, 'killed')
    const bare = Math.max(driver, pgbench ?? 0)
    table(`submissions of 1 kB through one form, ${visitors} visitors, ${seconds} s, one web process and one worker`, [
      rowOf('calm', calm, bare),
      rowOf('kill -9 in the middle', killed, bare),
    ])
    const drained = await drain(stage)
    return drained && [calm, killed].every(holds)
  } finally {
    await worker?.stop()
    await stage.close()
  }
}

type Outcome = { rate: number; p50: number; p95: number; p99: number; answered: number; lost: number; twice: number }
type Form = { organization_id: string; id: string; form_key: string }

const holds = ({ rate, lost, twice }: Outcome): boolean => rate >= wanted && lost === 0 && twice === 0

function rowOf(what: string, outcome: Outcome, bare: number) {
  const { rate, p50, p95, p99, answered, lost, twice } = outcome
  return {
    what,
    'per second': rate.toFixed(0),
    'p50 ms': p50.toFixed(1),
    'p95 ms': p95.toFixed(1),
    'p99 ms': p99.toFixed(1),
    answered: String(answered),
    lost: String(lost),
    twice: String(twice),
    'bare insert': bare.toFixed(0),
    ratio: (rate / bare).toFixed(2),
    wanted: `>= ${wanted} per second, none lost, none twice`,
    target: holds(outcome) ? 'holds' : 'MISSED',
  }
}

async function makeForm({ admin, user_url }: Stage): Promise<Form> {
  await admin.query('set search_path = app')
  const user_id = newId()
  await admin.query(
    `insert into users (id, email, email_normalized, name, timezone, password_hash, verified_at, created_at, updated_at)
     values ($1, 'bench@example.com', 'bench@example.com', 'Bench', 'Asia/Singapore', 'none', now(), now(), now())`,
    [user_id],
  )
  const { organization_id } = await makeTenant(admin, user_id, 0)
  const pool = createPool({ url: user_url, max: 1, name: 'bench' })
  const form = await transact(pool, organization_id, async (db) => {
    const actor = { kind: 'system' as const, id: null, name: 'Bench' }
    const now = Temporal.Now.instant()
    const ctx = { db, organization_id, actor, request_id: null, ip: null, user_agent: null, now }
    addLeadDefaults(ctx)
    return createLeadForm(ctx, {
      name: 'Contact us',
      fields: (['name', 'email', 'company', 'notes'] as const).map((field) => ({
        field,
        label: field,
        hint: null,
        is_required: field !== 'notes',
      })),
      consents: [{ channel: 'email', text: 'Send me news by e-mail, about twice a month.' }],
    })
  })
  await pool.end()
  return { organization_id, id: form.id, form_key: form.form_key }
}

const bodyOf = (email: string): string =>
  JSON.stringify({
    fields: { name: 'Tan Mei Ling', email, company: 'Kopi Kaki Pte. Ltd.', notes: 'Please call me. '.repeat(40) },
    consents: { email: true },
    utm: { first: { source: 'google', medium: 'cpc', campaign: 'spring' }, last: { source: 'newsletter' } },
    visited_pages: ['/', '/pricing', '/contact'],
    page_url: 'https://www.kopi.example/contact',
  })

/** What somebody would write who only kept the row. */
function bareInsert({ organization_id, id }: Form): string[] {
  // A blank behind each colon: pgbench takes `:name` for a variable.
  const payload = bodyOf('bare@bench.example').replaceAll(':', ': ')
  return [
    'begin',
    `set local app.organization_id = '${organization_id}'`,
    `insert into lead_submissions (organization_id, id, form_id, payload, is_filled_trap, address_key, received_at)
     values ('${organization_id}', uuidv7(), '${id}', '${payload}', false, 'bare', now())`,
    'commit',
  ]
}

async function run(stage: Stage, { form_key }: Form, name: 'calm' | 'killed'): Promise<Outcome> {
  let server = await startServer(stage, [], env)
  const path = `/api/v1/public/forms/${form_key}/submissions`
  const answered: { id: string; email: string }[] = []
  const latencies: number[] = []
  const agent = new Agent({ keepAlive: true, maxSockets: visitors })
  const send = (n: number) =>
    new Promise<void>((resolve) => {
      const email = `${name}-${n}@bench.example`
      const body = bodyOf(email)
      const begin = performance.now()
      const headers = {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        'x-forwarded-for': `10.${n % 200}.${Math.floor(n / 200) % 250}.1`,
      }
      const asked = request({ port: server.port, agent, method: 'POST', path, headers }, (reply) => {
        let text = ''
        reply.on('data', (chunk) => (text += String(chunk)))
        reply.on('end', () => {
          if (reply.statusCode === 202) {
            answered.push({ id: (JSON.parse(text) as { id: string }).id, email })
            latencies.push(performance.now() - begin)
          }
          resolve()
        })
        reply.on('error', () => resolve())
      })
      // What was cut off is none that was answered; the visitor goes on a little later.
      asked.on('error', () => setTimeout(resolve, 20))
      asked.end(body)
    })
  const begin = performance.now()
  const end = begin + seconds * 1000
  let sent = 0
  const sending = Array.from({ length: visitors }, async () => {
    while (performance.now() < end) await send(sent++)
  })
  if (name === 'killed') {
    await new Promise((resolve) => setTimeout(resolve, (seconds * 1000) / 2))
    process.kill(server.pid, 'SIGKILL')
    server = await startServer(stage, [], env)
  }
  await Promise.all(sending)
  const took = (performance.now() - begin) / 1000
  agent.destroy()
  await server.stop()
  return { rate: answered.length / took, ...quantiles(latencies), ...(await count(stage, name, answered)) }
}

async function count(stage: Stage, name: string, answered: { id: string; email: string }[]) {
  const { rows } = await stage.admin.query<{ id: string; email: string }>(
    `select id, payload -> 'fields' ->> 'email' as email from lead_submissions
     where payload -> 'fields' ->> 'email' like $1`,
    [`${name}-%`],
  )
  const kept = new Map(rows.map(({ id, email }) => [id, email]))
  return {
    answered: answered.length,
    lost: answered.filter(({ id, email }) => kept.get(id) !== email).length,
    twice: rows.length - new Set(kept.values()).size,
  }
}

type Worker = { stop(): Promise<void> }

/** Goes through what comes while it comes, as in service: it must not hold up those who send. */
function startWorker(stage: Stage): Worker {
  const child = spawn(process.execPath, ['bin/start.mjs', 'worker'], {
    env: {
      ...process.env,
      NODE_ENV: 'test',
      DATABASE_URL: stage.url,
      NEXUSCORE_DATA_DIR: stage.folder,
      NEXUSCORE_DEMO: '0',
      SECRET_KEY: secret_key,
      LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const ended = new Promise((resolve) => child.on('exit', resolve))
  return {
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}

/** What was still to be gone through at the end: made leads, or held for somebody to look. */
async function drain(stage: Stage): Promise<boolean> {
  const waiting = async () =>
    (
      await stage.admin.query<{ n: number }>(
        `select count(*)::int as n from lead_submissions where status = 'received'`,
      )
    ).rows[0]!.n
  const before = await waiting()
  const begin = performance.now()
  while ((await waiting()) > 0 && performance.now() - begin < 300_000)
    await new Promise((resolve) => setTimeout(resolve, 100))
  const took = (performance.now() - begin) / 1000
  const { rows } = await stage.admin.query<{ status: string; n: number }>(
    'select status, count(*)::int as n from lead_submissions group by 1 order by 1',
  )
  const states = rows.map(({ status, n }) => `${n} ${status}`).join(', ')
  print(`the worker beside had ${before} left to go through, and was done ${took.toFixed(1)} s later: ${states}`)
  return rows.every(({ status }) => status === 'processed' || status === 'spam')
}

function quantiles(latencies: number[]): Pick<Outcome, 'p50' | 'p95' | 'p99'> {
  latencies.sort((a, b) => a - b)
  const at = (share: number) => latencies[Math.floor(latencies.length * share)] ?? 0
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) }
}
