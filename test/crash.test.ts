import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { chmodSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { address, newOrganization } from './support.ts'

const issuers = 16
const kills: ('program' | 'database')[] = ['program', 'database', 'program', 'database', 'program']

const folder = mkdtempSync(join(tmpdir(), 'nexuscore-crash-'))
// As root PostgreSQL runs as somebody else, who must be able to pass.
chmodSync(folder, 0o711)
const data_dir = join(folder, 'data')
const port = await freePort()
const base = `http://127.0.0.1:${port}`
let program: ChildProcess | undefined
after(async () => {
  await end(program, 'SIGINT')
  rmSync(folder, { recursive: true, force: true })
})

test('sixteen issue while program and database are killed again and again: numbers run 1..n, nothing lost, nothing twice', async (t) => {
  program = await startProgram()
  const headers = await signUp()
  const customer = await post('/customers', { name: 'Kopi Kaki', address }, headers)
  const body = { customer_id: customer.id, lines: [{ description: 'Work', quantity: '1', unit_price_cents: 100 }] }

  const answers = new Map<string, string>()
  let stop = false
  const issue = async () => {
    while (!stop) {
      const key = randomUUID()
      const invoice = await insist(
        () => post('/invoices', body, { ...headers, 'idempotency-key': key }),
        () => stop,
      )
      if (invoice) answers.set(key, invoice.number)
    }
  }
  const working = Array.from({ length: issuers }, issue)
  for (const victim of kills) {
    const before = answers.size
    await until(() => answers.size > before + 40)
    if (victim === 'program') {
      await end(program, 'SIGKILL')
      program = await startProgram()
    } else process.kill(postmaster(), 'SIGKILL')
  }
  const last = answers.size
  await until(() => answers.size > last + 40)
  stop = true
  await Promise.all(working)

  const numbers = await everyNumber(headers)
  const expected = numbers.map((_, i) => `INV-${numbers[0]!.slice(4, 8)}-${String(i + 1).padStart(5, '0')}`)
  assert.deepEqual(numbers, expected)
  assert.equal(new Set(answers.values()).size, answers.size, 'each key got a number of its own')
  for (const number of answers.values()) assert.ok(numbers.includes(number), `${number} was answered and is gone`)
  const issued = await everyEvent(headers)
  assert.equal(issued, numbers.length, 'each invoice has exactly one event')
  t.diagnostic(`${numbers.length} invoices, ${answers.size} answered, ${kills.length} kills`)
})

async function startProgram(): Promise<ChildProcess> {
  const env = {
    ...process.env,
    NODE_ENV: 'development',
    PORT: String(port),
    NEXUSCORE_DATA_DIR: data_dir,
    NEXUSCORE_DEMO: '0',
    NEXUSCORE_URL: base,
    LOG_LEVEL: 'silent',
  }
  // The API alone: the web app is not what is tested here, and need not be built.
  const run = `import { main } from './server/main.ts'; await main({ role: 'all', env: process.env, web_ready: Promise.resolve() })`
  const child = spawn(process.execPath, ['--input-type=module', '-e', run], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (data) => String(data).includes('is ready') && resolve())
    child.once('exit', (code) => reject(new Error(`the program ended with ${code}`)))
  })
  return child
}

async function end(child: ChildProcess | undefined, signal: NodeJS.Signals): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill(signal)
  await gone
}

function postmaster(): number {
  const file = join(realpathSync(join(data_dir, 'postgres')), 'postmaster.pid')
  return Number(readFileSync(file, 'utf8').split('\n')[0])
}

// oxlint-disable-next-line typescript/no-explicit-any -- a test reads what it expects and fails when it is not there
type Json = any

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

/** What a careful client does: the same request with the same key until there is an answer. */
async function insist(ask: () => Promise<Json>, givenUp: () => boolean): Promise<Json> {
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

async function signUp(): Promise<Record<string, string>> {
  const person = { email: 'mei@example.com', password: 'a long enough password', name: 'Mei Tan' }
  await post('/auth/register', person)
  let link: string | undefined
  await until(async () => {
    const { data } = await (await fetch(`${base}/dev/mail/messages?to=${person.email}`)).json()
    link = /\/verify\/([\w-]+)/.exec(data[0]?.text ?? '')?.[1]
    return link !== undefined
  })
  await post('/auth/verify', { token: link })
  const { access_token } = await post('/auth/login', { email: person.email, password: person.password })
  const authorization = `Bearer ${access_token}`
  const { id } = await post('/organizations', newOrganization(), { authorization })
  return { authorization, 'x-organization-id': id }
}

async function everyNumber(headers: Record<string, string>): Promise<string[]> {
  const numbers: string[] = []
  for (let cursor = ''; ;) {
    const page = await get(`/invoices?limit=100${cursor}`, headers)
    numbers.push(...page.data.map(({ number }: { number: string }) => number))
    if (!page.next_cursor) return numbers.toSorted((a, b) => a.localeCompare(b))
    cursor = `&cursor=${page.next_cursor}`
  }
}

async function everyEvent(headers: Record<string, string>): Promise<number> {
  let count = 0
  for (let cursor = ''; ;) {
    const page = await get(`/events?limit=100&name=invoice.issued${cursor}`, headers)
    count += page.data.length
    if (!page.next_cursor) return count
    cursor = `&cursor=${page.next_cursor}`
  }
}

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 60_000; !(await isSo());) {
    if (Date.now() > end) throw new Error('waited a minute for nothing')
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
