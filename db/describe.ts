import type pg from 'pg'

/** What a column holds that its own type does not say, as a type that the generated row types import. */
const knownColumns: Record<string, string> = {
  'organizations.address': 'Address',
  'customers.address': 'Address | null',
  'invoice_drafts.lines': 'IssuedLine[]',
  'invoice_drafts.subscription_ids': 'string[]',
  'recurring_invoices.lines': 'NewLine[]',
  'invoices.seller': 'Party',
  'invoices.buyer': 'Party',
  'events.data': 'Record<string, unknown>',
  'events.changes': 'Record<string, { before: unknown; after: unknown }> | null',
  'user_events.data': 'Record<string, unknown>',
  'api_keys.scopes': 'Scope[]',
  'api_keys.allowed_networks': 'string[]',
  'plans.gst_code': 'GstCode | null',
  'plans.features': 'PlanFeature[]',
  'plans.limits': 'PlanLimits',
  'entitlements.features': 'PlanFeature[]',
  'entitlements.limits': 'PlanLimits',
  'tenant_customers.pushed': 'Record<string, unknown> | null',
  'prices.tiers': 'Tier[] | null',
  'custom_roles.permissions': 'string[]',
  'stripe_reconciliations.drifts': 'Record<string, unknown>[]',
  'memberships.permissions': 'string[] | null',
  'lead_score_rules.conditions': 'Condition[]',
  'lead_assignment_rules.conditions': 'Condition[]',
  'lead_assignment_rules.user_ids': 'string[]',
  'saved_views.query': 'Record<string, string>',
  'lead_forms.fields': 'FormField[]',
  'lead_forms.consents': 'FormConsent[]',
  'lead_forms.tags': 'string[]',
  'lead_forms.allowed_origins': 'string[]',
  'lead_forms.notify_user_ids': 'string[]',
  'lead_submissions.spam_reasons': 'SpamReason[]',
  'lead_submissions.payload': 'Payload',
  'lead_fields.choices': 'string[]',
  'lead_duplicates.reasons': 'Reason[]',
  'lead_merges.merged_ids': 'string[]',
  'leads.tags': 'string[]',
  'leads.utm': 'Utm',
  'leads.visited_pages': 'string[]',
  'leads.custom_fields': 'CustomFields',
}
const knownImports = [
  `import type { Scope } from '#modules/api-keys/schemas.ts'`,
  `import type { GstCode } from '#modules/gst/schemas.ts'`,
  `import type { IssuedLine, NewLine, Party } from '#modules/invoices/schemas.ts'`,
  `import type { Reason } from '#modules/lead-duplicates/compare-pair.ts'`,
  `import type { Payload } from '#modules/lead-forms/read-submission.ts'`,
  `import type { FormConsent, FormField } from '#modules/lead-forms/schemas.ts'`,
  `import type { SpamReason } from '#modules/lead-forms/submission-schemas.ts'`,
  `import type { Condition } from '#modules/lead-rules/schemas.ts'`,
  `import type { CustomFields, Utm } from '#modules/leads/schemas.ts'`,
  `import type { PlanFeature, PlanLimits, Tier } from '#modules/plans/schemas.ts'`,
  `import type { Address } from '#platform/schemas.ts'`,
]

type Column = {
  table_name: string
  column_name: string
  type: string
  is_nullable: boolean
  default_expression: string | null
  is_generated: boolean
  check_values: string[] | null
}

/** `db/schema.sql` and `db/tables.ts` as the migrated database behind `client` makes them. */
export async function describeDatabase(client: pg.Client): Promise<{ schema_sql: string; tables_ts: string }> {
  const { rows } = await client.query<Column>(columnsQuery)
  const columns = Map.groupBy(rows, (column) => column.table_name)
  return { schema_sql: await describeSchema(client, columns), tables_ts: describeTypes(columns) }
}

const columnsQuery = `
  select c.relname as table_name, a.attname as column_name, format_type(a.atttypid, a.atttypmod) as type,
    not a.attnotnull as is_nullable, pg_get_expr(d.adbin, d.adrelid) as default_expression, a.attgenerated <> '' as is_generated,
    (select array_agg(v[1]) from pg_constraint k, regexp_matches(pg_get_constraintdef(k.oid), '''([^'']+)''::text', 'g') v
      where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum]
        and pg_get_constraintdef(k.oid) ~ ('^CHECK \\(\\(\\(?' || a.attname || ' (= ANY|= '')')) as check_values
  from pg_class c
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
  where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p')
  order by c.relname, a.attnum`

function describeTypes(tables: Map<string, Column[]>): string {
  const bodies = [...tables].map(
    ([table, columns]) => `  ${table}: {\n${columns.map((c) => `    ${c.column_name}: ${typeOf(c)}`).join('\n')}\n  }`,
  )
  return [
    '// Generated from the migrated database by `npm run db:generate`; do not edit.',
    `import type { ColumnType, Generated } from 'kysely'`,
    ...knownImports,
    '',
    `export type Tables = {\n${bodies.join('\n')}\n}`,
    '',
  ].join('\n')
}

function typeOf(column: Column): string {
  const known = knownColumns[`${column.table_name}.${column.column_name}`]
  const type = known ?? plainType(column) + (column.is_nullable ? ' | null' : '')
  if (column.is_generated) return `ColumnType<${type}, never, never>`
  return column.default_expression === null ? type : `Generated<${type}>`
}

function plainType({ type, check_values }: Column): string {
  if (check_values) return check_values.map((value) => `'${value}'`).join(' | ')
  if (['integer', 'bigint', 'smallint'].includes(type)) return 'number'
  if (type === 'boolean') return 'boolean'
  if (type === 'bytea') return 'Buffer'
  return 'string'
}

async function describeSchema(client: pg.Client, tables: Map<string, Column[]>): Promise<string> {
  const parts = [
    '-- Generated from the migrated database by `npm run db:generate`; do not edit. Read this to learn the data.',
  ]
  for (const [table, columns] of tables) parts.push(await describeTable(client, table, columns))
  const functions = await lines(
    client,
    `select pg_get_functiondef(p.oid) as line from pg_proc p where p.pronamespace = 'app'::regnamespace order by 1`,
  )
  return [...parts, ...functions.map((body) => `${body.trim()};`)].join('\n\n') + '\n'
}

async function describeTable(client: pg.Client, table: string, columns: Column[]): Promise<string> {
  const name = `app.${table}`
  const inside = [
    ...columns.map(describeColumn),
    ...(await lines(
      client,
      `select '  constraint ' || conname || ' ' || pg_get_constraintdef(oid) as line from pg_constraint
       where conrelid = $1::regclass and contype <> 'n' order by contype <> 'p', conname`,
      name,
    )),
  ]
  const after = [
    `comment on table ${name} is '${(await lines(client, `select replace(obj_description($1::regclass, 'pg_class'), '''', '''''') as line`, name))[0] ?? ''}';`,
    ...(await lines(
      client,
      `select pg_get_indexdef(i.indexrelid) || ';' as line from pg_index i
       where i.indrelid = $1::regclass and not exists (select from pg_constraint k where k.conindid = i.indexrelid) order by 1`,
      name,
    )),
    ...(await lines(
      client,
      `select 'create policy ' || polname || ' on ${name} using (' || pg_get_expr(polqual, polrelid) || ') with check (' || pg_get_expr(polwithcheck, polrelid) || '); -- row security '
         || case when c.relforcerowsecurity then 'forced' else 'NOT FORCED' end as line
       from pg_policy join pg_class c on c.oid = polrelid where polrelid = $1::regclass order by polname`,
      name,
    )),
    ...(await lines(client, grantsQuery, name)),
  ]
  return `create table ${name} (\n${inside.join(',\n')}\n);\n${after.join('\n')}`
}

/** Whole-table grants, then those on columns: what is not listed, a role may not do. */
const grantsQuery = `
  select 'grant ' || string_agg(lower(g.privilege_type), ', ' order by g.privilege_type) || ' on $1 to ' || r.rolname || ';' as line
  from pg_class c cross join lateral aclexplode(c.relacl) g join pg_roles r on r.oid = g.grantee
  where c.oid = $1::regclass and r.rolname in ('app_user', 'app_worker') group by r.rolname
  union all
  select 'grant ' || lower(g.privilege_type) || ' (' || string_agg(a.attname, ', ' order by a.attnum) || ') on $1 to ' || r.rolname || ';'
  from pg_attribute a cross join lateral aclexplode(a.attacl) g join pg_roles r on r.oid = g.grantee
  where a.attrelid = $1::regclass and r.rolname in ('app_user', 'app_worker') group by r.rolname, g.privilege_type
  order by 1`

function describeColumn({ column_name, type, is_nullable, default_expression, is_generated }: Column): string {
  const value =
    default_expression &&
    (is_generated ? ` generated always as (${default_expression}) stored` : ` default ${default_expression}`)
  return `  ${column_name} ${type}${is_nullable ? '' : ' not null'}${value ?? ''}`
}

async function lines(client: pg.Client, query: string, table?: string): Promise<string[]> {
  const text = table ? query.replaceAll('on $1 to', `on ${table} to`) : query
  const { rows } = await client.query<{ line: string | null }>(text, table ? [table] : [])
  return rows.flatMap(({ line }) => (line === null ? [] : [line]))
}
