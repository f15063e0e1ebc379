import assert from 'node:assert/strict'
import { test } from 'node:test'
import { transact } from '#platform/database.ts'
import { startApp } from '#test/support.ts'
import { programFor, programWith } from './api-key-fixture.ts'
import { rotateApiKey } from './rotate-api-key.ts'

// verbs: rotate-api-key revoke-api-key

const app = await startApp()
const owner = await app.signUp()
const statusWith = async (secret: string | null) => (await programWith(app, secret!).get('/customers')).status

test('SEC-045 a rotated key and its successor work side by side for a day, then the successor alone', async () => {
  const { key } = await programFor(app, owner, { allowed_networks: ['127.0.0.1'] })
  const { status, body } = await owner.post(`/api-keys/${key.id}/rotate`)
  assert.equal(status, 201)
  const { name, scopes, allowed_networks } = key
  assert.deepEqual(
    { name: body.name, scopes: body.scopes, allowed_networks: body.allowed_networks },
    { name, scopes, allowed_networks },
  )
  const old = (await owner.get('/api-keys')).body.data.find(({ id }: { id: string }) => id === key.id)
  assert.deepEqual([old.expires_at, old.replaced_by], ['2026-11-23T04:00:00Z', body.id])
  const [created, rotated] = (await owner.events()).slice(-2)
  assert.deepEqual([created!.name, created!.data.id], ['api_key.created', body.id])
  assert.deepEqual([rotated!.name, rotated!.data], ['api_key.rotated', old])
  app.travelTo('2026-11-23T03:59:59Z')
  assert.deepEqual([await statusWith(key.secret), await statusWith(body.secret)], [200, 200])
  app.travelTo('2026-11-23T04:00:00Z')
  assert.deepEqual([await statusWith(key.secret), await statusWith(body.secret)], [401, 200])
  app.travelTo('2026-11-22T04:00:00Z')
})

test('SEC-045 the overlap can be chosen, none included, and never makes the old key live longer', async () => {
  const leaked = await programFor(app, owner)
  await owner.post(`/api-keys/${leaked.key.id}/rotate`, { overlap_hours: 0 })
  assert.equal(await statusWith(leaked.key.secret), 401)
  const brief = await programFor(app, owner, { expires_in_days: 1 })
  await owner.post(`/api-keys/${brief.key.id}/rotate`, { overlap_hours: 168 })
  const { body } = await owner.get('/api-keys')
  const { expires_at } = body.data.find(({ id }: { id: string }) => id === brief.key.id)
  assert.equal(expires_at, brief.key.expires_at)
  assert.equal((await owner.post(`/api-keys/${brief.key.id}/rotate`, { overlap_hours: 169 })).status, 422)
})

test('SEC-045 five people who rotate a key at once give it one successor', async () => {
  const { key } = await programFor(app, owner)
  const answers = await Promise.all(Array.from({ length: 5 }, () => owner.post(`/api-keys/${key.id}/rotate`)))
  const refused = answers.filter(({ status }) => status !== 201)
  assert.deepEqual(
    refused.map(({ body }) => body.code),
    Array(4).fill('api_keys.not_rotatable'),
  )
  const { body } = await owner.get('/api-keys')
  const made = answers.find(({ status }) => status === 201)
  assert.equal(body.data.find(({ id }: { id: string }) => id === key.id).replaced_by, made!.body.id)
})

test('SEC-045 what was revoked or has expired gets no successor', async () => {
  const revoked = await programFor(app, owner)
  await owner.post(`/api-keys/${revoked.key.id}/revoke`)
  const expired = await programFor(app, owner, { expires_in_days: 1 })
  app.travelTo('2026-11-23T04:00:00Z')
  await owner.post('/auth/step-up', { password: 'a long enough password' })
  for (const { key } of [revoked, expired])
    assert.equal((await owner.post(`/api-keys/${key.id}/rotate`)).body.code, 'api_keys.not_rotatable')
  app.travelTo('2026-11-22T04:00:00Z')
})

test('SEC-044 whoever rotates a key is the creator of the new one, and their rights bound it', async () => {
  const [leaver, stayer] = [await app.signUp('admin', owner), await app.signUp('admin', owner)]
  const { key } = await programFor(app, leaver)
  await app.admin.query('delete from app.memberships where user_id = $1', [leaver.id])
  assert.equal(await statusWith(key.secret), 401)
  const { body } = await stayer.post(`/api-keys/${key.id}/rotate`)
  assert.equal(body.created_by, stayer.id)
  assert.deepEqual([await statusWith(key.secret), await statusWith(body.secret)], [401, 200])
})

test('SEC-044 who lost a right since the request was let in rotates no key that has it', async () => {
  const { key } = await programFor(app, owner)
  const { id } = await app.signUp('viewer', owner)
  const { organization_id } = owner
  const now = Temporal.Instant.from('2026-11-22T04:00:00Z')
  const attempt = transact(app.parts.pool, organization_id, (db) => {
    const actor = { kind: 'user', id, name: 'Mei Tan' } as const
    const ctx = { db, organization_id, actor, request_id: null, ip: null, user_agent: null, now }
    return rotateApiKey(ctx, key.id, {}, '')
  })
  await assert.rejects(attempt, { status: 403, code: 'api_keys.beyond_role' })
  assert.equal(await statusWith(key.secret), 200)
})

test('SEC-045 a revoked key is refused with the next request, for good, and says so', async () => {
  const { key, get } = await programFor(app, owner)
  assert.equal((await get('/customers')).status, 200)
  const first = await owner.post(`/api-keys/${key.id}/revoke`)
  assert.deepEqual([first.status, first.body.status, first.body.version], [200, 'revoked', 2])
  const { status, body } = await get('/customers')
  assert.deepEqual([status, body.code], [401, 'auth.api_key_invalid'])
  assert.match(body.detail, /revoked/)
  assert.deepEqual((await owner.post(`/api-keys/${key.id}/revoke`)).body, first.body)
  const events = (await owner.events()).filter(({ name, data }) => name === 'api_key.revoked' && data.id === key.id)
  assert.equal(events.length, 1)
})

test('SEC-045 the keys of a member who was removed are revoked, and do not wake when they come back', async () => {
  const admin = await app.signUp('admin', owner)
  const { key, get } = await programFor(app, admin)
  assert.equal((await owner.delete(`/organizations/${owner.organization_id}/members/${admin.id}`)).status, 204)
  assert.equal((await get('/customers')).status, 401)
  await app.settle()
  await app.admin.query(`insert into app.memberships values ($1, $2, 'admin', now())`, [
    owner.organization_id,
    admin.id,
  ])
  assert.equal((await get('/customers')).status, 401)
  const { body } = await owner.get('/api-keys')
  assert.equal(body.data.find(({ id }: { id: string }) => id === key.id).status, 'revoked')
})

test('SEC-045 in a race of revoking and using, nothing that begins after the answer gets in', async () => {
  const { key, get, post } = await programFor(app, owner)
  let isRevoked = false
  const late: number[] = []
  const use = async () => {
    for (let i = 0; i < 20; i++) {
      const began_late = isRevoked
      const { status } = i % 2 ? await get('/customers') : await post('/customers', { name: `Race ${i}` })
      assert.ok([200, 201, 401].includes(status), String(status))
      if (began_late) late.push(status)
    }
  }
  const users = Array.from({ length: 8 }, use)
  const { status } = await owner.post(`/api-keys/${key.id}/revoke`)
  isRevoked = true
  await Promise.all(users)
  assert.equal(status, 200)
  assert.ok(late.length > 0)
  assert.deepEqual([...new Set(late)], [401])
})
