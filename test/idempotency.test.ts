import assert from 'node:assert/strict'
import { test } from 'node:test'
import pg from 'pg'
import { permissions } from '#modules/auth/permissions.ts'
import { sweepIdempotencyKeys } from '#app/sweep-idempotency-keys.ts'
import { createHttp } from '#platform/http.ts'
import { createProgram, until } from './program.ts'
import { address, newOrganization, startApp } from './support.ts'

const app = await startApp()
const acme = await app.signUp()
const customer = (await acme.post('/customers', { name: 'Kopi Kaki', address })).body
const lines = [{ description: 'Work', quantity: '1', unit_price_cents: 100 }]
const invoice = { customer_id: customer.id, lines }
const countOf = async (table: string): Promise<number> =>
  (
    await app.admin.query(`select count(*)::int as n from app.${table} where organization_id = $1`, [
      acme.organization_id,
    ])
  ).rows[0].n

test('SEC-097 the key is a quoted string or a bare one of 1 to 255 characters, and a route may require it', async () => {
  const missing = await acme.post('/invoices', invoice)
  assert.deepEqual([missing.status, missing.body.code], [400, 'request.idempotency_key_required'])
  assert.equal((await app.request('GET', missing.body.type)).status, 200, 'its page')
  for (const key of ['', '""', 'x'.repeat(256), 'ü', '"open', '"a\\n"', '"a"b"'])
    assert.equal(
      (await acme.post('/customers', { name: 'x' }, { key })).body.code,
      'request.invalid_idempotency_key',
      key,
    )
  const first = await acme.post('/customers', { name: 'Quoted' }, { key: '"a \\"b\\" \\\\"' })
  const again = await acme.post('/customers', { name: 'Quoted' }, { key: 'a "b" \\' })
  assert.equal(again.body.id, first.body.id, 'the same key in both forms')
})

test('SEC-098 a key counts for one organisation, one person and one route, and a body for what it says', async () => {
  const [colleague, stranger] = [await app.signUp('member', acme), await app.signUp()]
  const input = { name: 'Once', email: 'once@example.com' }
  const swapped = { email: 'once@example.com', name: 'Once' }
  const ids = [
    await acme.post('/customers', input, { key: 'scope' }),
    await acme.post('/customers', swapped, { key: 'scope' }),
    await colleague.post('/customers', input, { key: 'scope' }),
    await stranger.post('/customers', input, { key: 'scope' }),
    await acme.post('/invoice-drafts', invoice, { key: 'scope' }),
  ].map(({ status, body }) => (assert.equal(status, 201), body.id))
  assert.equal(ids[0], ids[1], 'another order of fields is no other body')
  assert.equal(new Set(ids).size, 4)
})

test('SEC-098 outside an organisation a key counts for the person, where a route takes one', async () => {
  const { authorization } = await app.newUser()
  const input = newOrganization()
  const create = (body: object) =>
    app.request('POST', '/organizations', body, { headers: { authorization }, key: 'founded' })
  const [first, second] = [await create(input), await create(input)]
  assert.deepEqual([first.status, second.body, second.headers['idempotency-replayed']], [201, first.body, 'true'])
  assert.equal((await create(newOrganization())).body.code, 'request.idempotency_key_reused')
})

test('SEC-099 fifty requests at once with one key make one invoice and get one answer', async () => {
  const before = await countOf('invoices')
  const all = await Promise.all(Array.from({ length: 50 }, () => acme.post('/invoices', invoice, { key: 'fifty' })))
  assert.equal(await countOf('invoices'), before + 1)
  assert.equal(new Set(all.map(({ text }) => text)).size, 1)
  assert.ok(all.every(({ status }) => status === 201))
  assert.equal(all.filter(({ headers }) => headers['idempotency-replayed'] === 'true').length, 49)
  assert.equal(new Set(all.map(({ headers }) => headers.etag)).size, 1)
})

test('SEC-100 the same key with another body or address is refused', async () => {
  await acme.post('/customers', { name: 'One' }, { key: 'reuse' })
  const { status, body } = await acme.post('/customers', { name: 'Two' }, { key: 'reuse' })
  assert.deepEqual([status, body.code], [422, 'request.idempotency_key_reused'])
})

test('SEC-101 while the first still runs the second is told to come back', async () => {
  const http = createHttp({
    ...app.parts,
    permissions,
    trust_proxy_hops: 0,
    after_commit: () => {},
    headers: {},
    idempotency_wait_ms: 20,
  })
  const paused = Promise.withResolvers<void>()
  const entered = Promise.withResolvers<void>()
  http.post('/paused', {
    config: { permission: 'customers.write' },
    handler: (request) =>
      request.transact(async (ctx) => {
        entered.resolve()
        await paused.promise
        await ctx.db.all({ text: 'select 1', parameters: [] })
        return { done: true }
      }),
  })
  const ask = () =>
    http.inject({ method: 'POST', url: '/paused', headers: { ...acme.headers, 'idempotency-key': 'paused' } })
  const first = ask()
  await entered.promise
  const second = await ask()
  assert.deepEqual([second.statusCode, second.json().code], [409, 'request.idempotency_in_progress'])
  assert.equal(second.headers['retry-after'], '1')
  paused.resolve()
  assert.equal((await first).body, '{"done":true}')
  assert.equal((await ask()).headers['idempotency-replayed'], 'true')
  await http.close()
})

test('SEC-102 a kill between claim and commit leaves neither; after the commit the answer is there', async () => {
  const program = await createProgram()
  await program.start()
  const headers = await program.signUp()
  const { id } = await program.post('/customers', { name: 'Kopi Kaki', address }, headers)
  const issue = () => program.post('/invoices', { customer_id: id, lines }, { ...headers, 'idempotency-key': 'killed' })
  const admin = new pg.Client({ connectionString: await program.databaseUrl() })
  await admin.connect()
  // The database goes down with the program.
  admin.on('error', () => {})
  await admin.query('begin')
  await admin.query('lock table app.invoices in access exclusive mode')
  const cut = issue().catch((error: Error) => error)
  await until(async () => (await admin.query('select from pg_locks where not granted')).rowCount === 1)
  await program.end('SIGKILL')
  assert.ok((await cut) instanceof Error)
  await admin.query('rollback').catch(() => {})
  await admin.end().catch(() => {})

  await program.start()
  const issued = await issue()
  await program.end('SIGKILL')
  await program.start()
  assert.deepEqual(await issue(), issued)
  assert.equal((await program.get('/invoices', headers)).data.length, 1)
})

test('SEC-103 what is wrong with a request is not kept and may be mended; what the state of things refused is kept', async () => {
  const key = 'mended'
  assert.equal((await acme.post('/customers', { name: '' }, { key })).status, 422)
  assert.equal((await acme.post('/customers', { name: 'x', uen: 'wrong' }, { key })).body.errors.length, 1)
  assert.equal((await acme.post('/customers', { name: 'Mended' }, { key })).status, 201)

  const issued = (await acme.post('/invoices', invoice, { key: 'to be paid' })).body
  const pay = (amount_cents: number, extra: object) =>
    acme.post('/payments', { invoice_id: issued.id, amount_cents, method: 'cash' }, extra)
  const refused = await pay(10_000, { key: 'too much' })
  assert.equal(refused.status, 409, refused.text)
  const again = await pay(10_000, { key: 'too much' })
  assert.equal(again.text, refused.text)
  assert.equal(again.headers['idempotency-replayed'], 'true')
  assert.equal(again.headers['content-type'], 'application/problem+json; charset=utf-8')
})

test('SEC-103 when the work fails here nothing is kept, and the same key may be used again', async () => {
  const before = await countOf('customers')
  await app.admin.query('revoke insert on app.events from app_user')
  const failed = await acme.post('/customers', { name: 'Later' }, { key: 'failed' })
  await app.admin.query('grant insert on app.events to app_user')
  assert.equal(failed.status, 500)
  assert.equal(await countOf('customers'), before)
  assert.equal((await acme.post('/customers', { name: 'Later' }, { key: 'failed' })).status, 201)
})

test('SEC-104 who has lost the right gets no stored answer', async () => {
  const colleague = await app.signUp('member', acme)
  const ask = () => colleague.post('/customers', { name: 'Mine' }, { key: 'rights' })
  assert.equal((await ask()).status, 201)
  await app.admin.query(`update app.memberships set role = 'viewer' where user_id = $1`, [colleague.id])
  assert.deepEqual([(await ask()).status, (await ask()).text.includes('Mine')], [403, false])
  await app.admin.query('delete from app.memberships where user_id = $1', [colleague.id])
  assert.equal((await ask()).body.code, 'auth.not_a_member')
})

test('SEC-103 answers are kept for a day, and gone after the sweep that follows', async () => {
  const ask = () => acme.post('/customers', { name: 'Kept' }, { key: 'kept' })
  const first = (await ask()).body.id
  app.travelTo('2026-11-23T03:59:00Z')
  await sweepIdempotencyKeys(app.parts)
  assert.equal((await ask()).body.id, first)
  app.travelTo('2026-11-23T04:01:00Z')
  await sweepIdempotencyKeys(app.parts)
  const second = await ask()
  assert.equal(second.status, 201)
  assert.notEqual(second.body.id, first)
})
