import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { startApp } from '#test/support.ts'
import { networkOf } from './rules.ts'
import { signInFixture, tokenIn } from './sign-in-fixture.ts'

const app = await startApp()
const { logIn, mailTo, post } = signInFixture(app)
let now = Temporal.Instant.from('2026-11-22T04:00:00Z')
const pass = (seconds: number) => app.travelTo((now = now.add({ seconds })).toString())
const wrong = { password: 'not the password at all' }

test('SEC-015 five wrong guesses are free; then one waits 1 s, 2 s, 4 s … and never more than 15 minutes', async () => {
  const { email } = await app.newUser()
  const ip = '203.0.113.5'
  for (let i = 0; i < 5; i++) assert.equal((await logIn(email, { ip, ...wrong })).status, 401)
  for (const seconds of [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]) {
    const refused = await logIn(email, { ip })
    assert.deepEqual([refused.status, refused.body.code], [429, 'auth.too_many_attempts'])
    assert.equal(refused.headers['retry-after'], String(seconds))
    pass(seconds)
    assert.equal((await logIn(email, { ip, ...wrong })).status, 401)
  }
  pass(900)
  assert.equal((await logIn(email, { ip })).status, 200)
  assert.equal((await logIn(email, { ip, ...wrong })).status, 401)
  assert.equal((await logIn(email, { ip })).status, 200)
})

test('SEC-015 guesses from one place shut nobody out who comes from another', async () => {
  const { email } = await app.newUser()
  for (let i = 0; i < 9; i++) await logIn(email, { ip: '203.0.113.6', ...wrong })
  assert.equal((await logIn(email, { ip: '203.0.113.6' })).status, 429)
  assert.equal((await logIn(email, { ip: '203.0.113.7' })).status, 200)
})

test('SEC-015 a hundred guesses from everywhere slow strangers down, not the owner where they signed in before', async () => {
  const { email } = await app.newUser()
  const home = '198.51.100.20'
  assert.equal((await logIn(email, { ip: home })).status, 200)
  for (let i = 0; i < 104; i++)
    assert.equal((await logIn(email, { ip: `192.0.2.${i + 1}`, ...wrong })).status, i < 100 ? 401 : 429)
  assert.equal((await logIn(email, { ip: '192.0.2.200' })).status, 429)
  assert.equal((await logIn(email, { ip: home })).status, 200)
})

test('SEC-015 after a hundred wrong guesses in a row only a new password opens the account from afar, and its link is mailed', async () => {
  const { email } = await app.newUser()
  for (let i = 0; i < 60; i++) await logIn(email, { ip: `192.0.2.${i + 1}`, ...wrong })
  pass(25 * 3600)
  for (let i = 0; i < 40; i++) await logIn(email, { ip: `192.0.2.${i + 101}`, ...wrong })
  pass(3 * 24 * 3600)
  const late = await logIn(email, { ip: '192.0.2.250' })
  assert.deepEqual([late.status, late.body.code], [429, 'auth.too_many_attempts'])

  const token = tokenIn((await mailTo(email)).at(-1)!.text)
  pass(61)
  await post('/auth/password/forgot', { email })
  const again = tokenIn((await mailTo(email)).at(-1)!.text)
  assert.notEqual(again, token)
  const chosen = 'rain on the market roof'
  assert.equal((await post('/auth/password/reset', { token: again, password: chosen })).status, 200)
  assert.equal((await logIn(email, { ip: '192.0.2.251', password: chosen })).status, 200)
})

test('SEC-015 one address that tries many accounts is slowed down as well', async () => {
  const ip = '198.51.100.30'
  for (let i = 0; i < 20; i++) assert.equal((await logIn(`${randomUUID()}@example.com`, { ip, ...wrong })).status, 401)
  const { email } = await app.newUser()
  assert.equal((await logIn(email, { ip })).status, 429)
  pass(1)
  assert.equal((await logIn(email, { ip })).status, 200)
})

test('SEC-015 thirty guesses at the same moment are thirty guesses', async () => {
  const { email } = await app.newUser()
  const ip = '198.51.100.40'
  const answers = await Promise.all(Array.from({ length: 30 }, () => logIn(email, { ip, ...wrong })))
  const looked = answers.filter(({ status }) => status === 401).length
  assert.equal(looked, 5)
  assert.equal(answers.filter(({ status }) => status === 429).length, 25)
})

test('SEC-018 who signs in after wrong guesses is told of them by mail', async () => {
  const { email } = await app.newUser()
  for (let i = 0; i < 5; i++) await logIn(email, { ip: `198.51.100.${50 + i}`, ...wrong })
  assert.equal((await logIn(email, { ip: '198.51.100.60' })).status, 200)
  assert.match((await mailTo(email)).at(-1)!.text, /after 5 wrong passwords .* from 198\.51\.100\.60/)
})

test('counts an IPv6 customer by the first 64 bits', () => {
  assert.equal(networkOf('2001:db8:1:2:aaaa::1'), networkOf('2001:0DB8:1:2:bbbb:cccc:dddd:eeee'))
  assert.notEqual(networkOf('2001:db8:1:2::1'), networkOf('2001:db8:1:3::1'))
  assert.equal(networkOf('2001:db8::1'), '2001:db8:0:0')
  assert.equal(networkOf('::1'), '0:0:0:0')
  assert.equal(networkOf('::ffff:192.0.2.1'), '192.0.2.1')
  assert.equal(networkOf(null), 'nowhere')
})
