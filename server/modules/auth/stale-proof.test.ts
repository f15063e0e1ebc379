// verbs: is-still-password
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { password, startApp } from '#test/support.ts'
import { signInFixture, tokenIn } from './sign-in-fixture.ts'

const app = await startApp()
const { post, logIn, mailTo, eventsOf } = signInFixture(app)
const another = 'rain on the market roof'

/** Lets a request check the old password, then sets another by the mailed link before the request goes on. */
async function resetMeanwhile<T>(email: string, ask: () => Promise<T>): Promise<T> {
  await post('/auth/password/forgot', { email })
  const token = tokenIn((await mailTo(email)).at(-1)!.text)
  const { passwords } = app.parts
  const before = { ...passwords }
  passwords.matches = async (...given) => {
    const is_right = await before.matches(...given)
    Object.assign(passwords, before)
    assert.equal((await post('/auth/password/reset', { token, password: another })).status, 200)
    return is_right
  }
  return ask()
}

test('SEC-037 a sign-in that was under way with the old password does not outlive its reset', async () => {
  const { id, email } = await app.newUser()
  const late = await resetMeanwhile(email, () => logIn(email))
  assert.deepEqual([late.status, late.body.code], [401, 'auth.invalid_credentials'])
  assert.ok((await eventsOf(id)).includes('user.login_failed'))
  assert.equal((await logIn(email, { password: another })).status, 200)
})

test('SEC-037 a change of the password that was under way does not undo its reset', async () => {
  const { email, authorization } = await app.newUser()
  const body = { current_password: password, password: 'the choice of the thief' }
  const late = await resetMeanwhile(email, () =>
    app.request('POST', '/auth/password/change', body, { headers: { authorization } }),
  )
  assert.deepEqual([late.status, late.body.code], [422, 'auth.password_wrong'])
  assert.equal((await logIn(email, { password: another })).status, 200)
})
