import assert from 'node:assert/strict'
import { test } from 'node:test'
import { permissionsOf } from '#modules/auth/permissions.ts'
import { type Role, roles } from '#modules/organizations/schemas.ts'
import { recorder } from '#platform/database.ts'
import { startApp } from '#test/support.ts'
import { programFor, programWith } from './api-key-fixture.ts'
import { makeKey } from './key-format.ts'
import { type Scope, scopes } from './schemas.ts'

const app = await startApp()
const owner = await app.signUp()
const customer = { name: 'Kopi Kaki Pte. Ltd.' }

/** A request for each scope; what it is answered when it is let in does not matter. */
const requests: Partial<Record<Scope, [method: 'get' | 'post', path: string]>> = {
  'organizations.read': ['get', `/organizations/${owner.organization_id}`],
  'customers.read': ['get', '/customers'],
  'customers.write': ['post', '/customers'],
  'gst.read': ['get', '/gst/codes'],
  'invoices.read': ['get', '/invoices'],
  'invoices.write': ['post', '/invoice-drafts'],
  'invoices.issue': ['post', '/invoices'],
  'payments.read': ['get', '/payments'],
  'payments.write': ['post', '/payments'],
  'events.read': ['get', '/events'],
}

/** The scopes by which a program is let in at present. */
async function opened(program: ReturnType<typeof programWith>): Promise<string[]> {
  const open: string[] = []
  for (const [scope, [method, path]] of Object.entries(requests)) {
    const { status, body } = await program[method](path, {})
    assert.ok(status !== 401 && status < 500, `${scope}: ${status} ${JSON.stringify(body)}`)
    if (body.code !== 'auth.not_permitted') open.push(scope)
  }
  return open
}

test('SEC-044 a key opens what its scopes name and nothing else', async () => {
  for (const scope of Object.keys(requests)) {
    const program = await programFor(app, owner, { scopes: [scope] })
    assert.deepEqual(await opened(program), [scope])
  }
})

test('SEC-044 a key does no more than its creator may today, whatever it was given', async () => {
  const admin = await app.signUp('admin', owner)
  const program = await programFor(app, admin)
  const become = (role: Role) =>
    app.admin.query('update app.memberships set role = $2 where user_id = $1', [admin.id, role])
  for (const role of roles) {
    await become(role)
    const expected = Object.keys(requests).filter((scope) => permissionsOf(role).has(scope))
    assert.deepEqual(await opened(program), expected, role)
    const { body } = await owner.get('/api-keys')
    const listed = body.data.find(({ id }: { id: string }) => id === program.key.id)
    assert.deepEqual(
      listed.usable_scopes,
      scopes.filter((scope) => permissionsOf(role).has(scope)),
    )
  }
})

test('SEC-045 the keys of who is disabled or leaves stop with the next request, and are shown as suspended', async () => {
  const admin = await app.signUp('admin', owner)
  const program = await programFor(app, admin)
  const statusOf = async () =>
    (await owner.get('/api-keys')).body.data.find(({ id }: { id: string }) => id === program.key.id).status
  assert.equal((await program.get('/customers')).status, 200)
  await app.admin.query('update app.users set disabled_at = now() where id = $1', [admin.id])
  const disabled = await program.get('/customers')
  assert.deepEqual([disabled.status, disabled.body.code], [401, 'auth.api_key_invalid'])
  assert.equal(await statusOf(), 'suspended')
  await app.admin.query('update app.users set disabled_at = null where id = $1', [admin.id])
  assert.equal((await program.get('/customers')).status, 200)
  await app.admin.query('delete from app.memberships where user_id = $1', [admin.id])
  assert.equal((await program.get('/customers')).status, 401)
  assert.equal(await statusOf(), 'suspended')
})

test('SEC-044 a key stops at the second that it was made for', async () => {
  const program = await programFor(app, owner, { expires_in_days: 1 })
  app.travelTo('2026-11-23T03:59:59Z')
  assert.equal((await program.get('/customers')).status, 200)
  app.travelTo('2026-11-23T04:00:00Z')
  const { status, body } = await program.get('/customers')
  assert.deepEqual([status, body.code], [401, 'auth.api_key_invalid'])
  assert.match(body.detail, /expired/)
  app.travelTo('2026-11-22T04:00:00Z')
})

test('SEC-044 a key that names networks works from them alone, from its next request on', async () => {
  const { key } = await programFor(app, owner, { allowed_networks: ['203.0.113.0/24', '2001:db8::/32'] })
  const from = (ip: string) => programWith(app, key.secret!, { ip }).get('/customers')
  assert.equal((await from('203.0.113.200')).status, 200)
  assert.equal((await from('::ffff:203.0.113.5')).status, 200)
  assert.equal((await from('2001:db8::7')).status, 200)
  const elsewhere = await from('198.51.100.1')
  assert.deepEqual([elsewhere.status, elsewhere.body.code], [403, 'auth.address_not_allowed'])
  await owner.patch(`/api-keys/${key.id}`, { allowed_networks: ['198.51.100.1'] }, { version: 1 })
  assert.deepEqual([(await from('198.51.100.1')).status, (await from('203.0.113.200')).status], [200, 403])
})

test('the keys of a disabled organisation open nothing from their next request on', async () => {
  const program = await programFor(app, owner)
  const disable = (at: string | null) =>
    app.admin.query('update app.organization_directory set disabled_at = $2 where organization_id = $1', [
      owner.organization_id,
      at,
    ])
  await disable('2026-11-22T04:00:00Z')
  const { status, body } = await program.get('/customers')
  assert.deepEqual([status, body.code], [403, 'organizations.disabled'])
  await disable(null)
  assert.equal((await program.get('/customers')).status, 200)
})

test('SEC-042 a key with a wrong checksum is refused without a word to the database', async () => {
  const { key } = await programFor(app, owner)
  const wrong = key.secret!.slice(0, -1) + (key.secret!.endsWith('0') ? '1' : '0')
  const see = recorder.see
  const statements: string[] = []
  recorder.see = (sql) => void statements.push(sql)
  try {
    const { status, body } = await programWith(app, wrong).get('/customers')
    assert.deepEqual([status, body.code, statements], [401, 'auth.api_key_invalid', []])
  } finally {
    recorder.see = see
  }
})

test('SEC-043 the right id with another secret is nobody, told like an id that never was', async () => {
  const { key } = await programFor(app, owner)
  // The id moves to a key with a checksum of its own: as if somebody had made up the rest.
  const forged = makeKey()
  await app.admin.query('update app.api_keys set key_id = $2 where id = $1', [key.id, forged.key_id])
  const answers = await Promise.all([forged, makeKey()].map(({ secret }) => programWith(app, secret).get('/customers')))
  const [known, unknown] = answers.map(({ status, body: { request_id: _, ...rest } }) => ({ ...rest, status }))
  assert.equal(known!.status, 401)
  assert.deepEqual(known, unknown)
})

test('SEC-044 a key is bound to its organisation: another is refused, whether or not its creator belongs there', async () => {
  const other = await app.signUp()
  await app.admin.query(`insert into app.memberships values ($1, $2, 'owner', now())`, [
    other.organization_id,
    owner.id,
  ])
  const program = await programFor(app, owner)
  const naming = (id: string) => program.get('/customers', { 'x-organization-id': id })
  assert.equal((await program.get('/customers')).status, 200)
  assert.equal((await naming(owner.organization_id)).status, 200)
  const elsewhere = await naming(other.organization_id)
  assert.deepEqual([elsewhere.status, elsewhere.body.code], [403, 'auth.not_a_member'])
  assert.equal((await program.get(`/organizations/${other.organization_id}`)).status, 404)
  const { body } = await other.post('/customers', customer)
  assert.equal((await program.get(`/customers/${body.id}`)).status, 404)
})

test('SEC-045 another organisation can neither see, change, rotate nor stop a key', async () => {
  const { key } = await programFor(app, owner)
  const other = await app.signUp()
  const path = `/api-keys/${key.id}`
  const answers = await Promise.all([
    other.patch(path, { name: 'Mine' }, { version: 1 }),
    other.post(`${path}/rotate`),
    other.post(`${path}/revoke`),
  ])
  assert.deepEqual(
    answers.map(({ status }) => status),
    [404, 404, 404],
  )
  assert.deepEqual((await other.get('/api-keys')).body.data, [])
  assert.equal((await programWith(app, key.secret!).get('/customers')).status, 200)
})

test('SEC-047 a key with every scope manages neither keys, members, security nor the account of its creator', async () => {
  const program = await programFor(app, owner)
  const team = `/organizations/${owner.organization_id}`
  const refused = [
    await program.get('/api-keys'),
    await program.post('/api-keys', { name: 'Child', scopes: ['invoices.read'] }),
    await program.post(`/api-keys/${program.key.id}/rotate`, {}),
    await program.post(`/api-keys/${program.key.id}/revoke`, {}),
    await program.get(`${team}/members`),
    await program.post(`${team}/invitations`, { email: 'friend@example.com', role: 'owner' }),
    await program.post(`${team}/transfer-ownership`, { user_id: owner.id }),
    await program.patch(team, { billing_email: 'thief@example.com' }, { 'if-match': '"1"' }),
  ]
  for (const { status, body } of refused) assert.deepEqual([status, body.code], [403, 'auth.not_permitted'])
  const personal = [
    await program.get('/users/me'),
    await program.get('/auth/sessions'),
    await program.get('/organizations'),
  ]
  for (const { status, body } of personal) assert.deepEqual([status, body.code], [403, 'auth.person_required'])
})

test('SEC-046 a key in an address is refused on every route, whatever else the request shows', async () => {
  const { key } = await programFor(app, owner)
  const addresses = [`/customers?api_key=${key.secret}`, `/customers?q=${key.secret}`, '/customers?access_token=x']
  for (const address of [...addresses, `/invoices?limit=1&apikey=${key.secret}`, `/public/instance?api_key=1`]) {
    const bare = await app.request('GET', address)
    assert.deepEqual([bare.status, bare.body.code], [401, 'auth.key_in_address'], address)
    assert.equal((await owner.get(address)).status, 401)
  }
})

test('what a key does is recorded under its id and name', async () => {
  const program = await programFor(app, owner, { name: 'Web shop' })
  const { body } = await program.post('/customers', customer)
  const { rows } = await app.admin.query(
    'select name, actor_kind, actor_id, actor_name from app.events where subject_id = $1',
    [body.id],
  )
  const { id: actor_id } = program.key
  assert.deepEqual(rows, [{ name: 'customer.created', actor_kind: 'api_key', actor_id, actor_name: 'Web shop' }])
})

test('an Idempotency-Key counts for one API key, not for its creator or another key', async () => {
  const [one, two] = [await programFor(app, owner), await programFor(app, owner)]
  const headers = { 'idempotency-key': 'the first customer' }
  const first = await one.post('/customers', customer, headers)
  assert.deepEqual((await one.post('/customers', customer, headers)).body, first.body)
  assert.notEqual((await two.post('/customers', customer, headers)).body.id, first.body.id)
  assert.notEqual((await owner.post('/customers', customer, { key: 'the first customer' })).body.id, first.body.id)
})

test('the use of a key is noted with its address, and not again within five minutes', async () => {
  const { key } = await programFor(app, owner)
  const used = async (ip: string) => {
    await programWith(app, key.secret!, { ip }).get('/customers')
    const { body } = await owner.get('/api-keys')
    const { last_used_at, last_used_ip } = body.data.find(({ id }: { id: string }) => id === key.id)
    return [last_used_at, last_used_ip]
  }
  assert.equal(key.last_used_at, null)
  assert.deepEqual(await used('203.0.113.1'), ['2026-11-22T04:00:00Z', '203.0.113.1'])
  app.travelTo('2026-11-22T04:04:59Z')
  assert.deepEqual(await used('203.0.113.2'), ['2026-11-22T04:00:00Z', '203.0.113.1'])
  app.travelTo('2026-11-22T04:05:00Z')
  assert.deepEqual(await used('203.0.113.3'), ['2026-11-22T04:05:00Z', '203.0.113.3'])
  app.travelTo('2026-11-22T04:00:00Z')
})
