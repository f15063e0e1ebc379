import { createCursors } from '#platform/cursor.ts'
import type { Context } from '#platform/context.ts'
import { compile, type Query } from '#platform/database.ts'
import { getInvoice, listInvoices } from '#modules/invoices/queries.ts'
import { type ApiData, bareIssue, fillDatabase } from './api-data.ts'
import { type Limits, measureLimits, writeOut } from './limit.ts'
import type { Outcome } from './load.ts'
import { print, type Row, table } from './print.ts'
import { profile } from './profile.ts'
import {
  cpuSeconds,
  databaseCpuSeconds,
  median,
  runLoad,
  type ServerProcess,
  setStage,
  type Stage,
  startServer,
} from './stage.ts'
import { newId } from '#platform/ids.ts'

const seconds = 3
const rounds = 3
const connections = 32

type Case = { name: string; requests: string[]; limit: string[][]; share: number; p95_ms?: number; per_second?: number }

/** The list of 25, the invoice page and issuing, over HTTP with authentication and row security, beside the bare database. */
export async function apiBench(): Promise<boolean> {
  const stage = await setStage()
  try {
    print('filling: one organisation with 100,000 invoices, fifty others')
    const data = await fillDatabase(stage)
    const rows: Row[] = []
    const server = await startServer(stage)
    const cases = await makeCases(stage, data, server.port, await logIn(server.port, data))
    try {
      for (const each of cases) rows.push(await measure(stage, server, each))
    } finally {
      await server.stop()
    }
    const split = await profile(stage, cases, seconds)
    table('CPU per request in microseconds: who spends it', split)
    table(
      `medians of ${rounds} interleaved runs of ${seconds} s, ${connections} HTTP clients, one server process`,
      rows,
    )
    return rows.every((row) => row.target === 'holds')
  } finally {
    await stage.close()
  }
}

async function logIn(port: number, { email, password }: ApiData): Promise<string> {
  const reply = await fetch(`http://127.0.0.1:${port}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  })
  return ((await reply.json()) as { access_token: string }).access_token
}

async function makeCases(stage: Stage, data: ApiData, port: number, token: string): Promise<Case[]> {
  const get = (path: string, organization_id: string) =>
    `GET /api/v1${path} HTTP/1.1\r\nHost: localhost:${port}\r\nAuthorization: Bearer ${token}\r\nX-Organization-Id: ${organization_id}\r\n\r\n`
  const { organization_id } = data.big
  const ids = await stage.admin.query<{ id: string }>(
    `select id from invoices where organization_id = $1 order by md5(id::text) limit 500`,
    [organization_id],
  )
  const readScript = (statements: string[]) => [
    'begin',
    `set local app.organization_id = '${organization_id}'`,
    ...statements,
    'commit',
  ]
  return [
    {
      name: 'list of 25',
      requests: [get('/invoices', organization_id)],
      limit: [
        readScript(
          await statementsOf((ctx) => listInvoices(ctx, createCursors(Buffer.alloc(32)), {}), organization_id),
        ),
      ],
      share: 0.8,
      p95_ms: 25,
    },
    {
      name: 'invoice page',
      requests: ids.rows.map(({ id }) => get(`/invoices/${id}`, organization_id)),
      limit: await Promise.all(
        ids.rows
          .slice(0, 50)
          .map(async ({ id }) => readScript(await statementsOf((ctx) => getInvoice(ctx, id), organization_id))),
      ),
      share: 0.8,
      p95_ms: 25,
    },
    {
      name: 'issue, 3 lines',
      requests: data.tenants.map(({ organization_id, customer_id }) =>
        issueRequest(port, token, organization_id, customer_id),
      ),
      limit: data.tenants.map(bareIssue),
      share: 0.6,
    },
  ]
}

function issueRequest(port: number, token: string, organization_id: string, customer_id: string): string {
  const line = { description: 'Consulting', quantity: '1.5', unit: 'day', unit_price_cents: 120_000 }
  const body = JSON.stringify({ customer_id, lines: [line, line, line] })
  return `POST /api/v1/invoices HTTP/1.1\r\nHost: localhost:${port}\r\nAuthorization: Bearer ${token}\r\nX-Organization-Id: ${organization_id}\r\nIdempotency-Key: ${newId()}-{n}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
}

/** The very statements that the service sends, with their parameters written out, for the bare run. */
async function statementsOf(query: (ctx: Context) => Promise<unknown>, organization_id: string): Promise<string[]> {
  const caught: string[] = []
  const catchAll = async (...queries: Query<unknown>[]) => {
    caught.push(...queries.map((each) => writeOut(compile(each))))
    return queries.map(() => [])
  }
  const ctx = {
    organization_id,
    now: Temporal.Now.instant(),
    db: { all: catchAll, batch: catchAll },
  } as unknown as Context
  await query(ctx).catch(() => {})
  return caught
}

async function measure(stage: Stage, server: ServerProcess, each: Case): Promise<Row> {
  const ours: (Outcome & { per_second: number; node_us: number; db_us: number })[] = []
  const limits: Limits[] = []
  const orders = { port: server.port, connections, requests: each.requests }
  await runLoad({ ...orders, seconds: 2 }, stage.folder)
  for (let round = 0; round < rounds; round++) {
    limits.push(await measureLimits(stage, each.name.replaceAll(/\W+/g, '-'), each.limit, seconds))
    const before = [cpuSeconds(server.pid), databaseCpuSeconds(stage.postgres.pid)] as const
    const outcome = await runLoad({ ...orders, seconds }, stage.folder)
    if (outcome.failed) throw new Error(`${outcome.failed} of ${outcome.requests} requests failed: ${outcome.failure}`)
    const micros = (after: number, start: number) => ((after - start) / outcome.requests) * 1e6
    ours.push({
      ...outcome,
      per_second: outcome.requests / outcome.seconds,
      node_us: micros(cpuSeconds(server.pid), before[0]),
      db_us: micros(databaseCpuSeconds(stage.postgres.pid), before[1]),
    })
  }
  const rate = median(ours.map(({ per_second }) => per_second))
  const driver = median(limits.map((limit) => limit.driver))
  const pgbench = median(limits.map((limit) => limit.pgbench ?? limit.driver))
  const p95 = median(ours.map(({ p95_ms }) => p95_ms))
  const holds = rate / pgbench >= each.share && p95 <= (each.p95_ms ?? Infinity)
  return {
    what: each.name,
    'per second': rate.toFixed(0),
    pgbench: pgbench.toFixed(0),
    ratio: (rate / pgbench).toFixed(2),
    'driver loop': driver.toFixed(0),
    'to it': (rate / driver).toFixed(2),
    wanted: `>= ${each.share}${each.p95_ms ? `, p95 <= ${each.p95_ms} ms` : ''}`,
    'p50 ms': median(ours.map(({ p50_ms }) => p50_ms)).toFixed(1),
    'p95 ms': p95.toFixed(1),
    'node us': median(ours.map(({ node_us }) => node_us)).toFixed(0),
    'db us': median(ours.map(({ db_us }) => db_us)).toFixed(0),
    target: holds ? 'holds' : 'MISSED',
  }
}
