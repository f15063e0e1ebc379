import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { runMigrations as migrateJobs } from 'graphile-worker'
import pg from 'pg'
import { refuseStrongService } from './refuse-strong-service.ts'
import { StartupError } from './startup-error.ts'

export type Passwords = { app_owner: string; app_user: string; app_worker: string }

const migrations = new URL('../../db/migrations/', import.meta.url)
/** Any number will do, as long as every migrator takes the same. */
const lockKey = 6_205_318_115

/** The connection string of the same server and database for another role. */
export function urlForRole(url: string, role: string, password: string): string {
  const changed = new URL(url.replace(/^postgres(ql)?:\/\/([^@/]*@)?\//, 'postgres://$2socket/'))
  changed.username = role
  changed.password = password
  return changed.toString().replace('@socket/', '@/')
}

/**
 * Brings the database of `url` (an administrator's) up to date: roles, schema, job tables, then every new file of
 * db/migrations in order. Two migrators at once wait for each other. A file edited after it ran is refused, and so is a
 * gap in the numbers: what fills it later would run before others in one database and after them in the next.
 */
export async function migrate(url: string, passwords: Passwords, folder = migrations): Promise<void> {
  const files = await readMigrations(folder)
  const client = new pg.Client({ connectionString: url, application_name: 'nexuscore migrate' })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [lockKey])
    await refuseOldServer(client)
    await ensureRoles(client, passwords)
    await migrateJobTables(client, urlForRole(url, 'app_owner', passwords.app_owner))
    await client.query('set role app_owner')
    await client.query('set search_path = app')
    for (const file of await pendingOf(client, files)) await apply(client, file)
  } finally {
    await client.end()
  }
}

/** How many files of db/migrations the database has not seen; the readiness check wants 0. */
export async function countPendingMigrations(applied: number): Promise<number> {
  return (await migrationNames(migrations)).length - applied
}

async function refuseOldServer(client: pg.Client): Promise<void> {
  if ((await versionOf(client)) < 160_000)
    throw new StartupError(
      'NexusCore needs PostgreSQL 16 or newer (18 is what it is tested on): the server in DATABASE_URL is older.',
    )
}

async function versionOf(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ version: number }>(
    `select current_setting('server_version_num')::int as version`,
  )
  return rows[0]!.version
}

const roles: Record<keyof Passwords, string> = {
  // BYPASSRLS: a distributed database moves shards as the owner. The service never connects as it.
  app_owner: 'login bypassrls',
  app_user: 'login',
  // BYPASSRLS: the dispatcher reads the outbox of every organisation; its grants are few.
  app_worker: 'login bypassrls',
}

/** Nothing that a request or a job does may hold on to the database for long; 503 is the answer when it tries. */
const settings = [
  'search_path = app',
  "timezone = 'UTC'",
  "statement_timeout = '15s'",
  "lock_timeout = '5s'",
  "idle_in_transaction_session_timeout = '30s'",
  'plan_cache_mode = force_generic_plan',
  'jit = off',
]
/** Since PostgreSQL 17. */
const newerSettings = ["transaction_timeout = '60s'"]

async function ensureRoles(client: pg.Client, passwords: Passwords): Promise<void> {
  try {
    const known = (await versionOf(client)) < 170_000 ? settings : [...settings, ...newerSettings]
    for (const [role, attributes] of Object.entries(roles)) {
      const exists = await client.query('select from pg_roles where rolname = $1', [role])
      if (!exists.rowCount) await client.query(`create role ${role} ${attributes}`)
      const password = client.escapeLiteral(passwords[role as keyof Passwords])
      await client.query(`alter role ${role} password ${password}`)
      if (role !== 'app_owner') for (const setting of known) await client.query(`alter role ${role} set ${setting}`)
    }
    await refuseStrongService(client, 'app_user')
    await client.query('grant app_owner to current_user')
    await client.query(
      `do $$ begin execute format('grant create on database %I to app_owner', current_database()); end $$`,
    )
    await client.query('create schema if not exists app authorization app_owner')
    await client.query('create schema if not exists graphile_worker authorization app_owner')
    await client.query('grant usage on schema app to app_user, app_worker')
  } catch (error) {
    if ((error as { code?: string }).code !== '42501') throw error
    throw new StartupError(
      `The user in DATABASE_URL may not create the roles that NexusCore needs (${(error as Error).message}). Use a user with CREATEROLE, BYPASSRLS and CREATE on the database.`,
    )
  }
}

async function migrateJobTables(client: pg.Client, ownerUrl: string): Promise<void> {
  await migrateJobs({ connectionString: ownerUrl, logger: quiet })
  await client.query('grant usage on schema graphile_worker to app_worker')
  for (const kind of ['tables', 'sequences', 'functions'])
    await client.query(`grant all on all ${kind} in schema graphile_worker to app_worker`)
}

const quiet = { error() {}, warn() {}, info() {}, debug() {}, scope: () => quiet } as never

type Migration = { name: string; sql: string; checksum: string }

async function readMigrations(folder: URL): Promise<Migration[]> {
  const names = await migrationNames(folder)
  refuseGaps(names)
  return Promise.all(names.map((name) => readMigration(folder, name)))
}

async function migrationNames(folder: URL): Promise<string[]> {
  return (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
}

function refuseGaps(names: string[]): void {
  for (const [i, name] of names.entries()) {
    const number = String(i + 1).padStart(4, '0')
    if (!name.startsWith(`${number}_`))
      throw new StartupError(
        `db/migrations has ${name} where ${number}_….sql should be: number the files from 0001 without a gap, each number once.`,
      )
  }
}

async function readMigration(folder: URL, name: string): Promise<Migration> {
  const sql = await readFile(new URL(name, folder), 'utf8')
  return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
}

async function pendingOf(client: pg.Client, files: Migration[]): Promise<Migration[]> {
  await client.query(
    `create table if not exists migrations (name text primary key, checksum text not null, applied_at timestamptz not null default now())`,
  )
  await client.query(`comment on table migrations is 'dist:local Files of db/migrations that ran here.'`)
  await client.query('grant select on migrations to app_user')
  const { rows } = await client.query<{ name: string; checksum: string }>('select name, checksum from migrations')
  const applied = new Map(rows.map(({ name, checksum }) => [name, checksum]))
  const edited = files.find(({ name, checksum }) => applied.has(name) && applied.get(name) !== checksum)
  if (edited)
    throw new StartupError(
      `db/migrations/${edited.name} was edited after it ran here. Put it back and write a new file.`,
    )
  return files.filter(({ name }) => !applied.has(name))
}

/** The file and its bookkeeping row commit together; `-- no transaction` is for CREATE INDEX CONCURRENTLY alone. */
async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  const note = `insert into migrations (name, checksum) values (${client.escapeLiteral(name)}, '${checksum}')`
  try {
    if (sql.startsWith('-- no transaction')) {
      // A build that was killed leaves an index behind that is no good, and keeps its name.
      const [, index] = /create (?:unique )?index concurrently (\w+)/.exec(sql) ?? []
      if (index) await client.query(`drop index concurrently if exists ${index}`)
      await client.query(sql)
      await client.query(note)
    } else {
      await client.query(`begin; ${sql}; ${note}; commit`)
    }
  } catch (error) {
    await client.query('rollback')
    throw new Error(`db/migrations/${name}: ${(error as Error).message}`, { cause: error })
  }
}
