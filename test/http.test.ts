import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { startApp } from './support.ts'

const app = await startApp()
const acme = await app.signUp()

test('answers every refusal as a problem document that leads to its page and its request', async () => {
  const { status, headers, body } = await acme.get(`/customers/${randomUUID()}`, {
    headers: { 'x-request-id': 'trace-12345678' },
  })
  assert.equal(status, 404)
  assert.equal(headers['content-type'], 'application/problem+json; charset=utf-8')
  assert.deepEqual(Object.keys(body).sort(), ['code', 'detail', 'request_id', 'status', 'title', 'type'])
  assert.equal(body.request_id, 'trace-12345678')
  assert.equal(headers['x-request-id'], 'trace-12345678')
  assert.equal((await app.request('GET', body.type)).status, 200)
  const hostile = await acme.get('/customers', { headers: { 'x-request-id': 'a\tb' } })
  assert.match(hostile.headers['x-request-id']!, /^[0-9a-f-]{36}$/)
})

test('answers with and without a trailing slash, and nothing outside what is declared', async () => {
  assert.equal((await acme.get('/customers/')).status, 200)
  assert.equal((await app.request('GET', '/api/v1/nothing')).body.code, 'request.not_found')
  assert.equal((await app.request('TRACE', '/api/v1/customers')).status, 404)
  assert.equal((await app.request('PUT', '/api/v1/customers')).status, 404)
})

test('refuses what is not JSON, not whole, too large, polluted, or holds NUL', async () => {
  const send = async (payload: string, type = 'application/json') => {
    const reply = await app.app.inject({
      method: 'POST',
      url: '/api/v1/customers',
      payload,
      headers: { ...acme.headers, 'content-type': type },
    })
    return [reply.statusCode, reply.json().code]
  }
  assert.deepEqual(await send('{"name":'), [400, 'request.malformed'])
  assert.deepEqual(await send('name=x', 'application/x-www-form-urlencoded'), [415, 'request.unsupported_media_type'])
  assert.deepEqual(await send(JSON.stringify({ name: 'x'.repeat(10_000_000) })), [413, 'request.too_large'])
  assert.deepEqual(await send('{"name":"x","__proto__":{"admin":true}}'), [400, 'request.malformed'])
  assert.deepEqual(await send('{"name":"a\\u0000b"}'), [422, 'request.invalid_text'])
  assert.deepEqual(await send('[]'), [422, 'request.invalid_body'])
  assert.deepEqual(await send('['.repeat(100_000)), [400, 'request.malformed'])
  assert.deepEqual(await send('null'), [422, 'request.invalid_body'])
})

test('a letter that was cut in half is replaced and loses nobody the rest', async () => {
  const nameOf = async (escaped: string) => {
    const { headers } = acme
    const sent = {
      method: 'POST',
      url: '/api/v1/leads',
      payload: `{"name":"${escaped}","tags":["${escaped}"]}`,
    } as const
    const reply = await app.app.inject({ ...sent, headers: { ...headers, 'content-type': 'application/json' } })
    assert.equal(reply.statusCode, 201, reply.body)
    assert.equal(reply.json().name, reply.json().tags[0])
    return reply.json().name
  }
  for (const half of ['\\ud800', '\\udfff', '\\uD83D\\\\', '\\ud800\\ud800'])
    assert.equal(await nameOf(`a${half}b`), `a${JSON.parse(`"${half}"`).toWellFormed()}b`)
  assert.equal(await nameOf('a\\ud842\\udfb7 \\\\ud800'), 'a\u{20BB7} \\ud800')
})

test('refuses days and instants that no database knows, and takes those at the edge', async () => {
  for (const [path, status] of [
    ['/invoices?from=0000-01-01', 400],
    ['/invoices?from=0001-01-01', 200],
    ['/events?from=0000-01-01T00:00:00Z', 400],
    ['/events?from=2026-11-22T00:00:00-23:59', 400],
    ['/events?from=2026-11-22T00:00:00%2B16', 400],
    ['/events?from=2026-11-22T00:00:00%2B1600', 400],
    ['/events?from=2026-11-22T00:00:00%2B14:00', 200],
    ['/events?from=2026-11-22T00:00:00-15:59', 200],
  ] as const)
    assert.equal((await acme.get(path)).status, status, path)
})

test('stores emoji, other scripts and hostile text as they are', async () => {
  for (const name of [
    '☕️ Kopi 👩‍👩‍👧',
    '福华茶庄',
    'தமிழ் அகம்',
    `'; drop table app.customers; --`,
    '<script>alert(1)</script>',
    '\u202Eevil',
  ]) {
    const { status, body } = await acme.post('/customers', { name })
    assert.equal(status, 201)
    assert.equal((await acme.get(`/customers/${body.id}`)).body.name, name)
    assert.equal((await acme.get(`/customers?q=${encodeURIComponent(name)}`)).body.data[0].id, body.id)
  }
})

test('wants the organisation named when there are several, and refuses rubbish for one', async () => {
  const { authorization } = acme
  const first = await app.request('GET', '/customers', undefined, { headers: { authorization } })
  assert.equal(first.status, 200)
  const { body: second } = await app.request(
    'POST',
    '/organizations',
    { ...(await import('./support.ts')).newOrganization() },
    { headers: { authorization } },
  )
  assert.ok(second.id)
  const both = await app.request('GET', '/customers', undefined, { headers: { authorization } })
  assert.equal(both.body.code, 'request.organization_required')
  const rubbish = await app.request('GET', '/customers', undefined, {
    headers: { authorization, 'x-organization-id': "' or 1=1" },
  })
  assert.equal(rubbish.body.code, 'request.invalid_organization')
})

test('a read cannot change anything: the database itself refuses', async () => {
  const client = await app.parts.pool.connect()
  await client.query('begin read only')
  await assert.rejects(client.query('update users set name = name'), { code: '25006' })
  await client.query('rollback')
  client.release()
})

test('sets the security headers on every answer', async () => {
  for (const path of ['/api/v1/customers', '/health/ready', '/docs', '/api/v1/nothing']) {
    const { headers } = await app.request('GET', path)
    assert.equal(headers['x-content-type-options'], 'nosniff', path)
    assert.match(headers['content-security-policy']!, /default-src 'none'/, path)
    assert.doesNotMatch(headers['content-security-policy']!, /unsafe/, path)
    assert.equal(headers['x-powered-by'], undefined)
  }
})

test('says that it is alive and ready, and that it is not when the schema is behind', async () => {
  assert.equal((await app.request('GET', '/health/live')).body.status, 'live')
  assert.deepEqual((await app.request('GET', '/health/')).body, {
    status: 'ready',
    database: 'ok',
    migrations: 'ok',
    queue: 'ok',
  })
  await app.admin.query(`delete from app.migrations where name = (select max(name) from app.migrations)`)
  assert.equal((await app.request('GET', '/health/ready')).body.code, 'server.migrations_pending')
})

test('ten thousand customers of somebody else do not help to guess: no list leaks across organisations', async () => {
  const beta = await app.signUp()
  assert.equal((await beta.get('/customers')).body.data.length, 0)
  assert.equal((await beta.get('/events')).body.data.length, 1)
})
