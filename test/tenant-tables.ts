import assert from 'node:assert/strict'
import type { TestApp } from './support.ts'

/** What the catalogue says of a tenant table: its columns, and what the service's role may do with them. */
export type TenantTable = {
  name: string
  key: string[]
  stored: string[]
  insertable: string[]
  updatable: string[]
  is_readable: boolean
  is_deletable: boolean
}

export async function tenantTables({ admin }: TestApp): Promise<TenantTable[]> {
  const { rows } = await admin.query<TenantTable>(`
    select c.relname as name,
      array(select a.attname::text from pg_constraint k join pg_attribute a on a.attrelid = c.oid and a.attnum = any (k.conkey)
        where k.conrelid = c.oid and k.contype = 'p') as key,
      array(${columns('true')}) as stored,
      array(${columns(`has_column_privilege('app_user', c.oid, a.attnum, 'insert')`)}) as insertable,
      array(${columns(`has_column_privilege('app_user', c.oid, a.attnum, 'update')`)}) as updatable,
      has_any_column_privilege('app_user', c.oid, 'select') as is_readable,
      has_table_privilege('app_user', c.oid, 'delete') as is_deletable
    from pg_class c
    where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p') and obj_description(c.oid, 'pg_class') like 'dist:tenant %'
    order by c.relname`)
  return rows
}

function columns(condition: string): string {
  return `select a.attname::text from pg_attribute a
    where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and ${condition} order by a.attnum`
}

/** How a statement ended: the rows it reached, or what stopped it. */
export type Outcome = number | 'not granted' | 'row security' | 'constraint'

/** As the service and nobody else: a connection of its pool, inside an organisation or none; nothing is kept. */
export async function tryAsService(
  { parts }: TestApp,
  organization_id: string | undefined,
  statement: string,
  parameters: string[] = [],
): Promise<Outcome> {
  const client = await parts.pool.connect()
  try {
    await client.query('begin')
    if (organization_id) await client.query(`set local app.organization_id = '${organization_id}'`)
    return (await client.query(statement, parameters)).rowCount ?? 0
  } catch (error) {
    return stopperOf(error as { code?: string; message: string })
  } finally {
    await client.query('rollback')
    client.release()
  }
}

function stopperOf(error: { code?: string; message: string }): Outcome {
  if (error.code === '42501' && error.message.includes('row-level security')) return 'row security'
  if (error.code === '42501') return 'not granted'
  if (error.code?.startsWith('23')) return 'constraint'
  throw error
}

/** Runs `work` while one row of an organisation is missing, so that this very row can be written as if new. */
export async function withoutOneRow(
  { admin }: TestApp,
  { name, stored }: TenantTable,
  organization_id: string,
  work: (row: string) => Promise<void>,
): Promise<void> {
  // Replicas check no foreign keys, so that a row others refer to can be taken out and put back.
  await admin.query('set session_replication_role = replica')
  const { rows } = await admin.query<{ row: string }>(
    `delete from app.${name} where ctid = (select ctid from app.${name} where organization_id = $1 limit 1)
     returning to_jsonb(${name})::text as row`,
    [organization_id],
  )
  const [taken] = rows
  assert.ok(taken, `Let fill() in test/two-organizations.ts make a row of ${name}.`)
  try {
    await work(taken.row)
  } finally {
    await admin.query(insertRow(`app.${name}`, stored), [taken.row])
    await admin.query('set session_replication_role = origin')
  }
}

/** An INSERT of the row in $1, a JSON text. */
export function insertRow(table: string, columns: string[]): string {
  const list = columns.map((column) => `"${column}"`).join(', ')
  return `insert into ${table} (${list}) select ${list} from jsonb_populate_record(null::${table}, $1::jsonb)`
}
