import { randomBytes } from 'node:crypto'
import { chown, mkdir, open, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { basename, dirname, join } from 'node:path'
import { pid } from 'node:process'
import { StartupError } from '#platform/startup-error.ts'
import type { Binaries } from './binaries.ts'
import { codeOf, explainOutput, madeByAnotherMajor } from './failure.ts'
import { giveToAccount, socketIn } from './place.ts'
import { type Account, commandOf, identify, run, terminate } from './process.ts'

/** Makes the database files unless they are there; a creation cut short leaves nothing that a later start trips on. */
export async function ensureCluster(
  database_dir: string,
  options: { binaries: Binaries; account: Account; durable: boolean },
): Promise<void> {
  const made_by = await readFile(join(database_dir, 'PG_VERSION'), 'utf8').catch(unlessMissing)
  if (made_by === undefined) return createCluster(database_dir, options)
  if (made_by.trim() !== options.binaries.major)
    throw madeByAnotherMajor(database_dir, made_by.trim(), options.binaries.major)
  await giveToAccount(database_dir, options.account)
}

/** Stops a PostgreSQL that outlived its NexusCore, and clears what a killed one left in the way of the next. */
export async function stopLeftover(database_dir: string, socket_dir: string): Promise<void> {
  const file = join(database_dir, 'postmaster.pid')
  const text = await readFile(file, 'utf8').catch(unlessMissing)
  if (text === undefined) return
  const old = Number.parseInt(text, 10)
  if (await runsPostgres(old, database_dir)) {
    const gone = (await terminate(old, 'SIGINT', 30_000)) || (await terminate(old, 'SIGQUIT', 10_000))
    if (!gone) throw new StartupError(`PostgreSQL (process ${old}) still runs on ${database_dir}: stop it first.`)
  } else if (await identify(old)) {
    // The pid is another process's now, which PostgreSQL would take for its own. Our pid, its parent's, it ignores;
    // removing the file instead would switch off its check for surviving backends.
    await writeFile(file, text.replace(/^\d+/, String(pid)), { flag: 'r+' })
  }
  await refuseOtherContainer(database_dir, socket_dir)
  await rm(`${socketIn(socket_dir)}.lock`, { force: true })
}

/** A process of another container has no pid here, so it looks dead; but its PostgreSQL answers. */
export async function refuseOtherContainer(database_dir: string, socket_dir: string): Promise<void> {
  const pid_file = await readFile(join(database_dir, 'postmaster.pid'), 'utf8').catch(unlessMissing)
  if (pid_file === undefined || (await runsPostgres(Number.parseInt(pid_file, 10), database_dir))) return
  if (await answers(socketIn(socket_dir)))
    throw new StartupError(`Another NexusCore, in another container, is using ${database_dir}: stop it first.`)
}

async function runsPostgres(pid: number, database_dir: string): Promise<boolean> {
  return `${await commandOf(pid)} `.includes(`/postgres -D ${database_dir} `)
}

async function createCluster(
  database_dir: string,
  options: { binaries: Binaries; account: Account; durable: boolean },
): Promise<void> {
  const { binaries, account, durable } = options
  const folder = dirname(database_dir)
  const prefix = `${basename(database_dir)}.initdb-`
  for (const entry of await readdir(folder))
    if (entry.startsWith(prefix)) await rm(join(folder, entry), { recursive: true, force: true }).catch(() => undefined)

  const draft = join(folder, `${prefix}${randomBytes(6).toString('hex')}`)
  await mkdir(draft, { mode: 0o700 })
  try {
    if (account) await chown(draft, account.uid, account.gid)
    const { code, output } = await run(
      [...binaries.launcher, ...initdbCommand(binaries.initdb, draft, durable)],
      account,
    )
    if (code !== 0) throw await explainOutput(output, folder)
    await rename(draft, database_dir)
  } catch (error) {
    await rm(draft, { recursive: true, force: true }).catch(() => undefined)
    if (codeOf(error) !== 'ENOTEMPTY') throw error
    throw new StartupError(`${database_dir} holds files but no database: move it away and start again.`)
  }
  if (durable) await syncFolder(folder)
}

function initdbCommand(initdb: string, database_dir: string, durable: boolean): string[] {
  return [
    initdb,
    `--pgdata=${database_dir}`,
    '--username=postgres',
    '--encoding=UTF8',
    // PostgreSQL's own locale sorts alike on every system, and an upgrade of the system's cannot break an index.
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--data-checksums',
    '--auth-local=trust',
    '--auth-host=reject',
    '--no-instructions',
    ...(durable ? [] : ['--no-sync']),
  ]
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

export function answers(socket: string): Promise<boolean> {
  return new Promise((decide) => {
    const attempt = connect(socket)
    attempt.on('connect', () => {
      attempt.destroy()
      decide(true)
    })
    attempt.on('error', () => decide(false))
  })
}

function unlessMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
  return undefined
}
