import { stat } from 'node:fs/promises'
import { geteuid } from 'node:process'
import { StartupError } from '#platform/startup-error.ts'
import { type Account, run } from './process.ts'

const own_user = 'nexuscore'
const stand_ins = ['postgres', '_postgres', 'nobody']
const creations = [
  ['useradd', '--system', '--user-group', '--no-create-home', '--home-dir', '/nonexistent', '--shell', '/bin/false'],
  ['adduser', '--system', '--group', '--no-create-home', '--shell', '/bin/false'],
  ['adduser', '-S', '-D', '-H', '-s', '/bin/false'],
]

/** PostgreSQL refuses to run as root: whoever owns the database files runs it, else an unprivileged system user. */
export async function chooseAccount(database_dir: string): Promise<Account> {
  if (geteuid?.() !== 0) return undefined
  const owner = await stat(database_dir).catch(() => undefined)
  const account = owner?.uid ? { uid: owner.uid, gid: owner.gid } : await systemAccount()
  if (account && (await run(['true'], account)).code === 0) return account
  throw new StartupError(
    'PostgreSQL does not run as root and no other user can be used here: ' +
      'start NexusCore as an ordinary user, or set DATABASE_URL to a PostgreSQL 18.',
  )
}

/** Asks the system itself, so that groups, access lists and every folder on the way count. */
export async function canEnter(folder: string, account: Account): Promise<boolean> {
  return (await run(['test', '-x', folder], account)).code === 0
}

async function systemAccount(): Promise<Account> {
  const existing = await lookUp(own_user)
  if (existing) return existing
  for (const command of creations) {
    // Two first starts at once: the second finds the user made and only its own attempt refused.
    await run([...command, own_user])
    const made = await lookUp(own_user)
    if (made) return made
  }
  for (const name of stand_ins) {
    const found = await lookUp(name)
    if (found) return found
  }
  return undefined
}

async function lookUp(name: string): Promise<Account> {
  const [uid, gid] = await Promise.all([run(['id', '-u', name]), run(['id', '-g', name])])
  if (uid.code !== 0 || gid.code !== 0) return undefined
  return { uid: Number(uid.output), gid: Number(gid.output) }
}
