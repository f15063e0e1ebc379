// verbs: request-password-reset change-password new-password
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { password, startApp } from '#test/support.ts'
import { signInFixture, tokenIn } from './sign-in-fixture.ts'

const app = await startApp()
const { post, get, enter, logIn, mailTo, eventsOf } = signInFixture(app)
let now = Temporal.Instant.from('2026-11-22T04:00:00Z')
const pass = (seconds: number) => app.travelTo((now = now.add({ seconds })).toString())
const another = 'rain on the market roof'

const forgot = (email: string) => post('/auth/password/forgot', { email })
const reset = (token: string, chosen = another) => post('/auth/password/reset', { token, password: chosen })
async function linkFor(email: string): Promise<string> {
  await forgot(email)
  return tokenIn((await mailTo(email)).at(-1)!.text)
}

test('SEC-011 the mailed link sets a password once, ends every session, and signs nobody in', async () => {
  const { id, email, authorization } = await app.newUser()
  const cookie = await enter(email)
  const token = await linkFor(email)
  assert.match(token, /^nxp_[\w-]{43}$/)
  const done = await reset(token)
  assert.deepEqual([done.status, done.body], [200, { status: 'password_reset' }])
  assert.equal(done.headers['set-cookie'], undefined)
  for (const headers of [{ authorization }, { cookie }]) assert.equal((await get('/users/me', headers)).status, 401)
  assert.equal((await logIn(email)).status, 401)
  assert.equal((await logIn(email, { password: another })).status, 200)
  assert.equal((await reset(token, 'yet another long one')).status, 410)
  assert.match((await mailTo(email)).map(({ subject }) => subject).join('|'), /Your password was changed/)
  assert.ok((await eventsOf(id)).includes('user.password_reset'))
})

test('SEC-011 a link dies after 30 minutes, with the next one, and is kept as a hash alone', async () => {
  const { email } = await app.newUser()
  const old = await linkFor(email)
  pass(61)
  const newer = await linkFor(email)
  assert.notEqual(newer, old)
  assert.equal((await reset(old)).body.code, 'auth.token_expired')
  const { rows } = await app.admin.query<{ text: string }>(
    'select json_agg(r)::text as text from app.password_resets r',
  )
  assert.ok(!rows[0]!.text.includes(newer))
  assert.ok(!(await mailTo(email)).at(-1)!.text.split('http')[1]!.includes('@'))
  pass(30 * 60)
  assert.equal((await reset(newer)).status, 410)
})

test('SEC-011 a link is void for an account that was disabled since', async () => {
  const { id, email } = await app.newUser()
  const token = await linkFor(email)
  await app.admin.query('update app.users set disabled_at = now() where id = $1', [id])
  assert.equal((await reset(token)).status, 410)
  await app.admin.query('update app.users set disabled_at = null where id = $1', [id])
  assert.equal((await logIn(email)).status, 200, 'with the password of before')
})

test('SEC-011 a password that was set by mail voids the confirmation of the sign-up', async () => {
  const email = `user-${randomUUID()}@example.com`
  await post('/auth/register', { email, password, name: 'Mei Tan' })
  const confirmation = tokenIn((await mailTo(email))[0]!.text)
  assert.equal((await reset(await linkFor(email))).status, 200)
  assert.equal((await post('/auth/verify', { token: confirmation })).status, 410)
  assert.equal((await logIn(email, { password: another })).status, 200)
})

test('SEC-013 says the same for a known, an unknown, an unverified and a disabled address', async () => {
  const [known, unverified, disabled] = [await app.newUser(), await app.newUser(), await app.newUser()]
  await app.admin.query('update app.users set verified_at = null where id = $1', [unverified.id])
  await app.admin.query('update app.users set disabled_at = now() where id = $1', [disabled.id])
  const emails = [known.email, unverified.email, disabled.email, `${randomUUID()}@example.com`]
  const plain = ({ status, headers, body }: Awaited<ReturnType<typeof forgot>>) => {
    const { 'x-request-id': _id, date: _date, ratelimit: _left, ...others } = headers
    return { status, others, body }
  }
  for (const path of ['/auth/password/forgot', '/auth/verify/resend']) {
    const [first, ...rest] = await Promise.all(emails.map((email) => post(path, { email })))
    for (const answer of rest) assert.deepEqual(plain(answer), plain(first!))
  }
  assert.match((await mailTo(known.email))[0]!.subject, /new password/)
  assert.match((await mailTo(unverified.email)).map(({ subject }) => subject).join('|'), /new password/)
  assert.deepEqual(await mailTo(disabled.email), [])
  assert.deepEqual(await mailTo(emails[3]!), [])
})

test('SEC-016 mails at most one link a minute and ten an hour, and a link bears five attempts', async () => {
  const { email } = await app.newUser()
  await Promise.all([forgot(email), forgot(email)])
  assert.equal((await mailTo(email)).length, 1)
  for (let i = 0; i < 14; i++) {
    pass(61)
    await forgot(email)
    await app.settle()
  }
  assert.equal((await mailTo(email)).length, 10)

  const token = tokenIn((await mailTo(email)).at(-1)!.text)
  for (let i = 0; i < 5; i++) assert.equal((await reset(token, 'password1234567')).status, 422)
  assert.equal((await reset(token)).status, 410)
})

test('SEC-003 a new password is not built around one’s own company, in the words of the refusal', async () => {
  const owner = await app.signUp('owner', undefined, { name: 'Bukit Timah Bakery' })
  const refused = await owner.post('/auth/password/change', {
    current_password: password,
    password: 'bukit timah 2026',
  })
  assert.equal(refused.body.code, 'auth.password_refused')
  assert.deepEqual([refused.body.errors[0].pointer, refused.body.errors[0].code], ['/password', 'too_personal'])
  assert.match(refused.body.detail, /“bukit”/)
})

test('SEC-008 changing the password wants the old one, ends the other sessions, voids links and tells by mail', async () => {
  const { id, email, authorization } = await app.newUser()
  const link = await linkFor(email)
  const cookie = await enter(email)
  const change = (current_password: string) =>
    post('/auth/password/change', { current_password, password: another }, { cookie })
  const wrong = await change('not the password at all')
  assert.deepEqual(
    [wrong.status, wrong.body.code, wrong.body.errors[0].pointer],
    [422, 'auth.password_wrong', '/current_password'],
  )
  assert.deepEqual((await change(password)).body, { ended_count: 1 })
  assert.equal((await get('/users/me', { cookie })).status, 200)
  assert.equal((await get('/users/me', { authorization })).status, 401)
  assert.equal((await reset(link)).status, 410)
  assert.equal((await logIn(email, { password: another })).status, 200)
  assert.ok((await mailTo(email)).some(({ subject }) => subject === 'Your password was changed'))
  assert.ok((await eventsOf(id)).includes('user.password_changed'))
})

test('SEC-011 a link that the mailbox received proves the address too, and voids a move to another', async () => {
  const user = await app.newUser()
  await app.request('POST', '/users/me/email', { email: `thief-${randomUUID()}@example.com` }, { headers: user })
  const move = tokenIn((await mailTo(user.email)).at(-1)!.text)
  await app.admin.query('update app.users set verified_at = null where id = $1', [user.id])
  assert.equal((await reset(await linkFor(user.email))).status, 200)
  assert.equal((await post('/users/me/email/confirm', { token: move })).body.code, 'auth.token_expired')
  assert.equal((await logIn(user.email, { password: another })).status, 200)
  assert.ok((await eventsOf(user.id)).includes('user.verified'))
})

test('SEC-012 no operation lets anybody set or read the password of another', async () => {
  const { body } = await app.request('GET', '/api/v1/openapi.json')
  const carries = Object.entries(body.components.schemas as Record<string, { properties?: object }>)
    .filter(([, { properties = {} }]) => Object.keys(properties).some((name) => /password/.test(name)))
    .map(([name]) => name)
  assert.deepEqual(carries.toSorted(), ['Login', 'PasswordChange', 'PasswordReset', 'Registration', 'StepUp'])
})
