import pg from 'pg'
import { findEmbeddedPostgres } from '#platform/embedded-postgres/find.ts'
import { startEmbeddedPostgres } from '#platform/embedded-postgres/start.ts'
import { StartupError } from '#platform/startup-error.ts'
import type { Config } from './config.ts'

/** `url` is the administrator's connection string. */
export type OpenDatabase = { url: string; maintenance_url: string | undefined; close(): Promise<void> }

const name = 'nexuscore'

/** The server in DATABASE_URL, or PostgreSQL from npm, which is started again should it die under us. */
export async function openDatabase(config: Config, log: (line: string) => void): Promise<OpenDatabase> {
  if (config.database_url) {
    await refuseUnreachable(config.database_url)
    return { url: config.database_url, maintenance_url: undefined, close: async () => {} }
  }
  let closed = false
  let server = await start()
  async function start() {
    return startEmbeddedPostgres({
      data_dir: config.data_dir,
      log,
      onExit: (code) => {
        if (closed) return
        log(`PostgreSQL ended unexpectedly (${code ?? 'killed'}); starting it again.`)
        void restart()
      },
    })
  }
  async function restart() {
    await server.stop().catch(() => {})
    if (closed) return
    try {
      server = await start()
    } catch (error) {
      log(`PostgreSQL could not be started again: ${(error as Error).message}`)
      setTimeout(() => void restart(), 2_000)
    }
  }
  return {
    url: server.url(name),
    maintenance_url: server.url('postgres'),
    async close() {
      closed = true
      await server.stop()
    },
  }
}

/** Our own server begins without the database that we want. */
export async function ensureDatabase({ maintenance_url }: OpenDatabase): Promise<void> {
  if (!maintenance_url) return
  const client = new pg.Client({ connectionString: maintenance_url })
  await client.connect()
  try {
    const found = await client.query('select from pg_database where datname = $1', [name])
    if (!found.rowCount) await client.query(`create database ${name}`)
  } finally {
    await client.end()
  }
}

/** For a command beside the program: the administrator's connection string of the database that is in use. */
export async function findDatabase({ database_url, data_dir }: Config): Promise<string> {
  if (database_url) await refuseUnreachable(database_url)
  const url = database_url ?? (await findEmbeddedPostgres(data_dir, name))
  if (url) return url
  throw new StartupError(`No NexusCore is running on ${data_dir}: start it first, or set DATABASE_URL.`)
}

async function refuseUnreachable(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  try {
    await client.connect()
  } catch (error) {
    throw new StartupError(
      `The server in DATABASE_URL cannot be used: ${(error as Error).message || (error as { code?: string }).code}.`,
    )
  } finally {
    await client.end().catch(() => {})
  }
}
