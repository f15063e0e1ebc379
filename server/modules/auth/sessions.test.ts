// verbs: start-session end-sessions step-up sweep-sign-ins
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { password, startApp } from '#test/support.ts'
import { cookieIn, firefox, signInFixture } from './sign-in-fixture.ts'
import { sweepSignIns } from './sweep-sign-ins.ts'
import { transact } from '#platform/database.ts'

const app = await startApp()
const { request } = app
const { post, get, enter, logIn, mailTo, eventsOf } = signInFixture(app)
let now = Temporal.Instant.from('2026-11-22T04:00:00Z')
const pass = (duration: { hours?: number; minutes?: number; seconds?: number }) =>
  app.travelTo((now = now.add(duration)).toString())
type Session = { id: string; device: string; ip: string; is_current: boolean; last_used_at: string }
const sessionsOf = async (headers: Record<string, string>): Promise<Session[]> =>
  (await get('/auth/sessions', headers)).body.data
const change = (method: string, path: string, cookie: string) =>
  request(method, path, undefined, { headers: { cookie, 'sec-fetch-site': 'same-origin' } })

test('SEC-039 shows where one is signed in, and ends one session or all the others', async () => {
  const { email, authorization } = await app.newUser()
  const phone = await enter(email, { ip: '203.0.113.1', user_agent: firefox.replace('Windows NT 10.0', 'Android 16') })
  const desk = await enter(email, { ip: '203.0.113.2', user_agent: firefox })
  const listed = await sessionsOf({ cookie: desk })
  assert.deepEqual(
    listed.map(({ device, ip, is_current }) => [device, ip, is_current]),
    [
      ['Firefox on Windows', '203.0.113.2', true],
      ['Firefox on Android', '203.0.113.1', false],
      ['lightMyRequest', '127.0.0.1', false],
    ],
  )
  assert.equal((await change('DELETE', `/auth/sessions/${listed[1]!.id}`, desk)).status, 204)
  assert.equal((await get('/users/me', { cookie: phone })).body.code, 'auth.session_ended')
  assert.deepEqual((await change('POST', '/auth/sessions/end-others', desk)).body, { ended_count: 1 })
  assert.equal((await get('/users/me', { authorization })).status, 401)
  assert.equal((await sessionsOf({ cookie: desk })).length, 1)
})

test('SEC-039 somebody else’s session is not there to be ended', async () => {
  const [mine, theirs] = [await app.newUser(), await app.newUser()]
  const cookie = await enter(mine.email)
  const [session] = await sessionsOf({ authorization: theirs.authorization })
  assert.equal((await change('DELETE', `/auth/sessions/${session!.id}`, cookie)).body.code, 'request.not_found')
  assert.equal((await get('/users/me', { authorization: theirs.authorization })).status, 200)
})

test('SEC-036 a session ends after 14 days without use, and 30 days after signing in in any case', async () => {
  const { email } = await app.newUser()
  const [idle, busy] = [await enter(email), await enter(email)]
  for (let day = 0; day < 29; day++) {
    pass({ hours: 24 })
    assert.equal((await get('/users/me', { cookie: busy })).status, 200)
    if (day === 12) assert.equal((await sessionsOf({ cookie: busy })).length, 3)
    if (day === 14) assert.equal((await get('/users/me', { cookie: idle })).body.code, 'auth.session_ended')
  }
  assert.equal((await sessionsOf({ cookie: busy })).length, 1)
  pass({ hours: 24 })
  assert.equal((await get('/users/me', { cookie: busy })).body.code, 'auth.session_ended')
})

test('SEC-036 whoever runs the installation signs in again after an hour away, and after twelve in any case', async () => {
  const owner = await app.signUp()
  await app.admin.query('insert into app.operator_organizations values ($1, true, now())', [owner.organization_id])
  const { body } = await logIn(owner.email)
  const [idle, busy] = [await enter(owner.email), await enter(owner.email)]
  for (let minute = 50; minute < 12 * 60; minute += 50) {
    pass({ minutes: 50 })
    assert.equal((await get('/users/me', { cookie: busy })).status, 200)
  }
  assert.equal((await get('/users/me', { cookie: idle })).body.code, 'auth.session_ended')
  assert.equal((await post('/auth/refresh', { refresh_token: body.refresh_token })).status, 401)
  assert.equal((await sessionsOf({ cookie: busy })).length, 1)
  pass({ minutes: 20 })
  assert.equal((await get('/users/me', { cookie: busy })).body.code, 'auth.session_ended')
})

test('notes the use of a session once in five minutes, and where it came from', async () => {
  const { email } = await app.newUser()
  const cookie = await enter(email, { ip: '203.0.113.3' })
  const last = async () => (await sessionsOf({ cookie }))[0]!
  const { last_used_at } = await last()
  pass({ minutes: 4 })
  assert.equal((await last()).last_used_at, last_used_at)
  pass({ minutes: 1 })
  await get('/users/me', { cookie })
  assert.deepEqual([(await last()).last_used_at, (await last()).ip], [now.toString(), '127.0.0.1'])
})

test('SEC-037 a disabled user, a smaller role and a left organisation count from the very next request', async () => {
  const owner = await app.signUp()
  const member = await app.signUp('member', owner)
  assert.equal((await member.post('/customers', { name: 'Before' })).status, 201)
  const role = (to: string) =>
    app.admin.query(`update app.memberships set role = $1 where user_id = $2`, [to, member.id])
  await role('viewer')
  assert.equal((await member.post('/customers', { name: 'After' })).body.code, 'auth.not_permitted')
  await app.admin.query('delete from app.memberships where user_id = $1', [member.id])
  assert.equal((await member.get('/customers')).body.code, 'auth.not_a_member')
  await app.admin.query('update app.users set disabled_at = now() where id = $1', [member.id])
  const { authorization } = member.headers
  for (const path of ['/users/me', '/auth/sessions', '/auth/factors'])
    assert.equal((await get(path, { authorization })).body.code, 'auth.session_ended', path)
})

test('SEC-038 each sign-in has a session of its own, and ends the one that the browser held', async () => {
  const { email } = await app.newUser()
  const first = await enter(email)
  const second = await enter(email, { cookie: first })
  assert.notEqual(first, second)
  assert.equal((await get('/users/me', { cookie: first })).status, 401)
  assert.equal((await get('/users/me', { cookie: second })).status, 200)
})

test('SEC-040 the browser’s token is in an HttpOnly cookie of our own origin and nowhere else', async () => {
  const { email } = await app.newUser()
  const { headers, body } = await post('/auth/login', { email, password }, { web: true })
  assert.match(String(headers['set-cookie']), /; Path=\/; HttpOnly; SameSite=Strict$/)
  assert.ok(!JSON.stringify(body).includes('nxs_'))
})

test('SEC-040 a change that comes with the cookie must come from our own pages, by every browser’s account of it', async () => {
  const { email } = await app.newUser()
  const cookie = await enter(email)
  const ask = (from: Record<string, string>) =>
    request('POST', '/auth/sessions/end-others', undefined, {
      headers: { cookie, host: 'localhost:8000', ...from },
    })
  const strangers: Record<string, string>[] = [
    {},
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'none' },
    { 'sec-fetch-site': 'cross-site', origin: 'http://localhost:8000' },
    { origin: 'https://evil.example' },
    { origin: 'http://localhost:8001' },
    { origin: 'http://localhost:8000.evil.example' },
    { origin: 'null' },
  ]
  for (const from of strangers) {
    const { status, body } = await ask(from)
    assert.deepEqual([status, body.code], [403, 'auth.cross_site'], JSON.stringify(from))
  }
  for (const from of [{ 'sec-fetch-site': 'same-origin' }, { origin: 'http://localhost:8000' }])
    assert.equal((await ask(from)).status, 200, JSON.stringify(from))
})

test('SEC-041 SEC-052 the organisation is one’s own at each request: naming another is refused', async () => {
  const [mine, other] = [await app.signUp(), await app.signUp()]
  const { authorization } = mine.headers
  const ask = (organization_id: string) => get('/customers', { authorization, 'x-organization-id': organization_id })
  assert.equal((await ask(mine.organization_id)).status, 200)
  assert.equal((await ask(other.organization_id)).body.code, 'auth.not_a_member')
  const inBody = await mine.post('/customers', { name: 'Theirs', organization_id: other.organization_id })
  assert.equal(inBody.status, 422)
})

test('SEC-028 what does lasting harm wants a proof of the last ten minutes, which a step-up renews', async () => {
  const { id, email } = await app.newUser()
  const cookie = await enter(email)
  const move = (with_cookie: string) => post('/users/me/email', { email: 'new@example.com' }, { cookie: with_cookie })
  pass({ minutes: 10 })
  assert.equal((await move(cookie)).status, 202)
  pass({ seconds: 1 })
  const stale = await move(cookie)
  assert.deepEqual([stale.status, stale.body.code], [403, 'auth.step_up_required'])

  const wrong = await post('/auth/step-up', { password: 'not the password at all' }, { cookie })
  assert.deepEqual(
    [wrong.status, wrong.body.code, wrong.body.errors[0].pointer],
    [422, 'auth.password_wrong', '/password'],
  )
  const proven = await post('/auth/step-up', { password }, { cookie })
  assert.deepEqual(proven.body, { authenticated_at: now.toString() })
  const renewed = cookieIn(proven.headers)
  assert.equal((await move(renewed)).status, 202)
  assert.equal((await get('/users/me', { cookie })).status, 401)
  assert.deepEqual((await eventsOf(id)).slice(-3), [
    'user.step_up_failed',
    'user.stepped_up',
    'user.email_change_requested',
  ])
})

test('SEC-028 a program that steps up goes on with its own tokens, and no other session gains by it', async () => {
  const { email } = await app.newUser()
  const [mine, other] = [(await logIn(email)).body, (await logIn(email)).body]
  const refreshed = async ({ refresh_token }: { refresh_token: string }) =>
    (await post('/auth/refresh', { refresh_token })).body
  const begin = ({ access_token }: { access_token: string }) =>
    request('POST', '/auth/totp', {}, { headers: { authorization: `Bearer ${access_token}` } })
  pass({ minutes: 11 })
  const pair = await refreshed(mine)
  assert.equal((await begin(pair)).body.code, 'auth.step_up_required', 'a new token is no new proof')
  const headers = { authorization: `Bearer ${pair.access_token}` }
  assert.equal((await request('POST', '/auth/step-up', { password }, { headers })).status, 200)
  assert.equal((await begin(pair)).status, 201, 'the token from before')
  pass({ minutes: 9 })
  assert.equal((await begin(await refreshed(pair))).status, 201, 'and the one after it')
  assert.equal((await begin(await refreshed(other))).body.code, 'auth.step_up_required')
})

test('SEC-028 a program steps up as well, and guesses there count as at sign-in', async () => {
  const { email } = await app.newUser()
  const { body } = await logIn(email)
  const headers = { authorization: `Bearer ${body.access_token}` }
  const step = (typed: string) => request('POST', '/auth/step-up', { password: typed }, { headers })
  const stepped = await step(password)
  assert.equal(stepped.status, 200)
  assert.equal(stepped.headers['set-cookie'], undefined)
  for (let i = 0; i < 5; i++) await step('not the password at all')
  assert.equal((await step(password)).status, 429)
  assert.equal((await logIn(email)).status, 429)
})

test('SEC-018 a sign-in from a device not seen before is told by mail; the first ever is not', async () => {
  const { email } = await app.newUser()
  await logIn(email)
  assert.deepEqual(await mailTo(email), [])
  await enter(email, { user_agent: firefox, ip: '203.0.113.9' })
  await enter(email, { user_agent: firefox, ip: '203.0.113.9' })
  const [mail, ...others] = await mailTo(email)
  assert.equal(mail!.subject, 'New log-in: Firefox on Windows')
  assert.match(mail!.text, /on \d+ \w+ 20\d\d at \d\d:\d\d Singapore time, from 203\.0\.113\.9/)
  assert.deepEqual(others, [])
})

test('lists what happened to the account, newest first, a page at a time, and nobody else’s', async () => {
  const { email, authorization } = await app.newUser()
  await logIn(email, { password: 'not the password at all' })
  await enter(email, { user_agent: firefox })
  const { body } = await get('/users/me/events?limit=2', { authorization })
  assert.deepEqual(
    body.data.map(({ name }: { name: string }) => name),
    ['user.logged_in', 'user.login_failed'],
  )
  assert.equal(body.data[0].data.device, 'Firefox on Windows')
  const next = await get(`/users/me/events?limit=2&cursor=${body.next_cursor}`, { authorization })
  assert.deepEqual(
    next.body.data.map(({ name }: { name: string }) => name),
    ['user.logged_in'],
  )
  assert.equal(next.body.next_cursor, null)
})

test('forgets sessions, links and guesses a month after their end, and keeps what is in use', async () => {
  const { id, email } = await app.newUser()
  await enter(email)
  await logIn(`nobody-${id}@example.com`, { password: 'not the password at all' })
  pass({ hours: 24 * 29 })
  await enter(email)
  const sweep = () =>
    transact(app.parts.pool, undefined, (db) =>
      sweepSignIns({ db, actor: undefined, request_id: null, ip: null, user_agent: null, now }),
    )
  const count = async (table: string, where: string) =>
    (await app.admin.query<{ n: number }>(`select count(*)::int as n from app.${table} where ${where}`)).rows[0]!.n
  await sweep()
  assert.equal(await count('sessions', `user_id = '${id}'`), 3)
  pass({ hours: 24 * 32 })
  await sweep()
  assert.equal(await count('sessions', `user_id = '${id}'`), 1)
  assert.equal(await count('sign_in_throttles', 'true'), 0)
})
