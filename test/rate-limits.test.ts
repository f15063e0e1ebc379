import assert from 'node:assert/strict'
import { test } from 'node:test'
import { permissions } from '#modules/auth/permissions.ts'
import { recorder } from '#platform/database.ts'
import { createHttp } from '#platform/http.ts'
import { password, startApp } from './support.ts'

const per_minute = 60
const app = await startApp({ rate_limit_per_minute: per_minute })
let minutes = 0
/** All buckets are full again. */
const wait = () =>
  app.travelTo(
    Temporal.Instant.from('2026-11-22T04:00:00Z')
      .add({ minutes: 10 * ++minutes })
      .toString(),
  )
/** As RFC 9651 writes a list of strings with parameters that are integers. */
const parse = (header: string) =>
  header.split(', ').map((item) => {
    const [, name, text] = /^"([a-z]+)"((?:;[a-z]+=\d+)+)$/.exec(item) ?? []
    assert.ok(name, header)
    return {
      name,
      ...Object.fromEntries(
        text!
          .slice(1)
          .split(';')
          .map((pair) => pair.split('=')),
      ),
    }
  })

async function exhaust(ask: () => Promise<{ status: number }>): Promise<number> {
  for (let passed = 0; passed < 1_000; passed++) if ((await ask()).status === 429) return passed
  throw new Error('there is no limit')
}

test('SEC-105 every answer says what is allowed and what is left, and the one too many says when to come back', async () => {
  const acme = await app.signUp()
  await acme.get('/customers')
  const { headers } = await acme.get('/customers')
  assert.deepEqual(parse(headers['ratelimit-policy']!), [
    { name: 'user', q: '60', w: '60' },
    { name: 'organization', q: '240', w: '60' },
  ])
  assert.deepEqual(
    parse(headers.ratelimit!).map(({ name, r }: { name: string; r?: string }) => [name, r]),
    [
      ['user', '59'],
      ['organization', '239'],
    ],
  )
  assert.equal(await exhaust(() => acme.get('/customers')), 59)
  const refused = await acme.get('/customers')
  assert.deepEqual([refused.status, refused.body.code], [429, 'request.quota_exceeded'])
  assert.equal(refused.body.type, 'https://iana.org/assignments/http-problem-types#quota-exceeded')
  assert.deepEqual(refused.body['violated-policies'], ['user'])
  assert.equal(refused.headers['retry-after'], '1')
  assert.equal((await app.request('GET', '/problems/request.quota_exceeded')).status, 200)
  wait()
  assert.equal((await acme.get('/customers')).status, 200)
})

test('SEC-106 a user has one quota for all sign-ins, an organisation one for all its people, an address one before sign-in', async () => {
  wait()
  const acme = await app.signUp()
  const people = [acme]
  for (let n = 0; n < 4; n++) people.push(await app.signUp('member', acme))
  for (const person of people) await person.get('/customers')
  const passed: number[] = []
  for (const person of people) passed.push(await exhaust(() => person.get('/customers')))
  assert.deepEqual(passed, [60, 60, 60, 60, 0])
  assert.deepEqual((await people[4]!.get('/customers')).body['violated-policies'], ['organization'])
  const elsewhere = await app.signUp()
  assert.equal((await elsewhere.get('/customers')).status, 200)

  wait()
  const login = (remoteAddress: string) =>
    app.app.inject({ method: 'POST', url: '/api/v1/auth/login', payload: {}, remoteAddress })
  const attempts = await exhaust(async () => ({ status: (await login('203.0.113.7')).statusCode }))
  assert.equal(attempts, 12)
  assert.equal((await login('203.0.113.8')).statusCode, 422)
})

test('a page of another site can read that its form was sent too often, as it reads any other answer', async () => {
  wait()
  const origin = 'https://www.kopi.example'
  const headersOf = (answer: { headers: object }) =>
    Object.entries(answer.headers).filter(([name]) => name.startsWith('access-control-') || name === 'vary')
  const send = (from: object) =>
    app.request('POST', '/public/forms/unknown/submissions', { fields: {} }, { headers: { ...from } })
  const before = await send({ origin })
  assert.equal(before.status, 404)
  await exhaust(() => send({ origin }))
  const refused = await send({ origin })
  assert.deepEqual([refused.status, refused.headers['access-control-allow-origin']], [429, origin])
  assert.deepEqual(headersOf(refused), headersOf(before))
  assert.equal(refused.headers['access-control-expose-headers'], 'retry-after')
  assert.equal((await send({})).headers['access-control-allow-origin'], undefined)
  assert.equal((await app.request('GET', '/customers', undefined, { headers: { origin } })).headers.vary, undefined)
})

test('SEC-017 what is costly counts for more: an export, a document, a verification', async () => {
  const roomy = await startApp({ rate_limit_per_minute: 1_000 })
  const acme = await roomy.signUp()
  await acme.get('/customers')
  const left = (header: string | undefined) => Number(parse(header!)[0]!.r)
  let before = left((await acme.get('/customers')).headers.ratelimit)
  for (const [method, path, cost] of [
    ['GET', '/events/export?format=csv', 50],
    ['POST', '/events/verify', 100],
    ['GET', '/invoices/0190a5e2-7c1d-7000-8000-000000000000/pdf', 5],
  ] as const) {
    const after = left((await roomy.request(method, path, undefined, { headers: acme.headers })).headers.ratelimit)
    assert.equal(before - after, cost, path)
    before = after
  }
})

test('SEC-017 mail to whom a stranger names is rationed, and so are hashes, for which everybody else would wait', async () => {
  const roomy = await startApp({ rate_limit_per_minute: 1_000 })
  const { authorization } = await roomy.newUser()
  const dear = [
    ['/auth/register', 50],
    ['/auth/verify/resend', 50],
    ['/auth/password/forgot', 50],
    ['/auth/login', 10],
    ['/auth/password/reset', 10],
    ['/users/me/email', 50],
    ['/auth/password/change', 20],
    ['/auth/step-up', 10],
  ] as const
  let now = Temporal.Instant.from('2026-11-22T04:01:00Z')
  await roomy.request('GET', '/users/me', undefined, { headers: { authorization } })
  for (const [path, cost] of dear) {
    roomy.travelTo((now = now.add({ minutes: 1 })).toString())
    const { headers } = await roomy.request('POST', path, {}, { headers: { authorization } })
    const [bucket] = parse(headers.ratelimit!) as { r?: string; name: string }[]
    assert.equal((bucket!.name === 'user' ? 1_000 : 2_000) - Number(bucket!.r), cost, path)
  }
})

test('SEC-107 a tenant at ten times its quota costs the database nothing, and takes nothing from another', async () => {
  wait()
  const [noisy, quiet] = [await app.signUp(), await app.signUp()]
  await noisy.get('/customers')
  await quiet.get('/customers')
  await exhaust(() => noisy.get('/customers'))
  const see = recorder.see
  let statements = 0
  recorder.see = (sql) => (statements++, see?.(sql))
  for (let n = 0; n < 10 * per_minute; n++) assert.equal((await noisy.get('/customers')).status, 429)
  assert.equal(statements, 0)
  recorder.see = see
  for (let n = 0; n < per_minute / 2; n++) assert.equal((await quiet.get('/customers')).status, 200)
})

test('SEC-107 who was put out of an organisation uses up nothing of its quota any more', async () => {
  wait()
  const acme = await app.signUp()
  const former = await app.signUp('member', acme)
  await former.get('/customers')
  await acme.get('/customers')
  await app.admin.query('delete from app.memberships where user_id = $1', [former.id])
  for (let n = 0; n < 50; n++) await former.get('/customers')
  const { headers } = await acme.get('/customers')
  const { r } = parse(headers.ratelimit!)[1] as { r?: string }
  assert.ok(Number(r) >= 236)
})

test('SEC-106 one credential has one quota, however its header and its organisation are written', async () => {
  wait()
  const acme = await app.signUp()
  const { body, headers } = await app.request(
    'POST',
    '/auth/login',
    { email: acme.email, password },
    { headers: { 'x-client': 'web' } },
  )
  assert.equal(body.user.id, acme.id)
  const cookie = String(headers['set-cookie']).split(';')[0]!
  await acme.get('/customers')
  const others = [
    { authorization: acme.authorization.replace('Bearer', 'bEARER') },
    { 'x-organization-id': acme.organization_id.toUpperCase() },
  ]
  for (const other of others)
    assert.match((await acme.get('/customers', { headers: other })).headers.ratelimit!, /^"user"/)
  const as = (more: string) => ({ cookie: `${more}${cookie}`, 'x-organization-id': acme.organization_id })
  await app.request('GET', '/customers', undefined, { headers: as('') })
  const spelled = await app.request('GET', '/customers', undefined, { headers: as('theme=dark; ') })
  assert.match(spelled.headers.ratelimit!, /^"user"/)
})

test('SEC-106 when counting fails reads go on, and sign-in and changes are refused', async () => {
  const http = createHttp({
    ...app.parts,
    permissions,
    trust_proxy_hops: 0,
    after_commit: () => {},
    headers: {},
    limiter: {
      charge() {
        throw new Error('out of order')
      },
    },
  })
  const config = { permission: 'public' }
  http.get('/api/read', { config, handler: () => 'read' })
  http.post('/api/sign-in', { config, handler: () => 'signed in' })
  assert.equal((await http.inject('/api/read')).statusCode, 200)
  const refused = await http.inject({ method: 'POST', url: '/api/sign-in' })
  assert.deepEqual([refused.statusCode, refused.json().code], [503, 'server.busy'])
  await http.close()
})

test('what is not under /api is not counted', async () => {
  for (const path of ['/health/live', '/docs', '/problems'])
    assert.equal((await app.request('GET', path)).headers.ratelimit, undefined, path)
})
