import type pg from 'pg'

/** Each rule returns what breaks it; the reasons are in docs/adr and ARCHITECTURE.md. */
export const rules: Record<string, string> = {
  'every table is classed by its comment': `
    select relname from t where class is null`,
  'organization_id of a tenant table is a uuid and never null': `
    select t.relname from t left join org using (oid) where class = 'tenant' and (org.attnum is null or not org.attnotnull or org.type <> 'uuid')`,
  'the primary key of a tenant table begins with organization_id': `
    select t.relname from t join org using (oid) left join pg_constraint k on k.conrelid = t.oid and k.contype = 'p'
    where class = 'tenant' and (k.oid is null or k.conkey[1] <> org.attnum)`,
  'SEC-064 every unique index of a tenant table contains organization_id': `
    select i.indexrelid::regclass::text from t join org using (oid) join pg_index i on i.indrelid = t.oid
    where class = 'tenant' and i.indisunique and not (org.attnum = any (i.indkey::int2[]))`,
  // A GIN index has no order: it keeps each column apart.
  'SEC-066 every index of a tenant table begins with organization_id (GIN: holds it), but for the outbox': `
    select i.indexrelid::regclass::text from t join org using (oid) join pg_index i on i.indrelid = t.oid
      join pg_class c on c.oid = i.indexrelid join pg_am a on a.oid = c.relam
    where class = 'tenant' and not (case a.amname when 'gin' then org.attnum = any (i.indkey) else i.indkey[0] = org.attnum end) and i.indexrelid::regclass::text <> 'app.events_unsealed'`,
  'SEC-064 foreign keys between tenant tables carry organization_id on both sides': `
    select k.conname from pg_constraint k join t a on a.oid = k.conrelid join t b on b.oid = k.confrelid
    join org oa on oa.oid = a.oid join org ob on ob.oid = b.oid
    where k.contype = 'f' and a.class = 'tenant' and b.class = 'tenant' and not exists (
      select from generate_subscripts(k.conkey, 1) s where k.conkey[s] = oa.attnum and k.confkey[s] = ob.attnum)`,
  'no foreign key leads from a table without tenant into a tenant table, or from a tenant table into a local one': `
    select k.conname from pg_constraint k join t a on a.oid = k.conrelid join t b on b.oid = k.confrelid
    where k.contype = 'f' and ((a.class <> 'tenant' and b.class = 'tenant') or (a.class = 'tenant' and b.class = 'local'))`,
  'no foreign key of a tenant table sets null or a default': `
    select k.conname from pg_constraint k join t on t.oid = k.conrelid
    where k.contype = 'f' and class = 'tenant' and (k.confdeltype in ('n', 'd') or k.confupdtype in ('n', 'd'))`,
  'no constraint is deferrable': `
    select k.conname from pg_constraint k join t on t.oid = k.conrelid where k.condeferrable`,
  'there are no triggers, rules or identity columns': `
    select g.tgname::text from t join pg_trigger g on g.tgrelid = t.oid where not g.tgisinternal
    union all select w.rulename::text from t join pg_rewrite w on w.ev_class = t.oid
    union all select a.attname::text from t join pg_attribute a on a.attrelid = t.oid and a.attidentity <> ''`,
  'SEC-057 row security is enabled and forced on every tenant table': `
    select relname from t where class = 'tenant' and not (relrowsecurity and relforcerowsecurity)`,
  'SEC-057 SEC-065 every tenant table has exactly one policy: the plain comparison, for reading and writing': `
    select t.relname from t left join pg_policy p on p.polrelid = t.oid where class = 'tenant'
    group by t.relname having count(p.oid) <> 1
      or bool_or(pg_get_expr(p.polqual, p.polrelid) <> $policy$(organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)$policy$)
      or bool_or(coalesce(pg_get_expr(p.polwithcheck, p.polrelid), '') <> pg_get_expr(p.polqual, p.polrelid))`,
  'SEC-057 the owner may log in and bypasses row security; the service owns nothing and does not': `
    select t.relname from t join pg_roles r on r.oid = t.relowner where not (r.rolcanlogin and (r.rolbypassrls or r.rolsuper)) or r.rolname <> 'app_owner'
    union all select rolname from pg_roles where rolname = 'app_user' and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)
    union all select relname from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname in ('app_user', 'app_worker')`,
  'SEC-068 the service may neither truncate nor reference': `
    select t.relname from t where has_table_privilege('app_user', t.oid, 'truncate') or has_table_privilege('app_user', t.oid, 'references')`,
  'what is issued cannot be changed: only the columns of its later life may be updated': `
    select a.attname::text from pg_attribute a where a.attrelid in ('app.invoices'::regclass, 'app.invoice_lines'::regclass, 'app.invoice_gst_groups'::regclass, 'app.journal_entries'::regclass, 'app.events'::regclass, 'app.event_seals'::regclass)
      and a.attnum > 0 and has_column_privilege('app_user', a.attrelid, a.attnum, 'update')
      and a.attname not in ('amount_paid_cents', 'amount_credited_cents', 'voided_at', 'void_reason', 'written_off_at', 'write_off_reason', 'updated_at')
    union all select t.relname from t where t.relname in ('invoices', 'invoice_lines', 'invoice_gst_groups', 'journal_entries', 'events', 'payments', 'payment_allocations', 'refunds', 'user_events', 'event_seals')
      and has_table_privilege('app_user', t.oid, 'delete')`,
  'SEC-063 only the listed functions run with rights of their owner, each with a fixed search_path and not for everybody': `
    select p.proname from pg_proc p where p.pronamespace = 'app'::regnamespace and p.prosecdef
      and (p.proname not in ('queue_job', 'is_job_alive', 'remove_unverified_users', 'find_leads') or p.proconfig is null or has_function_privilege('public', p.oid, 'execute'))`,
  'SEC-063 views run with the rights of who reads them': `
    select c.relname from pg_class c where c.relnamespace = 'app'::regnamespace
      and (c.relkind = 'm' or (c.relkind = 'v' and not coalesce('security_invoker=true' = any (c.reloptions), false)))`,
  'SEC-068 the roles of the program hold no right beyond reading and writing rows, and everybody else none': `
    select c.relname || ': ' || g.privilege_type || ' to ' || coalesce(r.rolname, 'public')
    from pg_class c cross join lateral aclexplode(c.relacl) g left join pg_roles r on r.oid = g.grantee
    where c.relnamespace = 'app'::regnamespace and g.grantee <> c.relowner
      and (r.rolname is null or r.rolname not in ('app_user', 'app_worker') or g.privilege_type not in ('SELECT', 'INSERT', 'UPDATE', 'DELETE') or g.is_grantable)
    union all (select 'large objects' from pg_largeobject_metadata limit 1)`,
  'SEC-071 the worker, which row security does not hold, has only the rights on tenant tables that are listed here': `
    select t.relname || ': ' || p.privilege from t cross join unnest(array['select', 'insert', 'update', 'delete']) as p (privilege)
    where class = 'tenant' and case p.privilege when 'delete' then has_table_privilege('app_worker', t.oid, 'delete')
        else has_any_column_privilege('app_worker', t.oid, p.privilege) end
      and t.relname || ': ' || p.privilege not in ('events: select', 'events: update', 'event_seals: select', 'event_seals: insert')`,
  'money is bigint and named _cents': `
    select t.relname || '.' || a.attname from t join pg_attribute a on a.attrelid = t.oid and a.attnum > 0
    where (a.attname like '%\\_cents') <> (a.atttypid = 'bigint'::regtype and a.attname not in ('last_number', 'sign_count'))
      or a.atttypid in ('float4'::regtype, 'float8'::regtype, 'money'::regtype)`,
  'SEC-066 there are no enums, for their comparison is not leakproof and so never uses an index under row security': `
    select typname::text from pg_type where typnamespace = 'app'::regnamespace and typtype = 'e'`,
  'names are short enough for a shard suffix': `
    select relname from pg_class where relnamespace = 'app'::regnamespace and length(relname) > 54`,
}

const classes = `
  with t as (
    select c.oid, c.relname, c.relowner, c.relrowsecurity, c.relforcerowsecurity,
      substring(obj_description(c.oid, 'pg_class') from '^dist:(tenant|reference|local) ') as class
    from pg_class c where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p')
  ), org as (
    select t.oid, a.attnum, a.attnotnull, format_type(a.atttypid, a.atttypmod) as type
    from t join pg_attribute a on a.attrelid = t.oid and a.attname = 'organization_id' and not a.attisdropped
  )`

/** What breaks a rule, by name. */
export async function breakersOf(client: pg.Client, rule: string): Promise<string[]> {
  const { rows } = await client.query<Record<string, string>>(`${classes} ${rules[rule]!}`)
  return rows.flatMap((row) => Object.values(row))
}

export async function countTables(client: pg.Client): Promise<Record<string, number>> {
  const { rows } = await client.query<{ class: string; count: number }>(
    `${classes} select class, count(*)::int from t group by class`,
  )
  return Object.fromEntries(rows.map(({ class: name, count }) => [name, count]))
}
