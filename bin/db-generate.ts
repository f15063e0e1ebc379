import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { describeDatabase } from '#db/describe.ts'
import { startEmbeddedPostgres } from '#platform/embedded-postgres/start.ts'
import { migrate } from '#platform/migrate.ts'

// Migrates an empty database and writes down what came of it: db/schema.sql for people, db/tables.ts for the compiler.
const data_dir = mkdtempSync(join(tmpdir(), 'nexuscore-generate-'))
const postgres = await startEmbeddedPostgres({ data_dir, durable: false })
try {
  await migrate(postgres.url('postgres'), { app_owner: 'o', app_user: 'u', app_worker: 'w' })
  const client = new pg.Client({ connectionString: postgres.url('postgres') })
  await client.connect()
  const { schema_sql, tables_ts } = await describeDatabase(client)
  await client.end()
  writeFileSync('db/schema.sql', schema_sql)
  writeFileSync('db/tables.ts', tables_ts)
} finally {
  await postgres.stop()
  rmSync(data_dir, { recursive: true, force: true })
}
