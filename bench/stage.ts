import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import pg from 'pg'
import { databasePasswords } from '#app/parts.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '#platform/embedded-postgres/start.ts'
import { migrate, urlForRole } from '#platform/migrate.ts'
import type { Orders, Outcome } from './load.ts'

export const secret_key = 'a key for benches only, long enough to be accepted'

/** A durable PostgreSQL of our own kind, migrated and empty, with the service's roles. */
export type Stage = {
  postgres: EmbeddedPostgres
  url: string
  user_url: string
  admin: pg.Client
  folder: string
  close(): Promise<void>
}

export async function setStage(): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'nexuscore-bench-'))
  // As root PostgreSQL runs as somebody else, who must be able to pass.
  chmodSync(folder, 0o711)
  const postgres = await startEmbeddedPostgres({ data_dir: join(folder, 'data') })
  const maintenance = new pg.Client({ connectionString: postgres.url('postgres') })
  await maintenance.connect()
  await maintenance.query('create database nexuscore')
  await maintenance.end()
  const url = postgres.url('nexuscore')
  const passwords = databasePasswords(secret_key)
  await migrate(url, passwords)
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  return {
    postgres,
    url,
    user_url: urlForRole(url, 'app_user', passwords.app_user),
    admin,
    folder,
    async close() {
      await admin.end()
      await postgres.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export type ServerProcess = { port: number; pid: number; stop(): Promise<void> }

/** The web role as a program of its own, as it runs in service. */
export async function startServer(
  stage: Stage,
  nodeOptions: string[] = [],
  more: Record<string, string> = {},
): Promise<ServerProcess> {
  const port = await freePort()
  const env = {
    ...process.env,
    NODE_ENV: 'test',
    DATABASE_URL: stage.url,
    NEXUSCORE_DATA_DIR: stage.folder,
    NEXUSCORE_DEMO: '0',
    SECRET_KEY: secret_key,
    LOG_LEVEL: 'error',
    RATE_LIMIT_PER_MINUTE: '1000000000',
    // One issuer for every server of the run, so that they share the token.
    NEXUSCORE_URL: 'http://localhost:8000',
    PORT: String(port),
    ...more,
  }
  const child = spawn(process.execPath, [...nodeOptions, 'bin/start.mjs', 'web'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (data) => String(data).includes('is ready') && resolve())
    child.on('exit', (code) => reject(new Error(`the server ended with ${code}`)))
  })
  const ended = new Promise<void>((resolve) => child.on('exit', () => resolve()))
  return {
    port,
    pid: child.pid!,
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** By wrk where it is installed, for it costs the machine least; else by our own generator. */
export async function runLoad(orders: Orders, folder: string): Promise<Outcome> {
  const hasWrk = spawnSync('wrk', ['--version']).error === undefined
  return hasWrk && !orders.carry ? runWrk(orders, folder) : runOwnLoad(orders)
}

async function runOwnLoad(orders: Orders): Promise<Outcome> {
  const script = new URL('./load.ts', import.meta.url).pathname
  const child = spawn(process.execPath, [script], { stdio: ['pipe', 'pipe', 'inherit'] })
  child.stdin.end(JSON.stringify(orders))
  return JSON.parse(await textOf(child.stdout)) as Outcome
}

async function runWrk({ port, connections, seconds, requests }: Orders, folder: string): Promise<Outcome> {
  const script = join(folder, 'load.lua')
  writeFileSync(script, luaFor(requests))
  const options = ['-t1', `-c${connections}`, `-d${seconds}`, '--timeout', '10s', '-s', script]
  const child = spawn('wrk', [...options, `http://127.0.0.1:${port}`], { stdio: ['ignore', 'pipe', 'inherit'] })
  const output = await textOf(child.stdout)
  const [, text = ''] = output.split('figures ')
  if (!text) throw new Error(`wrk failed: ${output}`)
  const [done, failed, micros, p50, p95, p99] = text.trim().split(' ').map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  const ms = (value: number) => value / 1000
  return {
    requests: done,
    failed,
    failure: output,
    seconds: micros / 1e6,
    p50_ms: ms(p50),
    p95_ms: ms(p95),
    p99_ms: ms(p99),
  }
}

/** The requests in turn; `{n}` becomes a number of its own each time. */
function luaFor(requests: string[]): string {
  const texts = requests.map((request) => JSON.stringify(request).replaceAll('\\u', '\\\\u'))
  return `
    local requests = { ${texts.join(',\n')} }
    local n, run = 0, tostring(os.time()) .. tostring(os.clock())
    function request() n = n + 1; return (requests[n % #requests + 1]:gsub("{n}", run .. "-" .. n)) end
    function done(summary, latency)
      local e = summary.errors
      io.write("figures ", summary.requests, " ", e.status + e.connect + e.read + e.write + e.timeout, " ", summary.duration, " ",
        latency:percentile(50), " ", latency:percentile(95), " ", latency:percentile(99), "\\n")
    end`
}

async function textOf(stream: AsyncIterable<unknown>): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}

/** CPU seconds used so far by a process, from /proc; undefined where there is none. */
export function cpuSeconds(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
    return (Number(fields[11]) + Number(fields[12])) / 100
  } catch {
    return 0
  }
}

/** The database server with all its backends, those that ended included. */
export function databaseCpuSeconds(postmaster: number): number {
  let total = cpuSecondsWithEnded(postmaster)
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      const fields = readFileSync(`/proc/${name}/stat`, 'utf8').split(') ')[1]!.split(' ')
      if (Number(fields[1]) === postmaster) total += (Number(fields[11]) + Number(fields[12])) / 100
    } catch {
      // It ended while we looked.
    }
  }
  return total
}

function cpuSecondsWithEnded(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
  return [11, 12, 13, 14].reduce((sum, i) => sum + Number(fields[i]), 0) / 100
}

export const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
