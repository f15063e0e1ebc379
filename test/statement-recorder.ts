import { readFileSync } from 'node:fs'

const schema = readFileSync(new URL('../db/schema.sql', import.meta.url), 'utf8')
const tenantTables = [...schema.matchAll(/comment on table app\.(\w+) is 'dist:tenant/g)].map(([, table]) => table!)
const touched = new RegExp(`\\b(from|join|into|update)\\s+"?(${tenantTables.join('|')})"?\\b`, 'gi')

/** What works across organisations, as app_worker: the dispatcher, and the question how far behind it is. */
const acrossTenants = [/^update events e set dispatched_at/, /^select now\(\) as now, count\(\*\) as waiting,/]
export const isAcrossTenants = (sql: string): boolean => acrossTenants.some((pattern) => pattern.test(sql))

export const tenantTablesIn = (sql: string): string[] => [...sql.matchAll(touched)].map(([, , table]) => table!)

export const seen = { statements: 0 }

/** Fails a statement on a tenant table that does not name its organisation: row security is the net, not the way. */
export function refuseNamelessStatement(sql: string): void {
  const tables = tenantTablesIn(sql)
  if (tables.length === 0) return
  seen.statements++
  if (isAcrossTenants(sql)) return
  if (!/\borganization_id\b/.test(sql))
    throw new Error(`This statement on ${tables.join(', ')} does not name organization_id: add the predicate.\n${sql}`)
}
