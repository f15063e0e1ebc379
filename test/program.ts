import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import pg from 'pg'
import { findEmbeddedPostgres } from '#platform/embedded-postgres/find.ts'
import { newOrganization } from './support.ts'

// oxlint-disable-next-line typescript/no-explicit-any -- a test reads what it expects and fails when it is not there
export type Json = any

/** The whole program as a process of its own with its own PostgreSQL, to be killed and started again. */
export async function createProgram() {
  const folder = mkdtempSync(join(tmpdir(), 'nexuscore-program-'))
  // As root PostgreSQL runs as somebody else, who must be able to pass.
  chmodSync(folder, 0o711)
  const data_dir = join(folder, 'data')
  const port = await freePort()
  const base = `http://127.0.0.1:${port}`
  let child: ChildProcess | undefined
  /** What it warned of: told where it does not do what a test waits for. */
  let said = ''
  after(async () => {
    await end('SIGINT')
    rmSync(folder, { recursive: true, force: true })
  })

  async function start(more: Record<string, string> = {}): Promise<void> {
    const started = spawnRole('all', {
      NODE_ENV: 'development',
      PORT: String(port),
      NEXUSCORE_DATA_DIR: data_dir,
      NEXUSCORE_DEMO: '0',
      NEXUSCORE_URL: base,
      LOG_LEVEL: 'warn',
      ...more,
    })
    child = started
    await new Promise<void>((resolve, reject) => {
      started.stdout?.on('data', (data) => {
        said = (said + String(data)).slice(-4_000)
        if (String(data).includes('is ready')) resolve()
      })
      started.once('exit', (code) => reject(new Error(`the program ended with ${code}`)))
    })
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    await endProcess(child, signal)
  }

  function postmaster(): number {
    const file = join(realpathSync(join(data_dir, 'postgres')), 'postmaster.pid')
    return Number(readFileSync(file, 'utf8').split('\n')[0])
  }

  async function post(path: string, body: object, headers: Record<string, string> = {}): Promise<Json> {
    const reply = await fetch(`${base}/api/v1${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
    if (!reply.ok) throw Object.assign(new Error(`${path}: ${await reply.text()}`), { status: reply.status })
    return reply.json()
  }

  async function get(path: string, headers: Record<string, string>): Promise<Json> {
    const reply = await fetch(`${base}/api/v1${path}`, { headers })
    assert.ok(reply.ok, `${path}: ${reply.status}`)
    return reply.json()
  }

  /** What the owner of a new organisation sends with each request. */
  async function signUp(): Promise<Record<string, string>> {
    const person = { email: 'mei@example.com', password: 'a long enough password', name: 'Mei Tan' }
    await post('/auth/register', person)
    let link: string | undefined
    await until(async () => {
      const { data } = await (await fetch(`${base}/dev/mail/messages?to=${person.email}`)).json()
      link = /\/verify\/([\w-]+)/.exec(data[0]?.text ?? '')?.[1]
      return link !== undefined
    }).catch(async (error: Error) =>
      assert.fail(`no mail to ${person.email}: ${error.message}\n${said}\n${await whatItDoes()}`),
    )
    await post('/auth/verify', { token: link })
    const { access_token } = await post('/auth/login', { email: person.email, password: person.password })
    const authorization = `Bearer ${access_token}`
    const { id } = await post('/organizations', newOrganization(), { authorization })
    return { authorization, 'x-organization-id': id }
  }

  /** Which jobs wait, and what its connections are busy with. */
  async function whatItDoes(): Promise<string> {
    const client = new pg.Client({ connectionString: await databaseUrl() })
    await client.connect()
    const { rows: jobs } = await client.query('select * from graphile_worker.jobs order by id')
    const { rows: sessions } = await client.query(
      `select application_name, state, wait_event_type, wait_event, now() - xact_start as since, pg_blocking_pids(pid), query
       from pg_stat_activity where datname = current_database()`,
    )
    await client.end()
    return JSON.stringify({ jobs, sessions }, undefined, 1)
  }

  const databaseUrl = () => findEmbeddedPostgres(data_dir, 'nexuscore')

  return { base, start, end, postmaster, databaseUrl, post, get, signUp }
}

/** Without the built web app, which is not what is tested by those who start a program. */
export function spawnRole(role: string, env: Record<string, string>): ChildProcess {
  return spawn(process.execPath, [join(import.meta.dirname, 'role-program.ts'), role], {
    env: { ...process.env, LOG_LEVEL: 'silent', RATE_LIMIT_PER_MINUTE: '1000000000', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

export async function endProcess(child: ChildProcess | undefined, signal: NodeJS.Signals): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill(signal)
  await gone
}

/** What a careful client does: the same request with the same key until there is an answer, or until it gives up. */
export async function insist(ask: () => Promise<Json>, givenUp = () => false): Promise<Json> {
  for (;;) {
    try {
      return await ask()
    } catch (error) {
      const { status } = error as { status?: number }
      if (status !== undefined && status < 500 && status !== 409) throw error
      if (givenUp()) return undefined
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}

/** Looks for a minute, and longer where the machine stood still or was so busy that it hardly looked. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 60_000
  for (let looks = 0; !(await isSo()); looks++) {
    if (Date.now() > end && looks > 1_000) throw new Error('waited a minute for nothing')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port: free } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return free
}
