// verbs: begin-totp confirm-totp generate-recovery-codes prove-second-factor use-code
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Secret, TOTP, URI } from 'otpauth'
import { password, startApp } from '#test/support.ts'
import { cookieIn, signInFixture } from './sign-in-fixture.ts'

const app = await startApp()
const { post, logIn, enter, mailTo, eventsOf, get } = signInFixture(app)
let now = Temporal.Instant.from('2026-11-22T04:00:00Z')
const pass = (seconds: number) => app.travelTo((now = now.add({ seconds })).toString())
/** What an authenticator app that is none of ours shows now, or some seconds from now. */
const shown = (uri: string, seconds = 0) =>
  (URI.parse(uri) as TOTP).generate({ timestamp: now.epochMilliseconds + seconds * 1000 })

/** Somebody with an authenticator app, signed in with a cookie. */
async function withApp() {
  const user = await app.newUser()
  const cookie = await enter(user.email)
  const begun = await post('/auth/totp', {}, { cookie })
  assert.equal(begun.status, 201, JSON.stringify(begun.body))
  const { otpauth_uri: uri } = begun.body
  const confirmed = await post('/auth/totp/confirm', { code: shown(uri) }, { cookie })
  assert.equal(confirmed.status, 200, JSON.stringify(confirmed.body))
  pass(30)
  return { ...user, cookie, uri: uri as string, codes: confirmed.body.recovery_codes as string[] }
}
const enterWith = (email: string, totp_code: string, ip?: string) =>
  post('/auth/login', { email, password, totp_code }, { ...(ip && { ip }) })

test('SEC-021 an authenticator app counts only after its first right code', async () => {
  const { email, id } = await app.newUser()
  const cookie = await enter(email)
  const { body } = await post('/auth/totp', {}, { cookie })
  assert.equal(Secret.fromBase32(body.secret).bytes.length, 20)
  assert.equal((await logIn(email)).status, 200)
  const wrong = await post('/auth/totp/confirm', { code: '000000' }, { cookie })
  assert.deepEqual([wrong.status, wrong.body.code, wrong.body.errors[0].pointer], [422, 'auth.code_wrong', '/code'])
  assert.equal((await logIn(email)).status, 200)
  const confirmed = await post('/auth/totp/confirm', { code: shown(body.otpauth_uri) }, { cookie })
  assert.equal(confirmed.body.recovery_codes.length, 10)
  const refused = await logIn(email)
  assert.deepEqual([refused.status, refused.body.code], [401, 'auth.totp_required'])
  assert.deepEqual((await mailTo(email)).at(-1)!.subject, 'Your account has another way to prove it is you')
  assert.ok((await eventsOf(id)).includes('user.totp_enabled'))
})

test('SEC-021 the secret lies sealed in the database, and waits half an hour for its first code', async () => {
  const { email, id } = await app.newUser()
  const cookie = await enter(email)
  const { body } = await post('/auth/totp', {}, { cookie })
  const { rows } = await app.admin.query('select pending_secret as sealed from app.totp_apps where user_id = $1', [id])
  assert.ok(!rows[0].sealed.includes(Buffer.from(Secret.fromBase32(body.secret).bytes)))
  pass(30 * 60)
  const late = await post('/auth/totp/confirm', { code: shown(body.otpauth_uri) }, { cookie })
  assert.deepEqual([late.status, late.body.code], [409, 'auth.totp_not_begun'])
})

test('SEC-022 an independent authenticator signs in, and each of its codes works once', async () => {
  const { email, uri } = await withApp()
  const code = shown(uri)
  const first = await enterWith(email, code)
  assert.equal(first.status, 200, JSON.stringify(first.body))
  const replayed = await enterWith(email, code)
  assert.deepEqual([replayed.status, replayed.body.code], [401, 'auth.totp_invalid'])
  const earlier = await enterWith(email, shown(uri, -30))
  assert.equal(earlier.body.code, 'auth.totp_invalid')
  const next = shown(uri, 30)
  const twice = await Promise.all([enterWith(email, next), enterWith(email, next)])
  assert.deepEqual(twice.map(({ status }) => status).sort(), [200, 401])
  const sessions = await get('/auth/sessions', { authorization: `Bearer ${first.body.access_token}` })
  assert.equal(
    sessions.body.data.find((session: { is_current: boolean }) => session.is_current).has_second_factor,
    true,
  )
})

test('SEC-016 ten wrong codes an hour are all that an account takes, and the wrong ones are noted', async () => {
  const { email, uri, id } = await withApp()
  for (let i = 0; i < 10; i++) assert.equal((await enterWith(email, '000000', `203.0.113.${i}`)).status, 401)
  const refused = await enterWith(email, shown(uri), '203.0.113.99')
  assert.deepEqual([refused.status, refused.body.code], [429, 'auth.too_many_attempts'])
  assert.equal(refused.headers['retry-after'], '3600')
  assert.equal((await enterWith(email, shown(uri))).status, 200, 'the owner, from where they signed in before')
  pass(3600)
  assert.equal((await enterWith(email, shown(uri), '203.0.113.99')).status, 200)
  assert.equal((await eventsOf(id)).filter((name) => name === 'user.code_refused').length, 10)
})

test('SEC-016 ten wrong codes are all that a new app takes, too', async () => {
  const { email } = await app.newUser()
  const cookie = await enter(email)
  const { body } = await post('/auth/totp', {}, { cookie })
  const confirm = (code: string) => post('/auth/totp/confirm', { code }, { cookie })
  for (let i = 0; i < 10; i++) assert.equal((await confirm('000000')).status, 422)
  assert.equal((await confirm(shown(body.otpauth_uri))).status, 429)
  pass(3600)
  assert.equal((await confirm(shown(body.otpauth_uri))).body.code, 'auth.totp_not_begun')
})

test('SEC-016 a right password without a code clears no count of wrong ones', async () => {
  const { email } = await withApp()
  const statuses = []
  for (let i = 0; i < 4; i++) {
    statuses.push((await logIn(email, { ip: '203.0.113.200' })).status)
    statuses.push((await enterWith(email, '000000', '203.0.113.200')).status)
  }
  assert.deepEqual(statuses, [401, 401, 401, 401, 401, 429, 429, 429])
})

test('SEC-011 a new password by mail is no way around the second factor', async () => {
  const { email, uri } = await withApp()
  await post('/auth/password/forgot', { email })
  const mails = await mailTo(email)
  const token = /reset-password\/([\w-]+)/.exec(mails.at(-1)!.text)![1]
  const changed = 'nine lamps above the night market'
  assert.equal((await post('/auth/password/reset', { token, password: changed })).status, 200)
  assert.equal((await logIn(email, { password: changed })).body.code, 'auth.totp_required')
  assert.equal((await post('/auth/login', { email, password: changed, totp_code: shown(uri) })).status, 200)
})

test('SEC-023 a recovery code is 120 random bits of which only a hash is kept, signs in once, and its use is mailed', async () => {
  const { email, id, codes } = await withApp()
  assert.ok(codes.every((code) => /^[A-Z2-7]{6}(-[A-Z2-7]{6}){3}$/.test(code)) && new Set(codes).size === 10)
  const kept = await app.admin.query('select code_hash from app.recovery_codes where user_id = $1', [id])
  assert.ok(kept.rows.every(({ code_hash }) => code_hash.length === 32))
  const typed = codes[0]!.toLowerCase().replaceAll('-', ' ')
  const { body, status } = await enterWith(email, typed)
  assert.equal(status, 200)
  assert.equal((await enterWith(email, codes[0]!)).body.code, 'auth.totp_invalid')
  const factors = await get('/auth/factors', { authorization: `Bearer ${body.access_token}` })
  assert.equal(factors.body.recovery_codes_left, 9)
  const mail = (await mailTo(email)).at(-1)!
  assert.match(mail.text, /a recovery code of your account was used .* 9 codes are left\./)
  assert.ok((await eventsOf(id)).includes('user.recovery_code_used'))
})

test('SEC-023 a recovery code is its owner’s alone', async () => {
  const [thief, owner] = [await withApp(), await withApp()]
  assert.equal((await enterWith(owner.email, thief.codes[0]!)).body.code, 'auth.totp_invalid')
  assert.equal((await enterWith(owner.email, shown(thief.uri))).body.code, 'auth.totp_invalid')
  assert.equal((await enterWith(thief.email, thief.codes[0]!)).status, 200, 'it was not used up')
})

test('SEC-023 of several who come with one recovery code at once, one is let in', async () => {
  const { email, codes } = await withApp()
  for (const code of codes.slice(0, 2)) {
    const all = await Promise.all([1, 2, 3, 4].map((n) => enterWith(email, code, `203.0.113.${n}`)))
    assert.deepEqual(all.map(({ status }) => status).sort(), [200, 401, 401, 401])
  }
})

test('SEC-023 new recovery codes void all old ones, and want a fresh proof of who asks', async () => {
  const { email, cookie, codes } = await withApp()
  const made = await post('/auth/recovery-codes', {}, { cookie })
  assert.equal(made.status, 201)
  assert.equal((await enterWith(email, codes[0]!)).status, 401)
  assert.equal((await enterWith(email, made.body.recovery_codes[0])).status, 200)
  assert.ok((await mailTo(email)).some(({ subject }) => subject === 'You have new recovery codes'))
  pass(601)
  assert.equal((await post('/auth/recovery-codes', {}, { cookie })).body.code, 'auth.step_up_required')
})

test('after a change of SECRET_KEY codes are refused, a recovery code signs in, and the app is set up anew', async () => {
  const { email, id, uri, codes } = await withApp()
  await app.admin.query(
    `update app.totp_apps set secret = set_byte(secret, 0, get_byte(secret, 0) # 1) where user_id = $1`,
    [id],
  )
  assert.equal((await enterWith(email, shown(uri))).body.code, 'auth.totp_invalid')
  const { headers } = await post('/auth/login', { email, password, totp_code: codes[0] }, { web: true })
  const cookie = cookieIn(headers)
  const { body } = await post('/auth/totp', {}, { cookie })
  assert.equal((await post('/auth/totp/confirm', { code: shown(body.otpauth_uri) }, { cookie })).status, 200)
})

test('recovery codes are for who has a second factor', async () => {
  const { email } = await app.newUser()
  const { body, status } = await post('/auth/recovery-codes', {}, { cookie: await enter(email) })
  assert.deepEqual([status, body.code], [409, 'auth.no_second_factor'])
})

test('a new telephone takes over with its first code; until then the old one signs in', async () => {
  const { email, cookie, uri } = await withApp()
  const { body } = await post('/auth/totp', {}, { cookie })
  assert.equal((await enterWith(email, shown(uri))).status, 200)
  const confirmed = await post('/auth/totp/confirm', { code: shown(body.otpauth_uri) }, { cookie })
  assert.deepEqual(confirmed.body, { recovery_codes: null })
  pass(30)
  assert.equal((await enterWith(email, shown(uri))).status, 401)
  assert.equal((await enterWith(email, shown(body.otpauth_uri))).status, 200)
})
