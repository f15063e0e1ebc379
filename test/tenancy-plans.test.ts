import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Schema } from '#app/pages/api-document.ts'
import { newPortalToken } from '#modules/portal/portal-tokens.ts'
import { recorder } from '#platform/database.ts'
import { signUpOperator } from './operators.ts'
import { routesOf } from './route-table.ts'
import { isAcrossTenants, tenantTablesIn } from './statement-recorder.ts'
import { startApp } from './support.ts'
import { pathOf } from './tenancy-walk.ts'
import { tenantTables } from './tenant-tables.ts'
import { idsOf, seedTwoOrganizations } from './two-organizations.ts'

const app = await startApp()
const listen = recorder.see!
const statements = new Set<string>()
recorder.see = (sql) => {
  listen(sql)
  // Other tests share this process: their workers may do what the service may not, and some fail on purpose.
  if (tenantTablesIn(sql).length && !isAcrossTenants(sql)) statements.add(sql)
}
const { acme } = await seedTwoOrganizations(app)
const operator = await signUpOperator(app)
const own = await idsOf(app, acme)
const tables = await tenantTables(app)
const cookie = await enterPortal()

const rows_each = 200
const rows_in_all = 8_000

/** Fills every tenant table with copies of a row of Acme's in other organisations, new in what must be unique. */
async function multiply(): Promise<void> {
  // An event that is not sealed yet would make a table of events of which none is; a worker that seals it does more.
  await app.admin.query('update app.events set sealed_at = created_at where sealed_at is null')
  await app.admin.query('set session_replication_role = replica')
  // New texts are not among those that a check knows, and plans do not depend on them.
  await app.admin.query(`do $$ declare c record; begin
    for c in select conrelid::regclass as owner, conname from pg_constraint
      where contype = 'c' and connamespace = 'app'::regnamespace and conname like '%\\_known'
    loop execute format('alter table %s drop constraint %I', c.owner, c.conname); end loop;
  end $$`)
  for (const { name, stored } of tables) {
    const { rows: unique } = await app.admin.query<{ column: string; type: string; is_alone: boolean }>(
      `select a.attname as column, format_type(a.atttypid, null) as type, bool_or(i.indnkeyatts = 1) as is_alone
       from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
       where i.indrelid = $1::regclass and i.indisunique group by 1, 2`,
      [`app.${name}`],
    )
    const changes = unique
      .filter(({ column }) => column !== 'organization_id')
      .map(({ column, type }) => `, '${column}', ${newValue(column, type)}`)
      .join('')
    // Some tables have one row, or one that is open, for each organisation.
    const each = unique.some(({ column, is_alone }) => column === 'organization_id' && is_alone) ? 1 : rows_each
    const list = stored.map((column) => `"${column}"`)
    await app.admin.query(
      `insert into app.${name} (${list.join(', ')})
       select ${list.map((column) => `copy.${column}`).join(', ')}
       from (select * from app.${name} where organization_id = $1 limit 1) t
       cross join (select gen_random_uuid() as organization_id from generate_series(1, ${rows_in_all / each})) o
       cross join generate_series(1, ${each}) n
       cross join lateral jsonb_populate_record(null::app.${name},
         to_jsonb(t) || jsonb_build_object('organization_id', o.organization_id, 'copy', n${changes})) copy`,
      [acme.organization_id],
    )
    await app.admin.query(`analyze app.${name}`)
  }
}

function newValue(column: string, type: string): string {
  if (type === 'uuid') return 'gen_random_uuid()'
  if (type === 'boolean') return `t."${column}"`
  if (type === 'text') return `(t."${column}" || '-' || n)`
  if (type === 'date') return `('2000-01-01'::date + n)`
  if (type === 'bytea') return `sha256((o.organization_id::text || n)::bytea)`
  return 'n'
}

/** A customer of Acme in their portal, whose invoice, credit note and zip of both the walk asks for. */
async function enterPortal(): Promise<string> {
  const token = newPortalToken('nxv', acme.organization_id)
  const { rowCount } = await app.admin.query(
    'update app.portal_sessions set token_hash = sha256($2::bytea) where organization_id = $1',
    [acme.organization_id, token],
  )
  assert.equal(rowCount, 1)
  await app.admin.query(
    `update app.document_archives a set customer_id = c.id, is_by_customer = true, requested_by = c.name
     from app.portal_sessions s join app.customers c on c.organization_id = s.organization_id and c.id = s.customer_id
     where a.organization_id = $1 and s.organization_id = $1`,
    [acme.organization_id],
  )
  return `portal=${token}`
}

/** Asks every read, plain and with each of its filters, as the web app and programs do. */
async function readEverything(): Promise<number> {
  let answers = 0
  for (const route of routesOf(app.app)) {
    const { method, permission, url, query, is_stream } = route
    if (method !== 'GET' || permission === 'public' || is_stream) continue
    const path = pathOf(route, own)
    const address = url.replaceAll(/:(\w+)/g, (_match, param: string) => path[param]!)
    for (const search of ['', ...Object.entries(query).flatMap(([key, schema]) => samplesOf(key, schema))]) {
      const reader = permission.startsWith('operator.') ? operator : acme.owner
      const extra = permission === 'visitor' ? { headers: { cookie } } : {}
      const { status, text } = await reader.get(`${address}${search}`, extra)
      assert.ok(status === 200 || search, `${address}: ${text}`)
      if (status === 200) answers++
    }
  }
  return answers
}

function samplesOf(key: string, { enum: values, format, type }: Schema): string[] {
  if (values) return values.filter((value) => value !== null).map((value) => `?${key}=${value}`)
  if (format === 'uuid') return [`?${key}=${own.get(`${key.slice(0, -'_id'.length)}s`) ?? acme.organization_id}`]
  if (format === 'date') return [`?${key}=2026-11-01`]
  return type === 'string' ? [`?${key}=kopi`, `?${key}=KOPI%20INV-2026`] : []
}

type Plan = {
  'Node Type': string
  'Relation Name'?: string
  'Index Name'?: string
  'Index Cond'?: string
  Plans?: Plan[]
}

/** The plan that PostgreSQL keeps for a statement of the service, which plans without looking at parameters. */
async function planOf(sql: string): Promise<Plan | undefined> {
  const client = await app.parts.pool.connect()
  try {
    await client.query(`begin; set local app.organization_id = '${acme.organization_id}'`)
    const { rows } = await client.query(`explain (generic_plan, format json) ${sql}`)
    return rows[0]['QUERY PLAN'][0].Plan as Plan
  } catch (error) {
    // A worker of another test in this process says things that the service may not.
    if ((error as { code?: string }).code === '42501') return undefined
    throw error
  } finally {
    await client.query('rollback')
    client.release()
  }
}

const nodesOf = (plan: Plan | undefined): Plan[] => (plan ? [plan, ...(plan.Plans ?? []).flatMap(nodesOf)] : [])

test('SEC-066 among 8,000 rows a table, every statement finds its organisation by index and reads no table whole', async (t) => {
  const answers = await readEverything().finally(() => (recorder.see = listen))
  await multiply()
  const names = new Set(tables.map(({ name }) => name))
  const { rows: indexes } = await app.admin.query<{ name: string }>(
    `select indexrelid::regclass::text as name from pg_index where indrelid = any ($1::regclass[])`,
    [[...names].map((name) => `app.${name}`)],
  )
  const ofTenants = new Set(indexes.map(({ name }) => name.replace(/^app\./, '')))
  const bad: string[] = []
  let looked = 0
  for (const sql of statements) {
    // A worker of another test in this process asks for what is not sealed yet, of all organisations.
    if (sql.includes('where sealed_at is null')) continue
    const scans = nodesOf(await planOf(sql)).filter(({ 'Node Type': type }) => type.endsWith('Scan'))
    for (const scan of scans) {
      const {
        'Node Type': type,
        'Relation Name': table = '',
        'Index Name': index = '',
        'Index Cond': condition = '',
      } = scan
      if (type === 'Seq Scan' && names.has(table)) bad.push(`reads ${table} whole: ${sql}`)
      if (!ofTenants.has(index)) continue
      looked++
      if (!/\borganization_id = /.test(condition)) bad.push(`${index} is not asked by organisation: ${sql}`)
    }
  }
  assert.deepEqual(
    bad,
    [],
    'Add an index that begins with organization_id, or write the statement so that it can use one.',
  )
  assert.ok(statements.size >= 60 && looked >= 60 && answers >= 50, `${statements.size} statements, ${looked} scans`)
  t.diagnostic(`${answers} reads, ${statements.size} statements, ${looked} index scans`)
})
