// verbs: register-user verify-email resend-verification log-in log-out update-me
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { startApp } from '#test/support.ts'

const app = await startApp()
const { request, admin, settle, newUser } = app
const password = 'a long enough password'
const fresh = () => ({ email: `Mei.${randomUUID()}@Example.com`, password, name: 'Mei Tan' })

async function mailTo(email: string): Promise<{ subject: string; text: string }[]> {
  await settle()
  const { rows } = await admin.query(
    `select subject, text_body as text from app.mailbox_messages where recipient = $1 order by id`,
    [email.toLowerCase()],
  )
  return rows
}
const tokenIn = (text: string) => /\/verify\/([\w-]+)/.exec(text)![1]!

test('registers, proves the address by the mailed link, and signs in; the link works once', async () => {
  const person = fresh()
  const registered = await request('POST', '/auth/register', person)
  assert.equal(registered.status, 202)
  assert.deepEqual(registered.body, { status: 'verification_sent' })
  const early = await request('POST', '/auth/login', person_login(person))
  assert.equal(early.body.code, 'auth.email_not_verified')

  const [mail] = await mailTo(person.email)
  const token = tokenIn(mail!.text)
  assert.equal((await request('POST', '/auth/verify', { token })).body.status, 'verified')
  assert.equal((await request('POST', '/auth/verify', { token })).status, 410)
  assert.equal((await request('GET', `/auth/verify/${token}`)).status, 410)

  const { status, body } = await request('POST', '/auth/login', { email: person.email.toLowerCase(), password })
  assert.equal(status, 200)
  assert.equal(body.user.is_verified, true)
  assert.equal(body.expires_in, 600)
})
const person_login = ({ email, password }: { email: string; password: string }) => ({ email, password })

test('SEC-073 a mail scanner that looks at the link, or asks for its head, uses nothing up', async () => {
  const person = fresh()
  await request('POST', '/auth/register', person)
  const link = new URL(/http\S+\/verify\/\S+/.exec((await mailTo(person.email))[0]!.text)![0]).pathname
  const token = tokenIn(link)
  for (const path of [`/api/v1/auth/verify/${token}`, link])
    for (const method of ['HEAD', 'OPTIONS'] as const) await app.app.inject({ method, url: path })
  // Where the mail leads is a page: it asks a person, whose click posts.
  await request('GET', link)
  assert.equal((await request('POST', '/auth/login', person_login(person))).body.code, 'auth.email_not_verified')
  assert.equal((await request('GET', `/auth/verify/${token}`)).status, 200)
})

test('says the same for a known address, changes nothing, and tells its owner by mail', async () => {
  const person = fresh()
  await request('POST', '/auth/register', person)
  await request('POST', '/auth/verify', { token: tokenIn((await mailTo(person.email))[0]!.text) })
  const again = await request('POST', '/auth/register', {
    ...person,
    email: person.email.toUpperCase(),
    password: 'another long password',
  })

  assert.equal(again.status, 202)
  assert.deepEqual(again.body, { status: 'verification_sent' })
  assert.match((await mailTo(person.email)).at(-1)!.subject, /already have an account/)
  const { length } = await mailTo(person.email)
  await request('POST', '/auth/register', person)
  assert.equal((await mailTo(person.email)).length, length)
  assert.equal((await request('POST', '/auth/login', person_login(person))).status, 200)
})

test('SEC-011 a stranger who signs up first with somebody’s address never knows the password of their account', async () => {
  const victim = fresh()
  const guessed = { ...victim, password: 'chosen by the stranger' }
  await request('POST', '/auth/register', guessed)
  const planted = tokenIn((await mailTo(victim.email))[0]!.text)
  await request('POST', '/auth/register', victim)
  await request('POST', '/auth/register', guessed)
  assert.equal((await request('POST', '/auth/verify', { token: planted })).status, 410)

  const mail = (await mailTo(victim.email)).at(-1)!
  const token = /\/reset-password\/([\w-]+)/.exec(mail.text)![1]!
  const mine = 'rain on the market roof'
  assert.equal((await request('POST', '/auth/password/reset', { token, password: mine })).status, 200)
  assert.equal((await request('POST', '/auth/login', person_login(guessed))).status, 401)
  assert.equal((await request('POST', '/auth/login', { ...person_login(victim), password: mine })).status, 200)
})

test('SEC-011 the link of a second sign-up confirms no password that was chosen before', async () => {
  const victim = fresh()
  await request('POST', '/auth/register', { ...victim, password: 'chosen by the stranger' })
  await request('POST', '/auth/register', victim)
  app.travelTo('2026-11-22T04:30:00Z')
  await request('POST', '/auth/verify/resend', { email: victim.email })
  const links = (await mailTo(victim.email)).filter(({ text }) => text.includes('/verify/'))
  await request('POST', '/auth/verify', { token: tokenIn(links.at(-1)!.text) })
  for (const chosen of ['chosen by the stranger', victim.password])
    assert.equal((await request('POST', '/auth/login', { email: victim.email, password: chosen })).status, 401)
})

test('sends a new link at most once a minute, and says the same to a stranger', async () => {
  const person = fresh()
  await request('POST', '/auth/register', person)
  app.travelTo('2026-11-22T05:00:00Z')
  const resend = (email: string) => request('POST', '/auth/verify/resend', { email })
  const [known, again, unknown] = [
    await resend(person.email),
    await resend(person.email),
    await resend('nobody@example.com'),
  ]
  assert.deepEqual([known.body, again.body], [unknown.body, unknown.body])
  assert.equal((await mailTo(person.email)).length, 2)
})

test('a link expires after a day', async () => {
  const person = fresh()
  await request('POST', '/auth/register', person)
  const token = tokenIn((await mailTo(person.email))[0]!.text)
  app.travelTo('2026-11-24T05:00:00Z')
  assert.equal((await request('POST', '/auth/verify', { token })).body.code, 'auth.token_expired')
})

test('SEC-001 SEC-003 refuses short, monotonous and NRIC passwords with the reason', async () => {
  for (const [bad, code] of [
    ['fourteen chars', 'too_short'],
    ['aaaaaaaaaaaaaaaaaaaa', 'too_simple'],
    ['my number S1234567D ok', 'not_allowed'],
    ['x'.repeat(100) + 'abcdefghijklmnopqrstuvwxyz12345', 'too_long'],
  ] as const) {
    const { status, body } = await request('POST', '/auth/register', { ...fresh(), password: bad })
    assert.equal(status, 422)
    assert.deepEqual(
      body.errors.map((error: { pointer: string; code: string }) => [error.pointer, error.code]),
      [['/password', code]],
    )
  }
})

test('answers a wrong password and an unknown address alike', async () => {
  const { email } = await newUser()
  const wrong = await request('POST', '/auth/login', { email, password: 'not the password at all' })
  const unknown = await request('POST', '/auth/login', { email: 'nobody@example.com', password })
  assert.equal(wrong.status, 401)
  const { request_id: _a, ...first } = wrong.body
  const { request_id: _b, ...second } = unknown.body
  assert.deepEqual(first, second)
  const { rowCount } = await admin.query(
    `select from app.user_events e join app.users u on u.id = e.user_id where e.name = 'user.login_failed' and u.email = $1`,
    [email],
  )
  assert.equal(rowCount, 1)
})

test('a browser gets a cookie that no script can read and no token; log-out ends it', async () => {
  const { email } = await newUser()
  const { status, body, headers } = await request(
    'POST',
    '/auth/login',
    { email, password },
    { headers: { 'x-client': 'web' } },
  )
  assert.equal(status, 200)
  assert.deepEqual(Object.keys(body), ['user'])
  const cookie = String(headers['set-cookie'])
  assert.match(cookie, /^session=nxs_[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Strict$/)

  const as = { cookie: cookie.split(';')[0]! }
  assert.equal((await request('GET', '/users/me', undefined, { headers: as })).status, 200)
  const crossSite = await request('POST', '/auth/logout', undefined, {
    headers: { ...as, 'sec-fetch-site': 'cross-site' },
  })
  assert.equal(crossSite.body.code, 'auth.cross_site')
  assert.equal((await request('POST', '/auth/logout', undefined, { headers: as })).status, 403)
  const out = await request('POST', '/auth/logout', undefined, { headers: { ...as, 'sec-fetch-site': 'same-origin' } })
  assert.equal(out.status, 204)
  assert.equal((await request('GET', '/users/me', undefined, { headers: as })).body.code, 'auth.session_ended')
})

test('an access token expires after ten minutes, and a disabled user is stopped on the next request', async () => {
  const user = await newUser()
  const me = () => request('GET', '/users/me', undefined, { headers: { authorization: user.authorization } })
  assert.equal((await me()).status, 200)
  await admin.query('update app.users set disabled_at = now() where id = $1', [user.id])
  assert.equal((await me()).status, 401)
  await admin.query('update app.users set disabled_at = null where id = $1', [user.id])
  app.travelTo('2026-11-24T05:11:00Z')
  assert.equal((await me()).body.code, 'auth.token_invalid')
})

test('changes name and time zone of the person who asks', async () => {
  app.travelTo('2026-11-25T04:00:00Z')
  const { authorization } = await newUser()
  const patch = (body: object) => request('PATCH', '/users/me', body, { headers: { authorization } })
  assert.equal((await patch({ name: 'Mei Lim', timezone: 'Asia/Tokyo' })).body.timezone, 'Asia/Tokyo')
  assert.equal((await patch({ timezone: 'Asia/Atlantis' })).status, 422)
  assert.equal((await patch({})).status, 422)
  assert.equal((await patch({ email: 'x@example.com' })).status, 422)
})

test('no token and no password is ever stored in clear', async () => {
  const { email } = await newUser()
  const { body } = await request('POST', '/auth/login', { email, password })
  const dump = await admin.query(`select json_agg(r)::text as text from app.refresh_tokens r`)
  assert.ok(!dump.rows[0].text.includes(body.refresh_token))
  const hashes = await admin.query(`select password_hash from app.users limit 1`)
  assert.match(hashes.rows[0].password_hash, /^\$argon2id\$/)
})
