import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { test } from 'node:test'
import { type Answer, password, startApp } from '#test/support.ts'
import { operatorCommand } from './operator-command.ts'

// verbs: make-operator
const app = await startApp()
const { admin, parts, database_url, request, newUser, travelTo } = app
const config = { ...parts.config, database_url }
const operator = (...args: string[]) => operatorCommand(config, args, parts.clock)
const tokenIn = (text: string) => /\/reset-password\/(nxp_[\w-]+)/.exec(text)?.[1]
const good = 'eleven blue umbrellas at noon'

async function setPassword(token: string | undefined): Promise<Answer> {
  return request('POST', '/auth/password/reset', { token, password: good })
}

test('SEC-010 a fresh installation has nobody in it; the first operator is made on the machine, with a link and no password', async () => {
  assert.equal((await admin.query('select from app.users')).rowCount, 0)
  const said = await operator('--email', 'Jane@Example.com', '--name', 'Jane Lim')
  assert.match(said, /^Jane@Example\.com runs this installation now\. The organisation for it: Operator\n/)
  const token = tokenIn(said)!
  assert.equal(Buffer.from(token.slice(4), 'base64url').length, 32)
  const kept = await admin.query('select token_hash from app.password_resets')
  assert.ok(kept.rows.every(({ token_hash }) => !token_hash.toString().includes(token)))
  for (const guess of ['', 'admin', 'password', 'operator', password])
    assert.notEqual((await request('POST', '/auth/login', { email: 'jane@example.com', password: guess })).status, 200)

  assert.equal((await setPassword(token)).status, 200)
  assert.equal((await setPassword(token)).status, 410)
  const { body } = await request('POST', '/auth/login', { email: 'jane@example.com', password: good })
  const [organization] = body.user.organizations
  assert.equal(organization.role, 'owner')
  assert.ok(organization.permissions.includes('operator.read') && organization.permissions.includes('operator.write'))
})

test('a second time changes nothing, and who has a password gets no link', async () => {
  const before = (await admin.query('select * from app.memberships')).rows
  const said = await operator('--email', 'jane@example.com')
  assert.match(said, /The password stays as it is\.$/)
  assert.deepEqual((await admin.query('select * from app.memberships')).rows, before)
})

test('SEC-010 the link dies after an hour and with the next one; who never used one can have another', async () => {
  const first = tokenIn(await operator('--email', 'late@example.com'))
  const second = tokenIn(await operator('--email', 'late@example.com'))
  assert.equal((await setPassword(first)).status, 410)
  travelTo('2026-11-22T05:00:01Z')
  assert.equal((await setPassword(second)).status, 410)
  const third = tokenIn(await operator('--email', 'late@example.com'))
  travelTo('2026-11-22T05:59:00Z')
  assert.equal((await setPassword(third)).status, 200)
})

test('a person with an account becomes an operator as they are', async () => {
  const { email, authorization } = await newUser()
  assert.equal(tokenIn(await operator('--email', email)), undefined)
  const { body } = await request('GET', '/users/me', undefined, { headers: { authorization } })
  assert.deepEqual(
    body.organizations.map(({ name, role }: { name: string; role: string }) => [name, role]),
    [['Operator', 'owner']],
  )
})

test('SEC-010 what somebody registered for an address that they never confirmed is worth nothing', async () => {
  await request('POST', '/auth/register', { email: 'boss@example.com', password: good, name: 'A stranger' })
  const said = await operator('--email', 'boss@example.com')
  assert.ok(tokenIn(said))
  assert.equal((await request('POST', '/auth/login', { email: 'boss@example.com', password: good })).status, 401)
})

test('a disabled account is not let in by the back door', async () => {
  const { id, email } = await newUser()
  await admin.query('update app.users set disabled_at = now() where id = $1', [id])
  await assert.rejects(operator('--email', email), { name: 'StartupError', message: /is disabled/ })
})

test('the service itself can name nobody the operator', async () => {
  await assert.rejects(parts.pool.query('delete from operator_organizations'), { code: '42501' })
  await assert.rejects(parts.pool.query('update operator_organizations set created_at = now()'), { code: '42501' })
  await assert.rejects(
    parts.pool.query(
      'insert into operator_organizations select organization_id, true, now() from organization_directory',
    ),
    { code: '42501' },
  )
})

test('two commands at the same moment make one organisation', async () => {
  const fresh = await startApp()
  const run = (email: string) =>
    operatorCommand({ ...fresh.parts.config, database_url: fresh.database_url }, ['--email', email])
  await Promise.all([run('a@example.com'), run('b@example.com'), run('a@example.com')])
  const { rows } = await fresh.admin.query(
    `select u.email, m.role from app.operator_organizations join app.memberships m using (organization_id) join app.users u on u.id = m.user_id order by 1`,
  )
  assert.deepEqual(rows, [
    { email: 'a@example.com', role: 'owner' },
    { email: 'b@example.com', role: 'owner' },
  ])
})

test('the first organisation can be given its right name and UEN, and a wrong one is explained', async () => {
  const fresh = await startApp()
  const run = (...args: string[]) =>
    operatorCommand({ ...fresh.parts.config, database_url: fresh.database_url }, ['--email', 'a@example.com', ...args])
  await assert.rejects(run('--uen', '201899901X'), { name: 'StartupError', message: /check letter/ })
  assert.equal((await fresh.admin.query('select from app.users')).rowCount, 0)
  assert.match(
    await run('--organization', 'Merlion Cloud Pte. Ltd.', '--uen', '201899901E'),
    /Merlion Cloud Pte\. Ltd\./,
  )
})

test('the command for operators says how it is used, and fails in one sentence', async () => {
  for (const args of [[], ['--email'], ['--email', 'nobody'], ['jane@example.com'], ['--mail', 'a@example.com']])
    await assert.rejects(operator(...args), { name: 'StartupError', message: /Say whom to make an operator/ })
  const { data_dir, secret_key } = parts.config
  const run = (env: NodeJS.ProcessEnv) =>
    spawnSync(process.execPath, ['bin/operator.ts', '--email', 'spawned@example.com'], {
      env: { NEXUSCORE_DATA_DIR: data_dir, SECRET_KEY: secret_key, ...env },
      encoding: 'utf8',
    })
  const here = run({ DATABASE_URL: database_url })
  assert.deepEqual([here.status, here.stderr], [0, ''])
  const nowhere = run({})
  const refusal = `No NexusCore is running on ${data_dir}: start it first, or set DATABASE_URL.\n`
  assert.deepEqual([nowhere.status, nowhere.stdout, nowhere.stderr], [1, '', refusal])
})
