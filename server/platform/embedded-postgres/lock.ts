import { randomBytes } from 'node:crypto'
import { link, readFile, rm, writeFile } from 'node:fs/promises'
import { pid } from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import { StartupError } from '#platform/startup-error.ts'
import { codeOf } from './failure.ts'
import { identify } from './process.ts'

export type Release = () => Promise<void>

/** Makes this process the one owner of a folder, or says which process is; `check` may refuse to follow a dead one. */
export async function ownFolder(folder: string, lock: string, check: () => Promise<void>): Promise<Release> {
  const taken = await takeLock(lock, check)
  if (typeof taken === 'function') return taken
  throw new StartupError(
    `Another NexusCore (process ${taken}) is using ${folder}: ` +
      'stop it, or set NEXUSCORE_DATA_DIR to another folder.',
  )
}

/** Returns how to let go of the lock, or the pid of the living process that holds it. */
async function takeLock(path: string, check?: () => Promise<void>): Promise<Release | number> {
  // The text is complete before the name exists: link() is atomic, so a reader never sees half a lock.
  const mine = `${pid}\n${await identify(pid)}\n`
  const draft = `${path}.${randomBytes(6).toString('hex')}`
  await writeFile(draft, mine)
  try {
    while (!(await linkIfFree(draft, path))) {
      const theirs = await textOf(path)
      if (theirs === undefined) continue
      if (await isAlive(theirs)) return Number.parseInt(theirs, 10)
      await check?.()
      await clearLeftover(path, theirs)
    }
  } finally {
    await rm(draft, { force: true })
  }
  return async () => {
    if ((await textOf(path)) === mine) await rm(path, { force: true })
  }
}

/** Two takers of one leftover must not remove each other's fresh lock, so removing is itself behind a lock. */
async function clearLeftover(path: string, text: string): Promise<void> {
  const taken = await takeLock(`${path}.takeover`)
  if (typeof taken !== 'function') return sleep(5)
  if ((await textOf(path)) === text) await rm(path, { force: true })
  await taken()
}

async function isAlive(lock_text: string): Promise<boolean> {
  const [owner, identity] = lock_text.split('\n')
  return Number(owner) > 0 && (await identify(Number(owner))) === identity
}

async function linkIfFree(existing: string, path: string): Promise<boolean> {
  try {
    await link(existing, path)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  }
}

async function textOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}
