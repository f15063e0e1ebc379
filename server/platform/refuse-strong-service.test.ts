import assert from 'node:assert/strict'
import { test } from 'node:test'
import pg from 'pg'
import { databasePasswords } from '#app/parts.ts'
import { beforeServerStops, cloneDatabase, secret_key } from '#test/test-database.ts'
import { urlForRole } from './migrate.ts'
import { refuseStrongService } from './refuse-strong-service.ts'

const url = await cloneDatabase()
const admin = new pg.Client({ connectionString: url })
const service = new pg.Client({
  connectionString: urlForRole(url, 'app_user', databasePasswords(secret_key).app_user),
})
await Promise.all([admin.connect(), service.connect()])
beforeServerStops(() => Promise.all([admin.end(), service.end()]))

test('SEC-058 the program starts with the role that the migration made, and not as an administrator', async () => {
  await refuseStrongService(service)
  await assert.rejects(refuseStrongService(admin), {
    name: 'StartupError',
    message: /has SUPERUSER, .*Take that from it/,
  })
})

/** Roles belong to the whole server: each is tried inside a transaction that nobody else ever sees. */
const strengths: Record<string, string> = {
  SUPERUSER: 'alter role app_user superuser',
  BYPASSRLS: 'alter role app_user bypassrls',
  CREATEROLE: 'alter role app_user createrole',
  CREATEDB: 'alter role app_user createdb',
  REPLICATION: 'alter role app_user replication',
  'membership in another role': 'grant app_owner to app_user',
  'things that it owns': 'alter table app.gst_codes owner to app_user',
  CREATE: 'grant create on schema app to app_user',
}

for (const [strength, statement] of Object.entries(strengths))
  test(`SEC-058 the program does not start when the service has ${strength}`, async () => {
    await admin.query('begin')
    try {
      await admin.query(statement)
      const message = new RegExp(`connects as app_user, .* it has [^.]*${strength}`)
      await assert.rejects(refuseStrongService(admin, 'app_user'), { name: 'StartupError', message })
    } finally {
      await admin.query('rollback')
    }
  })
