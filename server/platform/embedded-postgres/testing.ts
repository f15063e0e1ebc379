import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execPath, getuid } from 'node:process'
import { createInterface } from 'node:readline'
import type { TestContext } from 'node:test'
import { Client } from 'pg'
import { type Account, run } from './process.ts'
import { type EmbeddedPostgresOptions, startEmbeddedPostgres } from './start.ts'

export const is_root = getuid?.() === 0
export const nobody = { uid: 65534, gid: 65534 }

type Told = { url?: string; pid?: number; error?: string; ms: number }

const pending = new WeakMap<TestContext, (() => unknown)[]>()

/** Undoes things after the test in the opposite order, so that a folder goes after what runs in it. */
export function cleanUp(t: TestContext, undo: () => unknown): void {
  const undos = pending.get(t)
  if (undos) return void undos.push(undo)
  const first = [undo]
  pending.set(t, first)
  t.after(async () => {
    for (const each of first.toReversed()) await each()
  })
}

/** A folder that every user can enter, gone after the test. */
export async function makeFolder(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'nexuscore-test-'))
  await chmod(folder, 0o755)
  cleanUp(t, () => rm(folder, { recursive: true, force: true, maxRetries: 5 }))
  return folder
}

let template: Promise<string> | undefined

/** A data folder that already has its database files: copied, which is faster than making them anew. */
export async function makeUsedFolder(t: TestContext): Promise<string> {
  const made = await (template ??= makeTemplate())
  const folder = join(await makeFolder(t), 'data')
  const { code, output } = await run(['cp', '-a', made, folder])
  if (code !== 0) throw new Error(output)
  return folder
}

export async function removeTemplate(): Promise<void> {
  if (template) await rm(join(await template, '..'), { recursive: true, force: true })
  template = undefined
}

async function makeTemplate(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'nexuscore-test-'))
  await chmod(folder, 0o755)
  await (await startEmbeddedPostgres({ data_dir: join(folder, 'data'), durable: false })).stop()
  return join(folder, 'data')
}

/** Starts in this process and stops after the test. */
export async function startHere(t: TestContext, options: EmbeddedPostgresOptions) {
  const postgres = await startEmbeddedPostgres({ durable: false, ...options })
  cleanUp(t, () => postgres.stop())
  return { ...postgres, query: (text: string) => query(postgres.url('postgres'), text) }
}

/** Starts in a program of its own, which holds the database until it is killed. */
export async function startElsewhere(
  t: TestContext,
  data_dir: string,
  options: { account?: Account; launcher?: string[] } = {},
) {
  const [program_name, ...args] = [...(options.launcher ?? []), execPath]
  const program = spawn(program_name, [...args, '--input-type=module', '--eval', holder, data_dir], {
    ...options.account,
    cwd: '/',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(program, 'exit')
  const kill = async (signal: NodeJS.Signals = 'SIGKILL') => {
    program.kill(signal)
    await exited
  }
  cleanUp(t, () => kill())
  const lines = createInterface({ input: program.stdout })
  const told = once(lines, 'line').then(([line]: string[]): Told => JSON.parse(line ?? '{}'))
  return { pid: program.pid, told, kill, exited }
}

const holder = `
  import { startEmbeddedPostgres } from '${import.meta.resolve('./start.ts')}'
  const began = performance.now()
  const tell = (told) => console.log(JSON.stringify({ ...told, ms: performance.now() - began }))
  try {
    const postgres = await startEmbeddedPostgres({ data_dir: process.argv[1] })
    process.on('SIGTERM', () => postgres.stop().then(() => process.exit()))
    process.on('SIGUSR2', () => process.exit())
    setInterval(() => {}, 60_000)
    tell({ url: postgres.url('postgres'), pid: postgres.pid })
  } catch (error) {
    tell({ error: error.name + ': ' + error.message })
  }
`

export async function query(url: string, text: string): Promise<unknown[][]> {
  const client = new Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query<unknown[]>({ text, rowMode: 'array' })).rows
  } finally {
    await client.end()
  }
}

/** The commands of all running processes that name the folder. */
export async function processesNaming(folder: string): Promise<string[]> {
  const { output } = await run(['ps', '-A', '-ww', '-o', 'args='])
  return output.split('\n').filter((line) => line.includes(folder))
}
