// verbs: prove-factor remove-factor factor-queries throttle-codes
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type TOTP, URI } from 'otpauth'
import { password, startApp } from '#test/support.ts'
import { createAuthenticator } from './passkey-fixture.ts'
import { cookieIn, signInFixture } from './sign-in-fixture.ts'

const app = await startApp()
const { request } = app
const { post, logIn, enter, get, mailTo, eventsOf } = signInFixture(app)
let now = Temporal.Instant.from('2026-11-22T04:00:00Z')
const pass = (seconds: number) => app.travelTo((now = now.add({ seconds })).toString())
const change = (method: string, path: string, cookie: string, body?: object, organization_id?: string) =>
  request(method, path, body, {
    headers: {
      cookie,
      'sec-fetch-site': 'same-origin',
      ...(organization_id && { 'x-organization-id': organization_id }),
    },
  })

async function addTotp(cookie: string): Promise<{ shown: () => string; codes: string[] }> {
  const { body } = await post('/auth/totp', {}, { cookie })
  const totp = URI.parse(body.otpauth_uri) as TOTP
  const shown = () => totp.generate({ timestamp: now.epochMilliseconds })
  const { status, body: added } = await post('/auth/totp/confirm', { code: shown() }, { cookie })
  assert.equal(status, 200)
  pass(30)
  return { shown, codes: added.recovery_codes }
}

async function addPasskey(cookie: string) {
  const key = createAuthenticator()
  const { body: options } = await post('/auth/passkeys/options', {}, { cookie })
  const { body } = await post('/auth/passkeys', { passkey: key.create(options) }, { cookie })
  return { key, id: body.passkey.id as string }
}

test('SEC-020 an organisation that requires a second factor lets nobody in by password alone, but to set one up', async () => {
  const owner = await app.signUp()
  const member = await app.signUp('member', owner)
  const cookie = await enter(member.email)
  const customers = () => change('GET', '/customers', cookie, undefined, owner.organization_id)
  assert.equal((await customers()).status, 200)
  await app.admin.query(
    'update app.organization_directory set require_second_factor = true where organization_id = $1',
    [owner.organization_id],
  )
  const refused = await customers()
  assert.deepEqual([refused.status, refused.body.code], [403, 'auth.second_factor_required'])
  const self = await get(`/organizations/${owner.organization_id}`, { cookie })
  assert.equal(self.body.code, 'auth.second_factor_required')
  assert.equal((await get('/users/me', { cookie })).status, 200)
  const { required_by } = (await get('/auth/factors', { cookie })).body
  assert.deepEqual(
    required_by.map(({ id }: { id: string }) => id),
    [owner.organization_id],
  )

  const elsewhere = await enter(member.email)
  const { shown } = await addTotp(cookie)
  assert.equal((await customers()).status, 200, 'the session that set it up has proven it')
  const other = () => change('GET', '/customers', elsewhere, undefined, owner.organization_id)
  assert.equal((await other()).body.code, 'auth.second_factor_required')
  const proven = await post('/auth/step-up', { totp_code: shown() }, { cookie: elsewhere })
  assert.equal(proven.status, 200)
  const renewed = cookieIn(proven.headers)
  assert.equal((await change('GET', '/customers', renewed, undefined, owner.organization_id)).status, 200)
})

test('SEC-020 whoever does not belong to an organisation does not learn whether it requires a second factor', async () => {
  const [owner, stranger] = [await app.signUp(), await app.signUp()]
  await app.admin.query(
    'update app.organization_directory set require_second_factor = true where organization_id = $1',
    [owner.organization_id],
  )
  const asked = await stranger.get('/customers', { headers: { 'x-organization-id': owner.organization_id } })
  assert.equal(asked.body.code, 'auth.not_a_member')
})

test('SEC-027 the last strong factor stays while an organisation requires one', async () => {
  const owner = await app.signUp()
  const cookie = await enter(owner.email)
  const { id } = await addPasskey(cookie)
  await addTotp(cookie)
  await app.admin.query(
    'update app.organization_directory set require_second_factor = true where organization_id = $1',
    [owner.organization_id],
  )
  const both = await Promise.all([
    change('DELETE', '/auth/totp', cookie),
    change('DELETE', `/auth/passkeys/${id}`, cookie),
  ])
  assert.deepEqual(both.map(({ status }) => status).sort(), [204, 409])
  const refused = both.find(({ status }) => status === 409)!
  assert.equal(refused.body.code, 'auth.factor_required')
  const { totp, passkeys, recovery_codes_left } = (await get('/auth/factors', { cookie })).body
  assert.equal((totp ? 1 : 0) + passkeys.length, 1)
  assert.equal(recovery_codes_left, 10)
})

test('SEC-028 a step-up takes a code, a recovery code or a passkey as well as the password', async () => {
  const { email, id } = await app.newUser()
  let cookie = await enter(email)
  const { shown, codes } = await addTotp(cookie)
  const { key } = await addPasskey(cookie)
  const step = async (proof: object) => {
    const answer = await post('/auth/step-up', proof, { cookie })
    if (answer.status === 200) cookie = cookieIn(answer.headers)
    return answer
  }
  const proofs = [
    () => ({ totp_code: shown() }),
    () => ({ totp_code: codes[0]! }),
    async () => ({ passkey: key.get((await post('/auth/step-up/options', {}, { cookie })).body) }),
  ]
  for (const prove of proofs) {
    pass(601)
    assert.equal((await post('/auth/totp', {}, { cookie })).body.code, 'auth.step_up_required')
    const wrong = await step({ totp_code: '000000' })
    assert.deepEqual(
      [wrong.status, wrong.body.code, wrong.body.errors[0].pointer],
      [422, 'auth.code_wrong', '/totp_code'],
    )
    const { status, body } = await step(await prove())
    assert.equal(status, 200, JSON.stringify(body))
    assert.equal((await post('/auth/totp', {}, { cookie })).status, 201)
  }
  for (const proof of [{}, { password, totp_code: shown() }]) assert.equal((await step(proof)).status, 422)
  assert.equal((await step({ passkey: createAuthenticator().get({ challenge: 'bm8', rpId: 'x' }) })).status, 422)
  assert.equal((await eventsOf(id)).filter((name) => name === 'user.stepped_up').length, 3)
})

test('SEC-028 a password alone does not lift a session that never proved the second factor of its account', async () => {
  const { email, id } = await app.newUser()
  const old = await enter(email)
  const mine = await enter(email)
  const { shown } = await addTotp(mine)
  pass(601)
  const refused = await post('/auth/step-up', { password }, { cookie: old })
  assert.deepEqual(
    [refused.status, refused.body.code, refused.body.errors[0].pointer],
    [422, 'auth.second_factor_wanted', '/password'],
  )
  assert.equal((await post('/auth/passkeys/options', {}, { cookie: old })).body.code, 'auth.step_up_required')
  assert.ok((await eventsOf(id)).includes('user.step_up_failed'))
  assert.equal((await post('/auth/step-up', { totp_code: shown() }, { cookie: old })).status, 200)
  assert.equal((await post('/auth/step-up', { password }, { cookie: mine })).status, 200, 'this one proved it')
})

test('SEC-001 a password of 8 characters will do beside a second factor, which then stays until it is longer', async () => {
  const { email, id } = await app.newUser()
  const cookie = await enter(email)
  const set = (current_password: string, to: string) =>
    post('/auth/password/change', { current_password, password: to }, { cookie })
  assert.equal((await set(password, 'kaya+egg')).body.code, 'auth.password_refused')
  await addTotp(cookie)
  assert.equal((await set(password, 'kaya+eg')).body.code, 'auth.password_refused')
  assert.equal((await set(password, 'kaya+egg')).status, 200)
  const refused = await change('DELETE', '/auth/totp', cookie)
  assert.deepEqual([refused.status, refused.body.code], [409, 'auth.password_too_short'])
  assert.equal((await set('kaya+egg', 'nine lamps above the market')).status, 200)
  assert.equal((await change('DELETE', '/auth/totp', cookie)).status, 204)
  assert.equal((await logIn(email, { password: 'nine lamps above the market' })).status, 200)
  assert.ok((await eventsOf(id)).includes('user.totp_removed'))
  assert.ok((await mailTo(email)).some(({ subject }) => subject === 'A second factor was removed from your account'))
})

test('SEC-018 each factor that comes, goes or is used up is told by mail, and stands in the log of the account', async () => {
  const { email, id } = await app.newUser()
  const cookie = await enter(email)
  const { codes } = await addTotp(cookie)
  const passkey = await addPasskey(cookie)
  await post('/auth/step-up', { totp_code: codes[0]! }, { cookie })
  const fresh = cookieIn((await post('/auth/login', { email, password, totp_code: codes[1]! }, { web: true })).headers)
  await post('/auth/recovery-codes', {}, { cookie: fresh })
  await change('DELETE', `/auth/passkeys/${passkey.id}`, fresh)
  await change('DELETE', '/auth/totp', fresh)
  const told = (await mailTo(email)).map(({ subject }) => subject)
  const added = 'Your account has another way to prove it is you'
  const used = 'A recovery code was used'
  const removed = 'A second factor was removed from your account'
  const expected = [added, added, used, used, 'You have new recovery codes', removed, removed]
  assert.deepEqual(told.toSorted(), expected.toSorted())
  const noted = (await eventsOf(id)).filter((name) => /totp|passkey|recovery/.test(name))
  assert.deepEqual(noted, [
    'user.totp_enabled',
    'user.passkey_added',
    'user.recovery_code_used',
    'user.recovery_code_used',
    'user.recovery_codes_replaced',
    'user.passkey_removed',
    'user.totp_removed',
  ])
})

test('a session no longer counts as strong once its factor is gone', async () => {
  const owner = await app.signUp()
  const cookie = await enter(owner.email)
  await addTotp(cookie)
  const current = async () =>
    (await get('/auth/sessions', { cookie })).body.data.find(({ is_current }: { is_current: boolean }) => is_current)
  assert.equal((await current()).has_second_factor, true)
  await change('DELETE', '/auth/totp', cookie)
  assert.equal((await current()).has_second_factor, false)
  assert.equal((await change('DELETE', '/auth/totp', cookie)).status, 404)
})
