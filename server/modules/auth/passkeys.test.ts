// verbs: passkey-challenges begin-passkey add-passkey rename-passkey log-in-by-passkey use-passkey
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { password, startApp } from '#test/support.ts'
import { createAuthenticator } from './passkey-fixture.ts'
import { signInFixture } from './sign-in-fixture.ts'

const app = await startApp()
const { request } = app
const { post, logIn, enter, mailTo, eventsOf, get } = signInFixture(app)
let now = Temporal.Instant.from('2026-11-22T04:00:00Z')
const pass = (seconds: number) => app.travelTo((now = now.add({ seconds })).toString())
type Twist = NonNullable<Parameters<ReturnType<typeof createAuthenticator>['get']>[1]>

/** Somebody with a passkey, signed in with a cookie. */
async function withPasskey(made: Twist = {}) {
  const user = await app.newUser()
  const cookie = await enter(user.email)
  const key = createAuthenticator()
  const { body: options } = await post('/auth/passkeys/options', {}, { cookie })
  const added = await post('/auth/passkeys', { passkey: key.create(options, made), name: 'Blue key' }, { cookie })
  assert.equal(added.status, 201, JSON.stringify(added.body))
  return { ...user, cookie, key, passkey_id: added.body.passkey.id as string, codes: added.body.recovery_codes }
}

async function enterBy(key: ReturnType<typeof createAuthenticator>, twist: Twist = {}) {
  const { body: options } = await post('/auth/passkeys/log-in/options', {})
  return post('/auth/passkeys/log-in', { passkey: key.get(options, twist) })
}

test('SEC-024 a passkey signs in alone, without naming anybody, and counts as two factors', async () => {
  const { id, key } = await withPasskey()
  const { status, body } = await enterBy(key)
  assert.equal(status, 200, JSON.stringify(body))
  assert.equal(body.user.id, id)
  const { data } = (await get('/auth/sessions', { authorization: `Bearer ${body.access_token}` })).body
  assert.equal(data.find(({ is_current }: { is_current: boolean }) => is_current).has_second_factor, true)
  assert.ok((await eventsOf(id)).includes('user.logged_in'))
})

test('SEC-024 refuses another origin, domain, kind, challenge, absence, and a signature over anything else', async () => {
  const { key } = await withPasskey()
  const twists: Twist[] = [
    { origin: 'https://evil.example' },
    { origin: 'http://localhost:8001' },
    { rp_id: 'evil.example' },
    { type: 'webauthn.create' },
    { challenge: 'c29tZXRoaW5nIG9mIG15IG93bg' },
    { cross_origin: true },
    { user_present: false },
    { user_verified: false },
    { user_handle: 'c29tZWJvZHkgZWxzZQ' },
    { user_handle: '' },
  ]
  for (const twist of twists) {
    const { status, body } = await enterBy(key, twist)
    assert.deepEqual([status, body.code], [401, 'auth.passkey_invalid'], JSON.stringify(twist))
  }
  const { body: options } = await post('/auth/passkeys/log-in/options', {})
  const answer = key.get(options)
  const { signature } = key.get({ ...options, challenge: 'b3RoZXI' }).response
  const forged = await post('/auth/passkeys/log-in', {
    passkey: { ...answer, response: { ...answer.response, signature } },
  })
  assert.equal(forged.status, 401)
  assert.equal((await enterBy(key)).status, 200)
})

test('SEC-024 a challenge is answered once, within five minutes, for what it was made for, in its session', async () => {
  const { email, cookie, key } = await withPasskey()
  const ask = async () => (await post('/auth/passkeys/log-in/options', {})).body
  const answer = key.get(await ask())
  assert.equal((await post('/auth/passkeys/log-in', { passkey: answer })).status, 200)
  assert.equal((await post('/auth/passkeys/log-in', { passkey: answer })).status, 401)
  const both = key.get(await ask())
  const twice = await Promise.all([1, 2].map(() => post('/auth/passkeys/log-in', { passkey: both })))
  assert.deepEqual(twice.map(({ status }) => status).sort(), [200, 401])
  const late = key.get(await ask())
  pass(300)
  assert.equal((await post('/auth/passkeys/log-in', { passkey: late })).status, 401)

  const { body: for_step_up } = await post('/auth/step-up/options', {}, { cookie })
  assert.deepEqual(for_step_up.allowCredentials, [{ id: key.id, type: 'public-key', transports: ['usb'] }])
  assert.equal((await post('/auth/passkeys/log-in', { passkey: key.get(for_step_up) })).status, 401)
  const elsewhere = (await enterBy(key)).body.access_token
  const { body: options } = await post('/auth/step-up/options', {}, { cookie })
  const stolen = await request(
    'POST',
    '/auth/step-up',
    { passkey: key.get(options) },
    {
      headers: { authorization: `Bearer ${elsewhere}` },
    },
  )
  assert.deepEqual([stolen.status, stolen.body.code], [422, 'auth.passkey_refused'], email)
})

test('SEC-024 a passkey is made for our own origin and domain, once, by whoever asked for it', async () => {
  const { email } = await app.newUser()
  const cookie = await enter(email)
  const ask = async () => (await post('/auth/passkeys/options', {}, { cookie })).body
  const add = (passkey: object, as = cookie) => post('/auth/passkeys', { passkey }, { cookie: as })
  const key = createAuthenticator()
  const twists: Twist[] = [
    { origin: 'https://evil.example' },
    { rp_id: 'evil.example' },
    { type: 'webauthn.get' },
    { challenge: 'c29tZXRoaW5nIG9mIG15IG93bg' },
    { user_present: false },
  ]
  for (const twist of twists) {
    const { status, body } = await add(key.create(await ask(), twist))
    assert.deepEqual([status, body.code], [422, 'auth.passkey_refused'], JSON.stringify(twist))
  }
  const other = await enter((await app.newUser()).email)
  assert.equal((await add(key.create(await ask()), other)).status, 422)
  const options = await ask()
  assert.deepEqual(
    [options.rp.id, options.attestation, options.authenticatorSelection.residentKey],
    ['localhost', 'none', 'required'],
  )
  assert.ok(Buffer.from(options.challenge, 'base64url').length >= 16)
  const added = await add(key.create(options))
  assert.deepEqual([added.status, added.body.recovery_codes.length], [201, 10])
  assert.equal((await add(key.create(options))).status, 422)
  const again = await ask()
  assert.deepEqual(
    again.excludeCredentials.map(({ id }: { id: string }) => id),
    [key.id],
  )
  assert.equal((await add(key.create(again))).body.code, 'auth.passkey_taken')
})

test('SEC-025 a counter that falls back is refused and its owner told; one that stays at 0 is fine', async () => {
  const { id, email, key } = await withPasskey()
  assert.equal((await enterBy(key, { count: 7 })).status, 200)
  for (const count of [7, 6, 0]) assert.equal((await enterBy(key, { count })).status, 401)
  assert.equal((await enterBy(key, { count: 8 })).status, 200)
  assert.equal((await eventsOf(id)).filter((name) => name === 'user.passkey_copied').length, 3)
  assert.ok((await mailTo(email)).some(({ subject }) => subject === 'A passkey of yours may have been copied'))

  const synced = await withPasskey({ backup_eligible: true, count: 0 })
  const { body } = await enterBy(synced.key, { count: 0, backup_eligible: true, backed_up: true })
  assert.equal((await enterBy(synced.key, { count: 0, backup_eligible: true, backed_up: true })).status, 200)
  const [passkey] = (await get('/auth/factors', { authorization: `Bearer ${body.access_token}` })).body.passkeys
  assert.deepEqual([passkey.is_backup_eligible, passkey.is_backed_up], [true, true])
})

test('SEC-026 signing in by passkey tells nobody who has one', async () => {
  const { key } = await withPasskey()
  const { body: options } = await post('/auth/passkeys/log-in/options', {})
  assert.deepEqual(options.allowCredentials, [])
  assert.deepEqual(Object.keys(options).sort(), [
    'allowCredentials',
    'challenge',
    'rpId',
    'timeout',
    'userVerification',
  ])
  const unknown = await enterBy(createAuthenticator(), { user_handle: 'c29tZWJvZHkgZWxzZQ' })
  const known = await enterBy(key, { origin: 'https://evil.example' })
  const { request_id: _one, ...one } = unknown.body
  const { request_id: _two, ...two } = known.body
  assert.deepEqual([unknown.status, one], [known.status, two])
})

test('SEC-024 beside a password a passkey need only be there, and it must be that person’s', async () => {
  const [mine, theirs] = [await withPasskey(), await withPasskey()]
  assert.equal((await logIn(mine.email)).body.code, 'auth.totp_required')
  const answer = async (key: typeof mine.key, twist: Twist = {}) => {
    const { body: options } = await post('/auth/passkeys/log-in/options', { is_second_factor: true })
    return key.get(options, twist)
  }
  const together = async (passkey: object) => post('/auth/login', { email: mine.email, password, passkey })
  assert.equal((await together(await answer(mine.key, { user_verified: false }))).status, 200)
  assert.equal((await together(await answer(theirs.key))).body.code, 'auth.passkey_invalid')
  const alone = await post('/auth/passkeys/log-in', { passkey: await answer(mine.key) })
  assert.equal(alone.status, 401)
  assert.equal((await post('/auth/login', { email: mine.email, password, totp_code: mine.codes[0] })).status, 200)
})

test('SEC-024 a step-up takes a passkey of its own account alone', async () => {
  const [mine, theirs] = [await withPasskey(), await withPasskey()]
  const step = async (by: typeof mine, twist: Twist = {}) => {
    const { body: options } = await post('/auth/step-up/options', {}, { cookie: mine.cookie })
    return post('/auth/step-up', { passkey: by.key.get(options, twist) }, { cookie: mine.cookie })
  }
  for (const twist of [{}, { user_handle: '' }]) {
    const { status, body } = await step(theirs, twist)
    assert.deepEqual([status, body.code], [422, 'auth.passkey_refused'])
  }
  assert.equal((await step(mine, { user_handle: '' })).status, 200)
})

test('SEC-037 an account that is disabled, or was never confirmed, has no passkey that signs in', async () => {
  const { id, key } = await withPasskey()
  for (const state of ['disabled_at = now()', 'disabled_at = null, verified_at = null']) {
    await app.admin.query(`update app.users set ${state} where id = $1`, [id])
    assert.equal((await enterBy(key)).body.code, 'auth.passkey_invalid', state)
  }
})

test('SEC-027 passkeys have names, say when they were used last, and go when their owner says so', async () => {
  const { id, email, cookie, key, passkey_id } = await withPasskey()
  const factors = async () => (await get('/auth/factors', { cookie })).body
  const change = (method: string, path: string, as: string, body?: object) =>
    request(method, path, body, { headers: { cookie: as, 'sec-fetch-site': 'same-origin' } })
  const path = `/auth/passkeys/${passkey_id}`
  assert.deepEqual(
    (await factors()).passkeys.map(({ name, last_used_at }: { name: string; last_used_at: null }) => [
      name,
      last_used_at,
    ]),
    [['Blue key', null]],
  )
  const other = await enter((await app.newUser()).email)
  assert.equal((await change('PATCH', path, other, { name: 'Mine' })).status, 404)
  assert.equal((await change('DELETE', path, other)).status, 404)
  assert.equal((await change('PATCH', path, cookie, { name: 'Red key' })).body.name, 'Red key')
  await enterBy(key)
  assert.equal((await factors()).passkeys[0].last_used_at, now.toString())

  pass(601)
  assert.equal((await change('DELETE', path, cookie)).body.code, 'auth.step_up_required')
  assert.equal((await post('/auth/passkeys/options', {}, { cookie })).body.code, 'auth.step_up_required')
  const { headers } = await post('/auth/step-up', { password }, { cookie })
  const fresh = String(headers['set-cookie']).split(';')[0]!
  assert.equal((await change('DELETE', path, fresh)).status, 204)
  assert.equal((await enterBy(key)).status, 401)
  assert.equal((await logIn(email)).status, 200)
  assert.deepEqual((await get('/auth/factors', { cookie: fresh })).body, {
    totp: null,
    passkeys: [],
    recovery_codes_left: 0,
    required_by: [],
  })
  assert.ok((await mailTo(email)).some(({ subject }) => subject === 'A second factor was removed from your account'))
  for (const name of ['user.passkey_added', 'user.passkey_renamed', 'user.passkey_removed'])
    assert.ok((await eventsOf(id)).includes(name), name)
})
