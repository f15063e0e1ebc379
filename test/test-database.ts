import { rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import pg from 'pg'
import { databasePasswords } from '#app/parts.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '#platform/embedded-postgres/start.ts'
import { migrate } from '#platform/migrate.ts'

export const secret_key = 'a key for tests only, long enough to be accepted'

let server: Promise<EmbeddedPostgres> | undefined
let databases = 0

const closers: (() => Promise<unknown>)[] = []
/** Runs before the server goes, so that nobody is left talking to it. */
export const beforeServerStops = (close: () => Promise<unknown>): void => void closers.push(close)

/** A migrated database of one's own, cloned from a template in a few milliseconds; gone with the test process. */
export async function cloneDatabase(): Promise<string> {
  const postgres = await (server ??= startServer())
  const name = `test_${++databases}`
  await administer(postgres, `create database ${name} template template_nexuscore strategy file_copy`)
  return postgres.url(name)
}

/** One server for the whole run, without durability: the machine losing power may lose test data. */
async function startServer(): Promise<EmbeddedPostgres> {
  const data_dir = await mkdtemp(join(tmpdir(), 'nexuscore-test-'))
  const postgres = await startEmbeddedPostgres({ data_dir, durable: false, settings: { max_connections: '1500' } })
  after(async () => {
    await Promise.all(closers.map((close) => close()))
    await postgres.stop()
    rmSync(data_dir, { recursive: true, force: true })
  })
  await administer(postgres, 'create database template_nexuscore')
  await migrate(postgres.url('template_nexuscore'), databasePasswords(secret_key))
  return postgres
}

async function administer(postgres: EmbeddedPostgres, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: postgres.url('postgres') })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
