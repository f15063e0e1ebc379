import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { databasePasswords } from '#app/parts.ts'
import { createPool, isUuid, read, recorder, transact } from '#platform/database.ts'
import { urlForRole } from '#platform/migrate.ts'
import { refuseNamelessStatement, seen } from './statement-recorder.ts'
import { newOrganization, startApp } from './support.ts'
import { insertRow, tenantTables, tryAsService, withoutOneRow } from './tenant-tables.ts'
import { seedTwoOrganizations } from './two-organizations.ts'

const app = await startApp()
const { acme, beta } = await seedTwoOrganizations(app)

test('SEC-061 thirty-two clients on four connections never see the organisation of another', async () => {
  const url = urlForRole(app.database_url, 'app_user', databasePasswords(app.parts.config.secret_key).app_user)
  const pool = createPool({ url, max: 4, name: 'shared' })
  const owners = { text: 'select organization_id from customers', parameters: [] }
  const touch = {
    text: 'update customers set version = version where organization_id is not null returning organization_id',
    parameters: [],
  }
  type Rows = { organization_id: string }[]
  /** Ways to come and go: kept, thrown away, failed in the database, and outside of any organisation. */
  const ways: ((organization_id: string) => Promise<unknown>)[] = [
    (id) => read(pool, id, (tx) => tx.all(owners)),
    (id) => transact(pool, id, (tx) => tx.all(owners)),
    (id) => transact(pool, id, (tx) => tx.all(touch)),
    (id) =>
      transact(pool, id, async (tx) =>
        Promise.reject(Object.assign(new Error('away'), { rows: await tx.all(owners) })),
      ).catch((error: { rows: Rows }) => error.rows),
    (id) => transact(pool, id, (tx) => tx.batch(owners, { text: 'select 1 / 0', parameters: [] })).catch(() => []),
    () => transact(pool, undefined, (tx) => tx.all(owners)).then(refuseAny),
    () => read(pool, undefined, (tx) => tx.all(owners)).then(refuseAny),
    () => pool.query(owners.text).then(({ rows }) => refuseAny(rows)),
  ]
  const refuseAny = (rows: unknown[]) => assert.deepEqual(rows, [])
  let asked = 0
  const client = async (number: number) => {
    for (let i = 0; i < 150; i++) {
      const { organization_id } = (number + i) % 2 ? acme : beta
      const rows = await ways[(number * 7 + i) % ways.length]!(organization_id)
      for (const row of (rows ?? []) as Rows) assert.equal(row.organization_id, organization_id)
      asked++
    }
  }
  try {
    await Promise.all(Array.from({ length: 32 }, (_, number) => client(number)))
    assert.equal(asked, 4_800)
    assert.ok(pool.totalCount <= 4)
    const kept = await Promise.all(
      Array.from({ length: 4 }, () => pool.query(`select current_setting('app.organization_id', true) as id`)),
    )
    assert.ok(
      kept.every(({ rows }) => !rows[0].id),
      'a connection went back to the pool with an organisation on it',
    )
  } finally {
    await pool.end()
  }
})

test('SEC-064 a foreign key says the same of what another organisation has and of what nobody has', async () => {
  const tables = new Map((await tenantTables(app)).map((table) => [table.name, table]))
  const { rows: keys } = await app.admin.query<{ child: string; parent: string; field: string; column: string }>(`
    select a.relname as child, b.relname as parent, f.attname as field, c.attname as column
    from pg_constraint k
    join pg_class a on a.oid = k.conrelid and a.relnamespace = 'app'::regnamespace
    join pg_class b on b.oid = k.confrelid
    cross join unnest(k.conkey, k.confkey) as pair (field, "column")
    join pg_attribute f on f.attrelid = a.oid and f.attnum = pair.field
    join pg_attribute c on c.attrelid = b.oid and c.attnum = pair.column
    where k.contype = 'f' and f.attname <> 'organization_id' and c.atttypid = 'uuid'::regtype`)
  let tried = 0
  for (const { child, parent, field, column } of keys) {
    const table = tables.get(child)
    if (!table?.insertable.length || !tables.has(parent)) continue
    const { rows } = await app.admin.query(`select "${column}" as id from app.${parent} where organization_id = $1`, [
      acme.organization_id,
    ])
    await withoutOneRow(app, table, beta.organization_id, async (row) => {
      const pointTo = (id: string) =>
        tryAsService(app, beta.organization_id, insertRow(child, table.insertable), [
          JSON.stringify({ ...JSON.parse(row), [field]: id }),
        ])
      assert.equal(await tryAsService(app, beta.organization_id, insertRow(child, table.insertable), [row]), 1)
      assert.equal(await pointTo(rows[0].id), 'constraint', `${child}.${field}`)
      assert.equal(await pointTo(randomUUID()), 'constraint', `${child}.${field}`)
    })
    tried++
  }
  assert.ok(tried >= 6, `${tried} foreign keys`)
})

test('SEC-064 claiming the UEN of another organisation tells nothing of it', async () => {
  const { body } = await beta.owner.get(`/organizations/${beta.organization_id}`)
  const claimed = await acme.owner.post('/organizations', {
    ...newOrganization(),
    uen: body.uen,
    gst_reg_no: null,
    is_gst_registered: false,
    gst_registered_from: null,
  })
  assert.ok(claimed.status === 409 || claimed.status === 422, claimed.text)
  for (const secret of [beta.canary, beta.organization_id, body.name, body.slug])
    assert.ok(!claimed.text.includes(secret))
})

test('SEC-067 the tests listen to every statement and refuse one that does not name its organisation', () => {
  assert.equal(recorder.see, refuseNamelessStatement)
  assert.ok(seen.statements > 0)
  assert.throws(() => recorder.see?.('select id from customers where id = $1'), /does not name organization_id/)
  assert.throws(() => recorder.see?.('delete from invoice_drafts where id = $1'), /does not name organization_id/)
  recorder.see?.('select id from customers where organization_id = $1 and id = $2')
})

/** What gets around row security or changes who may do what; PostgreSQL refuses each to the service. */
const detours: Record<string, string> = {
  'truncate customers': '42501',
  'copy customers from stdin': '0A000',
  "copy customers to program 'cat'": '42501',
  "copy (select 1) to '/tmp/nexuscore-detour'": '42501',
  "select lo_import('/etc/hostname')": '42501',
  "select pg_read_file('/etc/hostname')": '42501',
  'set role app_owner': '42501',
  'set session authorization app_owner': '42501',
  'set local row_security = off; select from customers': '42501',
  'alter table customers disable row level security': '42501',
  'drop policy tenant on customers': '42501',
  'create policy mine on customers using (true)': '42501',
  'create table app.mine (id int)': '42501',
  'create schema mine': '42501',
  'alter role app_user bypassrls': '42501',
  'select rolpassword from pg_authid': '42501',
  'select stavalues1 from pg_statistic': '42501',
}

for (const [statement, code] of Object.entries(detours))
  test(`SEC-068 the service is refused: ${statement}`, async () => {
    const client = await app.parts.pool.connect()
    try {
      await client.query('begin')
      await assert.rejects(client.query(statement), { code })
    } finally {
      await client.query('rollback')
      client.release()
    }
  })

test('SEC-068 statistics of tenant tables show no values to the service', async () => {
  await app.admin.query('analyze app.customers')
  const query = `select from pg_stats where schemaname = 'app' and tablename = 'customers'`
  assert.ok((await app.admin.query(query)).rowCount)
  assert.equal((await app.parts.pool.query(query)).rowCount, 0)
})

test('SEC-070 the roles of the program have every time-out that PostgreSQL knows', async () => {
  const names = ['statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout', 'transaction_timeout']
  for (const pool of [app.parts.pool, app.parts.worker_pool]) {
    const { rows } = await pool.query(
      `select ${names.map((name) => `current_setting('${name}') as ${name}`).join(', ')}`,
    )
    assert.deepEqual(rows, [
      {
        statement_timeout: '15s',
        lock_timeout: '5s',
        idle_in_transaction_session_timeout: '30s',
        transaction_timeout: '1min',
      },
    ])
  }
})

test('SEC-070 a statement that takes too long ends, and its sender is told to come back', async () => {
  const slow = await startApp()
  const [, name] = /\/([^/?]+)(\?|$)/.exec(new URL(slow.database_url.replace(/@\//, '@socket/')).pathname) ?? []
  await slow.admin.query(`alter role app_user in database ${name} set statement_timeout = '1s'`)
  const person = await slow.signUp()
  await slow.admin.query('begin; lock table app.customers in access exclusive mode')
  const [reading, writing] = await Promise.all([person.get('/customers'), person.post('/customers', { name: 'Late' })])
  await slow.admin.query('rollback')
  for (const { status, body, headers } of [reading, writing]) {
    assert.deepEqual([status, body.code], [503, 'server.busy'])
    assert.match(headers['retry-after']!, /^\d+$/)
  }
  assert.deepEqual((await person.get('/customers')).body.data, [])
})

test('SEC-071 what the worker does beyond row security is told apart in the log of the server', async () => {
  const whoIs = async (pool: typeof app.parts.pool) =>
    (await pool.query(`select current_user as role, current_setting('application_name') as program`)).rows[0]
  assert.deepEqual(await whoIs(app.parts.worker_pool), { role: 'app_worker', program: 'nexuscore worker' })
  assert.deepEqual(await whoIs(app.parts.pool), { role: 'app_user', program: 'nexuscore service' })
})

test('SEC-041 one sign-in serves several organisations, each only as long as one belongs to it', async () => {
  const person = await app.signUp()
  const second = (await person.post('/organizations', newOrganization())).body.id as string
  assert.ok(isUuid(second))
  const seenFrom = async (organization_id: string) =>
    (await person.get('/customers', { headers: { 'x-organization-id': organization_id } })).status
  assert.deepEqual([await seenFrom(person.organization_id), await seenFrom(second)], [200, 200])
  assert.equal(await seenFrom(beta.organization_id), 403)
  await app.admin.query('delete from app.memberships where organization_id = $1 and user_id = $2', [second, person.id])
  assert.deepEqual([await seenFrom(person.organization_id), await seenFrom(second)], [200, 403])
})
