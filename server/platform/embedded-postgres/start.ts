import { realpath } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { arch, platform } from 'node:process'
import { chooseAccount } from './account.ts'
import { findPackage, prepareBinaries } from './binaries.ts'
import { ensureCluster, refuseOtherContainer, stopLeftover } from './cluster.ts'
import { explainError } from './failure.ts'
import { ownFolder, type Release } from './lock.ts'
import { openServerLog } from './log.ts'
import { choosePlace, chooseSocketFolder, makeDataFolder } from './place.ts'
import { launchServer } from './server.ts'
import { settingArguments } from './settings.ts'

export type EmbeddedPostgres = { url: (database: string) => string; stop: () => Promise<void>; pid: number }

export type EmbeddedPostgresOptions = {
  data_dir: string
  /** False trades safety for speed: for tests. */
  durable?: boolean
  settings?: Record<string, string>
  log?: (line: string) => void
  /** PostgreSQL ended although nobody called stop(). */
  onExit?: (code: number | null) => void
}

const shared_dir = '/var/lib/nexuscore'

/** Starts the PostgreSQL that npm brought, on the files in `data_dir`; resolves once it accepts connections. */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const releases: Release[] = []
  try {
    return await start(options, releases)
  } catch (error) {
    await releaseAll(releases)
    throw explainError(error, options.data_dir)
  }
}

async function start(options: EmbeddedPostgresOptions, releases: Release[]): Promise<EmbeddedPostgres> {
  const { durable = true, settings = {}, log = () => undefined, onExit = () => undefined } = options
  const package_dir = findPackage(platform, arch)
  const data_dir = await makeDataFolder(resolve(options.data_dir))
  const here = join(data_dir, 'postgres')
  const check = async () => refuseOtherContainer(await realpath(here).catch(() => here), here)
  releases.push(await ownFolder(data_dir, join(data_dir, 'nexuscore.lock'), check))

  const account = await chooseAccount(here)
  const copies_dir = account ? shared_dir : data_dir
  const binaries = await prepareBinaries({ package_dir, copies_dir, account, log })
  const { database_dir, arrange } = await choosePlace({ data_dir, shared_dir, account, log })
  if (database_dir !== here) releases.push(await ownFolder(data_dir, `${database_dir}.lock`, check))
  await arrange()

  await ensureCluster(database_dir, { binaries, account, durable })
  const socket_dir = await chooseSocketFolder(database_dir, account)
  await stopLeftover(database_dir, socket_dir)

  const server_log = await openServerLog(join(data_dir, 'postgres.log'))
  releases.push(server_log.close)
  const arguments_ = ['-D', database_dir, ...settingArguments(socket_dir, durable, settings)]
  const command = [...binaries.launcher, binaries.postgres, ...arguments_]
  const url = (database: string) => urlOf(socket_dir, database)
  const server = await launchServer({ command, account, log: server_log, data_dir, url: url('postgres'), onExit })

  let stopped: Promise<void> | undefined
  const stop = () => (stopped ??= server.stop().then(() => releaseAll(releases)))
  return { url, stop, pid: server.pid }
}

async function releaseAll(releases: Release[]): Promise<void> {
  for (const release of releases.toReversed()) await release()
}

/** A string that pg and libpq take; it names what their PGPORT and PGSSLMODE would otherwise decide. */
export function urlOf(socket_dir: string, database: string): string {
  const query = new URLSearchParams({ host: socket_dir, port: '5432', sslmode: 'disable' })
  return `postgres://postgres@/${encodeURIComponent(database)}?${query.toString().replaceAll('+', '%20')}`
}
