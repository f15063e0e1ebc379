import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { transact } from '#platform/database.ts'
import { password, startApp } from '#test/support.ts'
import { programFor } from './api-key-fixture.ts'
import { createApiKey } from './create-api-key.ts'
import { scopes } from './schemas.ts'

// verbs: create-api-key update-api-key mail-owners

const app = await startApp()
const owner = await app.signUp()
const input = { name: 'Nightly export', scopes: ['invoices.read'] }

const rowOf = async (id: string): Promise<Record<string, unknown>> =>
  (await app.admin.query<Record<string, unknown>>('select * from app.api_keys where id = $1', [id])).rows[0]!

test('SEC-042 a key is shown once: no later answer, no event and no mail has it', async () => {
  const { key } = await programFor(app, owner)
  const { secret } = key
  assert.ok(secret!.startsWith(`${key.prefix}_`))
  await app.settle()
  const { rows: mails } = await app.admin.query('select * from app.mailbox_messages')
  const later = await Promise.all([owner.get('/api-keys'), owner.get('/events?limit=100')])
  const told = JSON.stringify([mails, later.map(({ text }) => text)])
  assert.ok(told.includes(key.prefix))
  assert.ok(!told.includes(secret!.slice(18, 50)))
})

test('SEC-043 the database keeps the SHA-256 of a key and its id, and the key nowhere', async () => {
  const { key } = await programFor(app, owner)
  const row = await rowOf(key.id)
  assert.deepEqual(row.secret_hash, createHash('sha256').update(key.secret!).digest())
  assert.equal(row.key_id, key.secret!.slice(9, 17))
  const { rows } = await app.admin.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'app'::regnamespace and relkind = 'r'`,
  )
  for (const { name } of rows) {
    const found = await app.admin.query(`select from app.${name} t where t::text like $1`, [
      `%${key.secret!.slice(18, 50)}%`,
    ])
    assert.equal(found.rowCount, 0, name)
  }
})

test('SEC-042 a request sent again makes no second key, and its replayed answer has null where the key was', async () => {
  const first = await owner.post('/api-keys', input, { key: 'one key, please' })
  const again = await owner.post('/api-keys', input, { key: 'one key, please' })
  assert.deepEqual([first.status, again.status], [201, 201])
  assert.equal(again.headers['idempotency-replayed'], 'true')
  assert.deepEqual(again.body, { ...first.body, secret: null })
  const { rows } = await app.admin.query<{ body: string }>('select body from app.idempotency_keys')
  assert.ok(rows.length > 0)
  assert.ok(rows.every(({ body }) => !body.includes(first.body.secret)))
})

test('SEC-044 a key ends after 365 days unless told otherwise, and never later than two years', async () => {
  const { key } = await programFor(app, owner)
  assert.equal(key.expires_at, '2027-11-22T04:00:00Z')
  const short = await programFor(app, owner, { expires_in_days: 7 })
  assert.equal(short.key.expires_at, '2026-11-29T04:00:00Z')
  for (const expires_in_days of [0, 731]) {
    const { status, body } = await owner.post('/api-keys', { ...input, expires_in_days })
    assert.deepEqual([status, body.errors[0].pointer], [422, '/expires_in_days'])
  }
})

test('SEC-047 a scope that is for people alone is refused by name', async () => {
  const people = ['api_keys.write', 'members.write', 'invitations.write', 'organizations.secure', 'organizations.write']
  for (const scope of [...people, 'ownership.transfer', 'everything']) {
    const { status, body } = await owner.post('/api-keys', { ...input, scopes: ['invoices.read', scope] })
    assert.deepEqual([status, body.errors[0].pointer, body.errors[0].code], [422, '/scopes/1', 'not_allowed'], scope)
  }
  assert.equal((await owner.post('/api-keys', { ...input, scopes: [] })).status, 422)
})

test('SEC-044 who lost a right since the request was let in makes no key with it', async () => {
  const { id } = await app.signUp('viewer', owner)
  const { organization_id } = owner
  const now = Temporal.Instant.from('2026-11-22T04:00:00Z')
  const surroundings = { request_id: null, ip: null, user_agent: null, now }
  const attempt = transact(app.parts.pool, organization_id, (db) => {
    const actor = { kind: 'user', id, name: 'Mei Tan' } as const
    const ctx = { db, organization_id, actor, ...surroundings }
    return createApiKey(ctx, { name: 'Too much', scopes: ['invoices.read', 'payments.write'] }, '')
  })
  await assert.rejects(attempt, { status: 403, code: 'api_keys.beyond_role', message: /allow payments\.write, so/ })
})

test('SEC-028 to make, change or rotate a key wants a proof of the last ten minutes; to stop one does not', async () => {
  const { key } = await programFor(app, owner)
  const path = `/api-keys/${key.id}`
  await app.admin.query(`update app.sessions set authenticated_at = '2026-11-22T03:49:59Z'`)
  const stale = await Promise.all([
    owner.post('/api-keys', input),
    owner.patch(path, { name: 'Other' }, { version: 1 }),
    owner.post(`${path}/rotate`),
  ])
  for (const { status, body } of stale) assert.deepEqual([status, body.code], [403, 'auth.step_up_required'])
  assert.equal((await owner.post(`${path}/revoke`)).status, 200)
  assert.equal((await owner.post('/auth/step-up', { password })).status, 200)
  assert.equal((await owner.post('/api-keys', input)).status, 201)
})

test('every owner is told of a new key by mail, and nobody else', async () => {
  const [first, second] = [await app.signUp(), await app.newUser()]
  await app.admin.query(`insert into app.memberships values ($1, $2, 'owner', now())`, [
    first.organization_id,
    second.id,
  ])
  const admin = await app.signUp('admin', first)
  const { key } = await programFor(app, admin, { name: 'Shop till', scopes: ['invoices.issue'] })
  await app.settle()
  const { rows } = await app.admin.query<{ recipient: string; text_body: string }>(
    `select recipient, text_body from app.mailbox_messages where subject like 'New API key %: Shop till'`,
  )
  assert.deepEqual(rows.map(({ recipient }) => recipient).sort(), [first.email, second.email].sort())
  for (const { text_body } of rows)
    for (const said of ['Mei Tan', key.prefix, '22 November 2027', 'invoices.issue'])
      assert.ok(text_body.includes(said))
})

test('a key can be given another name and other networks, with its version, and nothing else of it changes', async () => {
  const { key } = await programFor(app, owner)
  const { secret: _, ...before } = key
  const path = `/api-keys/${key.id}`
  const changes = { name: 'Weekly export', allowed_networks: ['203.0.113.0/24'] }
  const { status, body, headers } = await owner.patch(path, changes, { version: 1 })
  assert.deepEqual([status, headers.etag], [200, '"2"'])
  assert.deepEqual(body, { ...before, ...changes, version: 2 })
  assert.equal((await owner.patch(path, changes, { version: 1 })).body.code, 'request.stale_version')
  const wrong = await owner.patch(path, { allowed_networks: ['203.0.113.0/33'] }, { version: 2 })
  assert.deepEqual([wrong.status, wrong.body.errors[0].pointer], [422, '/allowed_networks/0'])
  assert.equal((await owner.patch(path, { scopes: ['invoices.read'] }, { version: 2 })).status, 422)
  assert.deepEqual((await owner.events()).at(-1), { name: 'api_key.updated', data: body })
})

test('the list shows each key with its maker, newest first, and what the one who asks may give', async () => {
  const person = await app.signUp()
  const made = []
  for (const name of ['First', 'Second', 'Third']) made.push((await programFor(app, person, { name })).key.id)
  const first = await person.get('/api-keys?limit=2')
  const second = await person.get(`/api-keys?limit=2&cursor=${first.body.next_cursor}`)
  const listed = [...first.body.data, ...second.body.data]
  assert.deepEqual(
    listed.map(({ id }) => id),
    made.toReversed(),
  )
  assert.deepEqual(first.body.grantable_scopes, scopes)
  assert.ok(listed.every(({ created_by, created_by_name }) => created_by === person.id && created_by_name))
})
