import type pg from 'pg'
import { StartupError } from './startup-error.ts'

/** Row security guards nothing from a role that can get around it. Looks at whom `client` is, or at the role named. */
export async function refuseStrongService(client: pg.Pool | pg.Client, role?: string): Promise<void> {
  const { rows } = await client.query<{ role: string; strengths: string[] }>(strengthsOfRole, [role ?? null])
  const found = rows[0]
  if (!found?.strengths.length) return
  throw new StartupError(
    `The service connects as ${found.role}, which could get around row security: it has ${found.strengths.join(', ')}. Take that from it with ALTER ROLE, REVOKE or ALTER … OWNER TO app_owner.`,
  )
}

const strengthsOfRole = `
  select rolname as role, array_remove(array[
    case when rolsuper then 'SUPERUSER' end,
    case when rolbypassrls then 'BYPASSRLS' end,
    case when rolcreaterole then 'CREATEROLE' end,
    case when rolcreatedb then 'CREATEDB' end,
    case when rolreplication then 'REPLICATION' end,
    case when exists (select from pg_auth_members where member = r.oid) then 'membership in another role' end,
    case when exists (select from pg_shdepend where refclassid = 'pg_authid'::regclass and refobjid = r.oid and deptype = 'o')
      then 'things that it owns' end,
    case when has_database_privilege(r.oid, current_database(), 'create')
      or exists (select from pg_namespace n where nspname in ('app', 'graphile_worker') and has_schema_privilege(r.oid, n.oid, 'create'))
      then 'CREATE' end
  ], null) as strengths
  from pg_roles r where rolname = coalesce($1, current_user)`
