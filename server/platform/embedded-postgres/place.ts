import { createHash } from 'node:crypto'
import { chmod, chown, lstat, mkdir, readdir, readlink, realpath, rename, rm, stat, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { geteuid } from 'node:process'
import { StartupError } from '#platform/startup-error.ts'
import { canEnter } from './account.ts'
import { codeOf } from './failure.ts'
import { type Account, run } from './process.ts'

/** Where the database files are, and what is left to do before they may be there. */
export type Place = { database_dir: string; arrange: () => Promise<void> }

export async function makeDataFolder(path: string): Promise<string> {
  await mkdir(dirname(path), { recursive: true })
  if (!(await stat(path).catch(() => undefined))) await mkdir(path, { recursive: true, mode: 0o700 })
  return realpath(path)
}

export async function makeSharedFolder(path: string): Promise<void> {
  if (await mkdir(path, { recursive: true, mode: 0o755 })) await chmod(path, 0o755)
}

/** Root's PostgreSQL is another user, who may be unable to enter the data folder: then the files are kept elsewhere. */
export async function choosePlace(options: {
  data_dir: string
  shared_dir: string
  account: Account
  log: (line: string) => void
}): Promise<Place> {
  const { data_dir, shared_dir, account, log } = options
  const here = join(data_dir, 'postgres')
  const linked = await readlink(here).catch(() => undefined)
  if (linked) return { database_dir: resolve(data_dir, linked), arrange: async () => undefined }
  if (!account || (await openToAccount(data_dir, account)))
    return { database_dir: here, arrange: async () => undefined }

  await makeSharedFolder(shared_dir)
  const database_dir = join(shared_dir, `${basename(data_dir).replace(/^\.+/, '') || 'data'}-${hashOf(data_dir)}`)
  return {
    database_dir,
    arrange: async () => {
      // Without the link these are files of a data folder that was deleted since: out of the way, one generation kept.
      if (await lstat(database_dir).catch(() => undefined)) {
        await rm(`${database_dir}.deleted`, { recursive: true, force: true })
        await rename(database_dir, `${database_dir}.deleted`)
      }
      if (await lstat(here).catch(() => undefined)) await moveFolder(here, database_dir)
      await symlink(database_dir, here)
      log(`The database is kept in ${database_dir}, as PostgreSQL does not run as root and cannot enter ${data_dir}.`)
    },
  }
}

/** PostgreSQL insists that its files are its user's alone; files copied by root are root's. */
export async function giveToAccount(database_dir: string, account: Account): Promise<void> {
  const { uid, mode } = await stat(database_dir)
  if (account && uid !== account.uid) await run(['chown', '-R', `${account.uid}:${account.gid}`, database_dir])
  if (mode & 0o077 && (account || uid === geteuid?.())) await chmod(database_dir, 0o700)
}

/** A folder for the socket that only its user (and root) can enter, with a path short enough for a socket. */
export async function chooseSocketFolder(database_dir: string, account: Account): Promise<string> {
  const name = `nexuscore-${hashOf(database_dir)}`
  const places = account ? [database_dir, join('/tmp', name)] : [database_dir, join(tmpdir(), name), join('/tmp', name)]
  const socket_dir = places.find((place) => Buffer.byteLength(socketIn(place)) <= 100) ?? join('/tmp', name)
  if (socket_dir === database_dir) return socket_dir

  if ((await mkdir(socket_dir, { recursive: true, mode: 0o700 })) && account)
    await chown(socket_dir, account.uid, account.gid)
  const found = await lstat(socket_dir)
  if (found.isDirectory() && found.uid === (account?.uid ?? geteuid?.()) && !(found.mode & 0o077)) return socket_dir
  throw new StartupError(`${socket_dir} was made by another user: remove it, or choose a shorter NEXUSCORE_DATA_DIR.`)
}

export function socketIn(folder: string): string {
  return join(folder, '.s.PGSQL.5432')
}

/** A data folder that nothing was put into yet is ours to open, and only for this one user to pass through. */
async function openToAccount(data_dir: string, account: NonNullable<Account>): Promise<boolean> {
  if (await canEnter(data_dir, account)) return true
  const entries = await readdir(data_dir)
  if (entries.some((entry) => !entry.startsWith('nexuscore.lock'))) return false
  await chown(data_dir, 0, account.gid)
  await chmod(data_dir, 0o710)
  return canEnter(data_dir, account)
}

async function moveFolder(from: string, to: string): Promise<void> {
  try {
    await rename(from, to)
  } catch (error) {
    if (codeOf(error) !== 'EXDEV') throw error
    const draft = `${to}.moving`
    await rm(draft, { recursive: true, force: true })
    const { code, output } = await run(['cp', '-a', from, draft])
    if (code !== 0) throw new StartupError(`The database cannot be moved from ${from} to ${to}: ${output}.`)
    await rename(draft, to)
    await rm(from, { recursive: true })
  }
}

function hashOf(path: string): string {
  return createHash('sha256').update(path).digest('hex').slice(0, 16)
}
