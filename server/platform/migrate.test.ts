import assert from 'node:assert/strict'
import { appendFile, cp, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { pathToFileURL } from 'node:url'
import pg from 'pg'
import { databasePasswords } from '#app/parts.ts'
import { beforeServerStops, cloneDatabase, secret_key } from '#test/test-database.ts'
import { migrate } from './migrate.ts'

const url = await cloneDatabase()
const client = new pg.Client({ connectionString: url })
await client.connect()
beforeServerStops(() => client.end())

const applied = async () => {
  const { rows } = await client.query<{ name: string }>('select name from app.migrations order by name')
  return rows.map(({ name }) => name)
}

/** A copy of the files that ran in the database, to change one and migrate again. */
async function copyMigrations(t: TestContext) {
  const folder = await mkdtemp(join(tmpdir(), 'nexuscore-migrations-'))
  t.after(() => rm(folder, { recursive: true }))
  await cp('db/migrations', folder, { recursive: true })
  return {
    path: (name: string) => join(folder, name),
    migrateAgain: () => migrate(url, databasePasswords(secret_key), pathToFileURL(`${folder}/`)),
  }
}

test('runs a new migration once, and nothing of it when a part fails', async (t) => {
  const { path, migrateAgain } = await copyMigrations(t)
  const before = await applied()
  const next = `${String(before.length + 1).padStart(4, '0')}_next.sql`
  await writeFile(path(next), 'create table app.next (n int); select 1 / 0')
  await assert.rejects(migrateAgain(), { message: `db/migrations/${next}: division by zero` })
  assert.deepEqual(await applied(), before)

  await writeFile(path(next), 'create table app.next (n int)')
  await migrateAgain()
  await migrateAgain()
  assert.deepEqual(await applied(), [...before, next])
})

test('an index that was left behind half built, or not yet written down, is built anew', async (t) => {
  const { path, migrateAgain } = await copyMigrations(t)
  const next = `${String((await readdir('db/migrations')).length + 1).padStart(4, '0')}_later.sql`
  await writeFile(path(next), '-- no transaction\ncreate unique index concurrently later on app.numbers (n);\n')
  await client.query('create table app.numbers (n int); alter table app.numbers owner to app_owner')
  // As a build leaves it that was killed: it is there, and no good.
  await client.query('insert into app.numbers values (1), (1)')
  await assert.rejects(migrateAgain(), /could not create unique index/)
  await client.query('delete from app.numbers')
  await migrateAgain()
  const { rows } = await client.query(`select indisvalid from pg_index where indexrelid = 'app.later'::regclass`)
  assert.deepEqual(rows, [{ indisvalid: true }])
  assert.ok((await applied()).includes(next))
})

test('refuses a migration that was edited after it ran, and says what to do', async (t) => {
  const { path, migrateAgain } = await copyMigrations(t)
  await appendFile(path('0003_customers.sql'), '-- one more word')
  await assert.rejects(migrateAgain(), {
    name: 'StartupError',
    message: 'db/migrations/0003_customers.sql was edited after it ran here. Put it back and write a new file.',
  })
})

test('refuses migrations with a missing number, or with the same number twice', async (t) => {
  const refusal = (name: string, number: string) => ({
    name: 'StartupError',
    message: `db/migrations has ${name} where ${number}_….sql should be: number the files from 0001 without a gap, each number once.`,
  })
  const gap = await copyMigrations(t)
  await rm(gap.path('0004_gst.sql'))
  await assert.rejects(gap.migrateAgain(), refusal('0005_invoices.sql', '0004'))

  const twins = await copyMigrations(t)
  await rename(twins.path('0005_invoices.sql'), twins.path('0004_invoices.sql'))
  await assert.rejects(twins.migrateAgain(), refusal('0004_invoices.sql', '0005'))
})
