import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startApp } from '#test/support.ts'
import { firefox, signInFixture } from './sign-in-fixture.ts'

const app = await startApp()
const { logIn, post, get, mailTo, eventsOf } = signInFixture(app)
let now = Temporal.Instant.from('2026-11-22T04:00:00Z')
const pass = (seconds: number) => app.travelTo((now = now.add({ seconds })).toString())

const refresh = (refresh_token: string, from = {}) => post('/auth/refresh', { refresh_token }, from)
const statusOfMe = async (access_token: string) =>
  (await get('/users/me', { authorization: `Bearer ${access_token}` })).status

test('SEC-033 a refresh token works once and is replaced; only its SHA-256 is kept', async () => {
  const { email } = await app.newUser()
  const { body: session } = await logIn(email)
  assert.match(session.refresh_token, /^nxr_[\w-]{43}$/)
  const rotated = await refresh(session.refresh_token)
  assert.equal(rotated.status, 200)
  assert.notEqual(rotated.body.refresh_token, session.refresh_token)
  assert.equal(await statusOfMe(rotated.body.access_token), 200)
  const { rows } = await app.admin.query<{ text: string }>('select json_agg(r)::text as text from app.refresh_tokens r')
  for (const { refresh_token } of [session, rotated.body])
    for (const spelling of [refresh_token, Buffer.from(refresh_token).toString('hex')])
      assert.ok(!rows[0]!.text.includes(spelling))
})

test('SEC-034 an old token that comes again ends the session and all its tokens, with a mail and an event', async () => {
  const { id, email } = await app.newUser()
  const { body: session } = await logIn(email)
  const rotated = await refresh(session.refresh_token)
  pass(11)
  const again = await refresh(session.refresh_token)
  assert.deepEqual([again.status, again.body.code], [401, 'auth.refresh_invalid'])
  assert.equal((await refresh(rotated.body.refresh_token)).status, 401)
  assert.equal(await statusOfMe(rotated.body.access_token), 401)
  assert.equal(await statusOfMe(session.access_token), 401)
  assert.match((await mailTo(email)).at(-1)!.subject, /ended for your safety/)
  assert.equal((await eventsOf(id)).at(-1), 'user.refresh_reused')
})

test('SEC-035 of two who refresh at once both go on, with one and the same successor', async () => {
  const { email } = await app.newUser()
  const { body: session } = await logIn(email)
  const [one, other] = await Promise.all([refresh(session.refresh_token), refresh(session.refresh_token)])
  assert.deepEqual([one.status, other.status], [200, 200])
  assert.equal(one.body.refresh_token, other.body.refresh_token)
  assert.equal((await refresh(one.body.refresh_token)).status, 200)
})

test('SEC-035 the lost answer is given once more within ten seconds, once, and to the same client', async () => {
  const { email } = await app.newUser()
  const attempt = async (wait: number, from: object, times = 1) => {
    const { body: session } = await logIn(email)
    const { body: first } = await refresh(session.refresh_token)
    pass(wait)
    let status = 0
    for (let i = 0; i < times; i++) status = (await refresh(session.refresh_token, from)).status
    return [status, await statusOfMe(first.access_token)]
  }
  assert.deepEqual(await attempt(10, {}), [200, 200])
  assert.deepEqual(await attempt(11, {}), [401, 401])
  assert.deepEqual(await attempt(1, {}, 2), [401, 401])
  assert.deepEqual(await attempt(1, { user_agent: firefox }), [401, 401])
  assert.deepEqual(await attempt(1, { ip: '203.0.113.1' }), [401, 401])
})

test('SEC-035 a token from before the last is old, however fast it comes', async () => {
  const { email } = await app.newUser()
  const { body: session } = await logIn(email)
  const second = await refresh(session.refresh_token)
  const third = await refresh(second.body.refresh_token)
  assert.equal((await refresh(session.refresh_token)).status, 401)
  assert.equal(await statusOfMe(third.body.access_token), 401)
})

test('SEC-035 of twenty who come with one token at once two go on, and then the session is over', async () => {
  const { email } = await app.newUser()
  const { body } = await logIn(email)
  const answers = await Promise.all(Array.from({ length: 20 }, () => refresh(body.refresh_token)))
  const good = answers.filter(({ status }) => status === 200)
  assert.equal(good.length, 2)
  assert.equal(good[0]!.body.refresh_token, good[1]!.body.refresh_token)
  assert.equal((await refresh(good[0]!.body.refresh_token)).status, 401)
})

test('a disabled user refreshes nothing, and rubbish is refused alike', async () => {
  const { id, email } = await app.newUser()
  const { body } = await logIn(email)
  await app.admin.query('update app.users set disabled_at = now() where id = $1', [id])
  const { request_id: _a, ...disabled } = (await refresh(body.refresh_token)).body
  const { request_id: _b, ...rubbish } = (await refresh('nxr_rubbish')).body
  assert.deepEqual(disabled, rubbish)
})

test('SEC-032 more refreshes at once than there are connections are answered also when the keys must be read again', async () => {
  const count = 3 * app.parts.pool.options.max
  const { email } = await app.newUser()
  const sessions: { refresh_token: string }[] = []
  for (let i = 0; i < count; i++) sessions.push((await logIn(email)).body)
  // Past the time for which a process trusts the keys that it has read.
  pass(120)
  const answers = await Promise.all(sessions.map(({ refresh_token }) => refresh(refresh_token)))
  assert.deepEqual([...new Set(answers.map(({ status }) => status))], [200])
})
