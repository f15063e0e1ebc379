import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import pg from 'pg'
import { describeDatabase } from '#db/describe.ts'
import { breakersOf, countTables, rules } from './schema-rules.ts'
import { beforeServerStops, cloneDatabase } from './test-database.ts'

const client = new pg.Client({ connectionString: await cloneDatabase() })
await client.connect()
beforeServerStops(() => client.end())

for (const rule of Object.keys(rules))
  test(`schema: ${rule}`, async () => {
    assert.deepEqual(
      await breakersOf(client, rule),
      [],
      `These break the rule: mend the migration that made them, with a new one.`,
    )
  })

test('schema: the rules are looking at real tables', async () => {
  const counts = await countTables(client)
  const { tenant = 0, local = 0, reference = 0 } = counts
  assert.ok(tenant >= 11 && local >= 8 && reference >= 2, JSON.stringify(counts))
})

test('SEC-069 a migration that adds a tenant table without its policy breaks the rules, by name', async () => {
  const careless = `create table app.careless (organization_id uuid, id uuid primary key, note text);
    comment on table app.careless is 'dist:tenant A table that somebody added in a hurry.'`
  await client.query('begin')
  try {
    await client.query(careless)
    const broken = []
    for (const rule of Object.keys(rules)) if ((await breakersOf(client, rule)).includes('careless')) broken.push(rule)
    assert.deepEqual(broken, [
      'organization_id of a tenant table is a uuid and never null',
      'the primary key of a tenant table begins with organization_id',
      'SEC-057 row security is enabled and forced on every tenant table',
      'SEC-057 SEC-065 every tenant table has exactly one policy: the plain comparison, for reading and writing',
      'SEC-057 the owner may log in and bypasses row security; the service owns nothing and does not',
    ])
  } finally {
    await client.query('rollback')
  }
})

test('a foreign key to leads is checked by their key, also where the planner knows no figures yet', async () => {
  const check = `select 1 from only app.leads where organization_id = $1 and id = $2 for key share`
  const { rows } = await client.query(`explain (generic_plan) ${check}`)
  assert.match(
    rows.map((row) => row['QUERY PLAN']).join('\n'),
    /using leads_pkey/,
    'A session keeps this plan, so a bulk edit would walk all leads for each lead: make the new index of leads partial.',
  )
})

test('db/schema.sql and db/tables.ts say what the migrations make', async () => {
  const { schema_sql, tables_ts } = await describeDatabase(client)
  const advice = 'Run `npm run db:generate` and commit the result with the migration.'
  assert.equal(readFileSync('db/schema.sql', 'utf8'), schema_sql, advice)
  assert.equal(readFileSync('db/tables.ts', 'utf8'), tables_ts, advice)
})
