import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startApp } from './support.ts'
import {
  insertRow,
  type Outcome,
  type TenantTable,
  tenantTables,
  tryAsService,
  withoutOneRow,
} from './tenant-tables.ts'
import { seedTwoOrganizations } from './two-organizations.ts'

const app = await startApp()
const { acme, beta } = await seedTwoOrganizations(app)
const tables = await tenantTables(app)

const ofAcme = `where organization_id = '${acme.organization_id}'`

/** A statement aimed at rows of Acme, what its owner reaches with it, and what anybody else must end with. */
type Attack = {
  isGranted: (table: TenantTable) => boolean
  statement: (table: TenantTable) => string
  needs_new_row?: true
  owner_reaches: (outcome: Outcome) => boolean
  others_end_with: Outcome
  /** The same without naming an organisation: it may reach one's own rows and no more. */
  blunt?: (table: TenantTable) => string
}

const reachesRows = (outcome: Outcome): boolean => typeof outcome === 'number' && outcome > 0
const updatableOf = ({ key, updatable }: TenantTable): string =>
  `"${updatable.find((column) => !key.includes(column)) ?? updatable[0] ?? 'organization_id'}"`

const attacks: Record<string, Attack> = {
  select: {
    isGranted: ({ is_readable }) => is_readable,
    statement: ({ name }) => `select from ${name} ${ofAcme}`,
    owner_reaches: reachesRows,
    others_end_with: 0,
    blunt: ({ name }) => `select from ${name}`,
  },
  insert: {
    isGranted: ({ insertable }) => insertable.length > 0,
    statement: ({ name, insertable, stored }) => insertRow(name, insertable.length ? insertable : stored),
    needs_new_row: true,
    owner_reaches: reachesRows,
    others_end_with: 'row security',
  },
  update: {
    isGranted: ({ updatable }) => updatable.length > 0,
    statement: (table) => `update ${table.name} set ${updatableOf(table)} = ${updatableOf(table)} ${ofAcme}`,
    owner_reaches: reachesRows,
    others_end_with: 0,
    blunt: (table) => `update ${table.name} set ${updatableOf(table)} = ${updatableOf(table)}`,
  },
  delete: {
    isGranted: ({ is_deletable }) => is_deletable,
    statement: ({ name }) => `delete from ${name} ${ofAcme}`,
    // A foreign key that holds the row was asked only because the row was found.
    owner_reaches: (outcome) => reachesRows(outcome) || outcome === 'constraint',
    others_end_with: 0,
    blunt: ({ name }) => `delete from ${name}`,
  },
  upsert: {
    isGranted: ({ insertable, updatable }) => insertable.length > 0 && updatable.length > 0,
    statement: (table) =>
      `${insertRow(table.name, table.insertable.length ? table.insertable : table.stored)}
       on conflict (${table.key.join(', ')}) do update set ${updatableOf(table)} = excluded.${updatableOf(table)}`,
    needs_new_row: true,
    owner_reaches: reachesRows,
    others_end_with: 'row security',
  },
  'change of owner': {
    isGranted: ({ updatable }) => updatable.includes('organization_id'),
    statement: ({ name }) => `update ${name} set organization_id = organization_id ${ofAcme}`,
    owner_reaches: reachesRows,
    others_end_with: 0,
    blunt: ({ name }) => `update ${name} set organization_id = organization_id`,
  },
}

const walked = new Set<string>()

test('SEC-059 the attacks run as the role of the service, with row security on', async () => {
  const { rows } = await app.parts.pool.query(`
    select current_user as "user", session_user as session, current_setting('row_security') as row_security,
      rolsuper or rolbypassrls as is_strong, current_setting('is_superuser') as superuser
    from pg_roles where rolname = current_user`)
  assert.deepEqual(rows, [
    { user: 'app_user', session: 'app_user', row_security: 'on', is_strong: false, superuser: 'off' },
  ])
})

test('SEC-062 there is something to steal from both organisations in every tenant table', async () => {
  for (const { name } of tables)
    for (const { organization_id } of [acme, beta])
      assert.ok(
        await countRows(name, organization_id),
        `Let fill() in test/two-organizations.ts make a row of ${name}.`,
      )
})

for (const table of tables)
  for (const [verb, attack] of Object.entries(attacks))
    test(`SEC-062 ${table.name}, ${verb}: works on one's own rows where it is granted, and never on another's`, async () => {
      const isGranted = attack.isGranted(table)
      await aim(attack, table, async (statement, parameters) => {
        const own = await tryAsService(app, acme.organization_id, statement, parameters)
        const others = await tryAsService(app, beta.organization_id, statement, parameters)
        assert.ok(isGranted ? attack.owner_reaches(own) : own === 'not granted', `its owner ends with ${own}`)
        assert.equal(others, isGranted ? attack.others_end_with : 'not granted')
      })
      await reachesOnlyItsOwn(attack, table)
      walked.add(`${table.name} ${verb}`)
    })

for (const table of tables)
  test(`SEC-060 ${table.name}: without an organisation nothing is seen and nothing can be written`, async () => {
    for (const attack of Object.values(attacks)) {
      const expected = attack.isGranted(table) ? attack.others_end_with : 'not granted'
      await aim(attack, table, async (statement, parameters) =>
        assert.equal(await tryAsService(app, undefined, statement, parameters), expected),
      )
      const blunt = attack.blunt && (await tryAsService(app, undefined, attack.blunt(table)))
      if (blunt !== undefined) assert.equal(blunt, attack.isGranted(table) ? 0 : 'not granted')
    }
  })

for (const table of tables)
  test(`SEC-062 ${table.name}: a row cannot be given to another organisation, nor taken from one`, async () => {
    const moveTo = (organization_id: string) =>
      `update ${table.name} set organization_id = '${organization_id}' ${ofAcme}`
    const isGranted = attacks['change of owner']!.isGranted(table)
    const given = await tryAsService(app, acme.organization_id, moveTo(beta.organization_id))
    const taken = await tryAsService(app, beta.organization_id, moveTo(beta.organization_id))
    assert.deepEqual([given, taken], isGranted ? ['row security', 0] : ['not granted', 'not granted'])
  })

test('SEC-062 the walk left out no tenant table and no verb', () => {
  const declared = tables.flatMap(({ name }) => Object.keys(attacks).map((verb) => `${name} ${verb}`))
  assert.deepEqual([...walked], declared)
  assert.ok(tables.length >= 11, `${tables.length} tables`)
})

test('SEC-062 what was attacked is still there', async () => {
  for (const { name } of tables) assert.ok(await countRows(name, acme.organization_id), name)
})

async function aim(
  attack: Attack,
  table: TenantTable,
  shoot: (statement: string, parameters: string[]) => Promise<void>,
) {
  const statement = attack.statement(table)
  if (!attack.needs_new_row) return shoot(statement, [])
  return withoutOneRow(app, table, acme.organization_id, (row) => shoot(statement, [row]))
}

/** Without any condition: as many rows as Beta has, for a statement that forgot its organisation meets the policy. */
async function reachesOnlyItsOwn({ blunt, isGranted }: Attack, table: TenantTable): Promise<void> {
  if (!blunt) return
  const outcome = await tryAsService(app, beta.organization_id, blunt(table))
  if (!isGranted(table)) return assert.equal(outcome, 'not granted')
  if (outcome !== 'constraint') assert.equal(outcome, await countRows(table.name, beta.organization_id))
}

async function countRows(table: string, organization_id: string): Promise<number> {
  const { rows } = await app.admin.query<{ n: number }>(
    `select count(*)::int as n from app.${table} where organization_id = $1`,
    [organization_id],
  )
  return rows[0]!.n
}
