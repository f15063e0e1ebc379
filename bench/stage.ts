import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import pg from 'pg'
import { databasePasswords } from '#app/parts.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '#platform/embedded-postgres.ts'
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
export async function startServer(stage: Stage, nodeOptions: string[] = []): Promise<ServerProcess> {
  const port = await freePort()
  const env = {
    ...process.env,
    NODE_ENV: 'test',
    DATABASE_URL: stage.url,
    NEXUSCORE_DATA_DIR: stage.folder,
    NEXUSCORE_DEMO: '0',
    SECRET_KEY: secret_key,
    LOG_LEVEL: 'error',
    // One issuer for every server of the run, so that they share the token.
    NEXUSCORE_URL: 'http://localhost:8000',
    PORT: String(port),
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

export async function runLoad(orders: Orders): Promise<Outcome> {
  const child = spawn(process.execPath, [new URL('./load.ts', import.meta.url).pathname], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  child.stdin.end(JSON.stringify(orders))
  const chunks: Buffer[] = []
  for await (const chunk of child.stdout) chunks.push(chunk as Buffer)
  return JSON.parse(Buffer.concat(chunks).toString()) as Outcome
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
